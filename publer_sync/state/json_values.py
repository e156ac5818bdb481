"""Values of a state file: each is of its type, or the file is broken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

_YEARS = range(1900, 9000)


def word(value: Any) -> str:
    """A text; half a character, which no state is written with, is an error of encoding."""
    if not isinstance(value, str):
        raise TypeError(f"expected a text, found {_shown(value)}")
    value.encode("utf-8")
    return value


def word_or_none(value: Any) -> str | None:
    """A text, or nothing."""
    return None if value is None else word(value)


def words(value: Any) -> Mapping[str, str]:
    """Texts by name."""
    if not isinstance(value, dict):
        raise TypeError(f"expected texts by name, found {_shown(value)}")
    return {word(name): word(each) for name, each in value.items()}


def number(value: Any) -> int:
    """A whole number that counts something."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"expected a count, found {_shown(value)}")
    return value


def moment(value: Any) -> datetime:
    """An instant of a year that can be reckoned with: not the first or the last ones of the calendar."""
    found = datetime.fromisoformat(word(value))
    if found.tzinfo is None:
        raise ValueError(f"{_shown(value)} has no offset")
    if found.year not in _YEARS:
        raise ValueError(f"{_shown(value)} is out of all range")
    return found


def moment_or_none(value: Any) -> datetime | None:
    """An instant, or nothing."""
    return None if value is None else moment(value)


def _shown(value: Any) -> str:
    return repr(value)[:80]
