"""Looks at data of others before it is used: what lies where, and whether it is what it should be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeGuard

_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def at(item: Any, *names: str) -> Any:
    """What lies in an object under these names, one within the other, or None."""
    for name in names:
        item = item.get(name) if isinstance(item, Mapping) else None
    return item


def sha_in(value: Any) -> str | None:
    """The value if it is the whole name of a commit."""
    return value if isinstance(value, str) and _SHA.fullmatch(value) else None


def is_id(value: Any) -> TypeGuard[int]:
    """Whether a value can be the number of something."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 63
