"""State unlock: clears what a dead holder of the lock left, and never breaks the lock of a living one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publer_sync.state.local import LocalStore


def unlock(store: LocalStore) -> Mapping[str, Any] | None:
    """Takes the lock and lets go of it; returns what a dead holder wrote of itself, if one did.

    Raises Locked while somebody lives who holds it.
    """
    left = store.left_note()
    with store.lock({}):
        return left
