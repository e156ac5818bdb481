"""Values and tables of a state file: each value is of its type, or the file is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import instant

_YEARS = range(1900, 9000)
_IDENT = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def parsed(text: str) -> Any:
    """JSON as data; raise ValueError for a key that stands twice: which one is meant is not known."""
    return json.loads(text, object_pairs_hook=_once_each)


def _once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    results = dict(pairs)
    if len(results) < len(pairs):
        names = [name for name, _ in pairs]
        duplicates = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {_shown(duplicates)} appears twice")
    return results


def word(value: Any) -> str:
    """A text; half a character, which no state is written with, is an error of encoding."""
    if not isinstance(value, str):
        raise TypeError(f"expected a text, found {_shown(value)}")
    value.encode("utf-8")
    return value


def identifier(value: Any) -> str:
    """An id of Publer, or of a history: it goes into paths and queries, so it has few characters.

    Publer's have 24 hexadecimal digits, and some numbers. No more is demanded than what it may send.
    """
    if not isinstance(value, str) or not _IDENT.fullmatch(value):
        raise ValueError(f"expected an id, found {_shown(value)}")
    return value


def sha256_hash(value: Any) -> str:
    """The SHA-256 of a content in hexadecimal."""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise ValueError(f"expected a SHA-256, found {_shown(value)}")
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


def positive(value: Any) -> int:
    """A whole number from 1 up: a rule with a step of 0 would never come to an end."""
    if number(value) < 1:
        raise ValueError(f"expected a number from 1 up, found {_shown(value)}")
    return int(value)


def moment(value: Any) -> datetime:
    """An instant of a year that can be reckoned with: not the first or the last ones of the calendar."""
    result = datetime.fromisoformat(word(value))
    if result.tzinfo is None:
        raise ValueError(f"{_shown(value)} has no offset")
    if result.year not in _YEARS:
        raise ValueError(f"{_shown(value)} is out of all range")
    return result


def moment_or_none(value: Any) -> datetime | None:
    """An instant, or nothing."""
    return None if value is None else moment(value)


def _shown(value: Any) -> str:
    return repr(value)[:80]


# The two directions of a value, and the tables made of them.


@dataclass(frozen=True, slots=True)
class Codec:
    """A value as JSON, and back; `read` raises TypeError or ValueError for what `write` never writes."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


TEXT = Codec(word, _same)
TEXT_OR_NONE = Codec(word_or_none, _same)
TEXTS = Codec(words, dict)
ID = Codec(identifier, _same)
ACCOUNT_ID = Codec(lambda value: value if value == "" else identifier(value), _same)
"""Ideas of a workspace have no account."""
ID_OR_NONE = Codec(lambda value: None if value is None else identifier(value), _same)
FLAG = Codec(bool, _same)
INSTANT = Codec(moment, instant)
INSTANT_OR_NONE = Codec(moment_or_none, lambda value: instant(value) if value else None)
ADDRESS = Codec(lambda value: Address.parse(word(value)), str)


def member(kind: type[StrEnum]) -> Codec:
    """One of the members of an enum."""
    return Codec(kind, attrgetter("value"))


def listed(codec: Codec) -> Codec:
    """Any number of values of one kind, in order."""
    return Codec(
        lambda values: tuple(codec.read(each) for each in values),
        lambda values: [codec.write(each) for each in values],
    )


def or_none(codec: Codec) -> Codec:
    """A value that may be missing; anything empty in the file counts as missing."""
    return Codec(
        lambda value: codec.read(value) if value else None,
        lambda value: codec.write(value) if value else None,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A key of an object in the file, and the field of the same name.

    An `optional` key may be missing in the file: the field then has its default. One that is `sparse` is
    optional, and only written if the field is not empty.
    """

    name: str
    codec: Codec
    optional: bool = False
    sparse: bool = False


class Table:
    """The keys of one kind of object, in the order in which they are read and written.

    NOTE: Sparse keys are written before all others, in their order. A broken file is reported by the first
    key that is wrong, so that the order is part of the messages.
    """

    def __init__(self, *columns: Column) -> None:
        self.columns = columns

    def read(self, item: Any) -> dict[str, Any]:
        """Return the fields of an object, by name; raise KeyError where the file lacks one that it needs."""
        return {
            column.name: column.codec.read(item[column.name])
            for column in self.columns
            if not (column.optional or column.sparse) or column.name in item
        }

    def write(self, row: Any) -> dict[str, Any]:
        """Return the object for the file."""
        values = [(column, getattr(row, column.name)) for column in self.columns]
        sparse = {c.name: c.codec.write(value) for c, value in values if c.sparse and value}
        return sparse | {c.name: c.codec.write(value) for c, value in values if not c.sparse}
