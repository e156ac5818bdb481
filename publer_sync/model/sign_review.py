"""Compare two state documents key by key, for a person who decides whether to sign the newer one.

It compares documents and not states: what no reader knows is shown as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

LEASE = "lease"
SIGNATURE = "signature"
_SECTIONS = {"posts": "post", "media": "media file", "failures": "failure", "leftovers": "leftover"}
_LISTS = {"intents": "open write", "tombstones": "tombstone"}
STATE = "state"
"""The part of what is about the whole state, such as its serial."""

_NO_CONTENT = {LEASE, SIGNATURE, "format_version"}


class SignatureVerdict(StrEnum):
    """Verdict of a signature on a state. `FORMER`: it was made with the old key, while keys change."""

    GOOD = "good"
    FORMER = "former"
    BAD = "bad"
    MISSING = "missing"


class DifferenceKind(StrEnum):
    """Origin of a difference in a state."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class StateDifference:
    """One thing that differs: `part` is its kind in words, `details` its content or the change."""

    kind: DifferenceKind
    part: str
    name: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReview:
    """State that is about to be signed: `differences` from the last signed state with serial `compared_with`,
    or all that the state holds if no signed one was found. `last_signed` is that one as `git show` takes it,
    `COMMIT:FILE`, if it is in the history of a branch."""

    verdict: SignatureVerdict
    differences: tuple[StateDifference, ...]
    compared_with: int | None
    last_signed: str | None = None
    posts: int
    serial: int
    location: str
    declined: bool = False

    @property
    def is_signed(self) -> bool:
        """Return whether it was signed with this key before."""
        return self.verdict is SignatureVerdict.GOOD


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[StateDifference, ...]:
    """Everything that differs between two documents; against an empty one, all that the other holds."""
    return tuple(_differences(before, after))


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[StateDifference]:
    for section, part in _SECTIONS.items():
        yield from _of_section(part, before.get(section), after.get(section))
    for section, part in _LISTS.items():
        yield from _of_section(part, _by_name(before.get(section)), _by_name(after.get(section)))
    rest = {*before, *after} - {*_SECTIONS, *_LISTS, *_NO_CONTENT}
    yield from _of_section(
        STATE,
        {name: before[name] for name in rest & before.keys()},
        {name: after[name] for name in rest & after.keys()},
    )


def _of_section(part: str, before: Any, after: Any) -> Iterator[StateDifference]:
    # The newer document may hold anything.
    old = before if isinstance(before, Mapping) else {}
    new = after if isinstance(after, Mapping) else {}
    for name in sorted({*old, *new}):
        if name not in new:
            yield StateDifference(DifferenceKind.REMOVED, part, name, _content(old[name]))
        elif name not in old:
            yield StateDifference(DifferenceKind.ADDED, part, name, _content(new[name]))
        elif old[name] != new[name]:
            yield StateDifference(
                DifferenceKind.CHANGED, part, name, _changes(old[name], new[name])
            )


def _by_name(items: Any) -> dict[str, Any]:
    """The items of a list by kind and address; one that looks like another gets a number."""
    named: dict[str, Any] = {}
    for item in items if isinstance(items, list) else []:
        data = item if isinstance(item, Mapping) else {}
        name = " ".join(str(data[key]) for key in ("kind", "address") if key in data) or "unknown"
        number = sum(each.partition(" #")[0] == name for each in named)
        named[f"{name} #{number + 1}" if number else name] = item
    return named


def _content(value: Any) -> tuple[str, ...]:
    if not isinstance(value, Mapping):
        return (_said(value),)
    return tuple(
        f"{key}: {_said(each)}" for key, each in value.items() if each not in (None, {}, [])
    )


def _changes(before: Any, after: Any) -> tuple[str, ...]:
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        return (f"{_said(before)} → {_said(after)}",)
    keys = dict.fromkeys((*before, *after))
    pairs = ((key, before.get(key), after.get(key)) for key in keys)
    return tuple(f"{key}: {_said(old)} → {_said(new)}" for key, old, new in pairs if old != new)


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
