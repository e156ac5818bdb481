"""Two states that both follow from a third, brought together address by address.

While the lock holds there is only one writer. This is for what happens all the same: a state that was edited
by hand during an apply, or an apply that was overtaken because it slept longer than its lease. What it
knows of Publer is true nevertheless, and must not be forgotten.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from publer_sync.model.address import Address
from publer_sync.model.state import Intent, IntentKind, State

IntentKey = tuple[IntentKind, Address, str | None]

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Merged:
    """`state` has the changes of both. `conflicts` are addresses that both changed, differently: there it is
    as `theirs`."""

    state: State
    conflicts: tuple[Address, ...] = ()


def merge(base: State, ours: State, theirs: State) -> Merged:
    """What both sides became, with a serial after both; raises ValueError for states of other lineages."""
    if ours.lineage != theirs.lineage or ours.workspace != theirs.workspace:
        raise ValueError("two states that do not follow from the same one")
    intents, open_conflicts = _merged(*(_by_key(s.intents) for s in (base, ours, theirs)))
    records, conflicts = _merged(base.records, ours.records, theirs.records)
    failures, _ = _merged(base.failures, ours.failures, theirs.failures)
    media, _ = _merged(base.media, ours.media, theirs.media)
    state = replace(
        theirs,
        serial=max(ours.serial, theirs.serial) + 1,
        records=records,
        media=media,
        intents=tuple(intents.values()),
        failures=failures,
        applied=theirs.applied if ours.applied == base.applied else ours.applied,
    )
    either = {*conflicts, *(address for _, address, _ in open_conflicts)}
    return Merged(state, tuple(sorted(either)))


def _by_key(intents: tuple[Intent, ...]) -> Mapping[IntentKey, Intent]:
    return {intent.key: intent for intent in intents}


def _merged(
    base: Mapping[Key, Value], ours: Mapping[Key, Value], theirs: Mapping[Key, Value]
) -> tuple[dict[Key, Value], list[Key]]:
    """`theirs` with what only we changed, and the keys that both changed, each in another way."""
    merged, conflicts = dict(theirs), []
    for key in dict.fromkeys((*base, *ours)):
        mine, before, other = ours.get(key), base.get(key), theirs.get(key)
        if mine in (before, other):
            continue
        if other != before:
            conflicts.append(key)
        elif mine is None:
            del merged[key]
        else:
            merged[key] = mine
    return merged, conflicts
