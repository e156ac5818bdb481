"""The thorough check of data against a JSON Schema: every way in which it breaks it.

Loaded only when a quick look is not enough, because loading jsonschema takes longer than checking the files
of a small project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

from publer_sync.source.schema.files import inlined


@cache
def thorough(name: str) -> Draft202012Validator:
    """The validator of a published schema."""
    validator: Draft202012Validator = _VALIDATOR(inlined(name))
    return validator


def _pattern(
    _validator: object, pattern: str, instance: object, _schema: object
) -> Iterator[ValidationError]:
    """Python's `$` also matches before a last line feed; a schema's does not."""
    if isinstance(instance, str) and (instance.endswith("\n") or not re.search(pattern, instance)):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


_EXTEND: Any = validators.extend
_VALIDATOR: Any = _EXTEND(Draft202012Validator, {"pattern": _pattern})
