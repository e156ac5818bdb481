"""Two states that both follow from a third, brought together address by address.

While the lock holds there is only one writer. This is for what happens all the same: a state that was edited
by hand during an apply, or an apply that was overtaken because it slept longer than its lease. What it
knows of Publer is true nevertheless, and must not be forgotten.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from publer_sync.model.address import Address
from publer_sync.model.state import AppliedCheckout, Intent, IntentKind, State, Tombstone

IntentKey = tuple[IntentKind, Address, str | None]

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class MergeResult:
    """`state` has the changes of both. `conflicts` are addresses that both changed, differently: there it is
    as `theirs`. At the `lost_posts` among them, ours records a post that theirs does not."""

    state: State
    conflicts: tuple[Address, ...] = ()
    lost_posts: tuple[Address, ...] = ()


def merge(base: State, ours: State, theirs: State) -> MergeResult:
    """Merge both sides, with a serial after both; raise ValueError for states of other lineages."""
    if ours.lineage != theirs.lineage or ours.workspace != theirs.workspace:
        raise ValueError("two states that do not follow from the same one")
    intents, open_conflicts = _merged(*(_by_key(s.intents) for s in (base, ours, theirs)))
    records, conflicts = _merged(base.records, ours.records, theirs.records)
    failures, _ = _merged(base.failures, ours.failures, theirs.failures)
    media, _ = _merged(base.media, ours.media, theirs.media)
    leftovers, _ = _merged(base.leftovers, ours.leftovers, theirs.leftovers)
    state = replace(
        theirs,
        serial=max(ours.serial, theirs.serial) + 1,
        records=records,
        media=media,
        intents=tuple(intents.values()),
        failures=failures,
        tombstones=_tombstones(base, ours, theirs),
        leftovers=leftovers,
        known_since=_known_since(base, ours, theirs),
        is_rebuilt=ours.is_rebuilt or theirs.is_rebuilt,
        unconfirmed=(theirs if ours.unconfirmed == base.unconfirmed else ours).unconfirmed,
        checkouts=_checkouts(base, ours, theirs),
        applied=theirs.applied if ours.applied == base.applied else ours.applied,
    )
    either = {*conflicts, *(address for _, address, _ in open_conflicts)}
    addresses = (a for a in conflicts if _post_id(ours, a) not in (None, _post_id(theirs, a)))
    return MergeResult(state, tuple(sorted(either)), tuple(sorted(addresses)))


def _tombstones(base: State, ours: State, theirs: State) -> tuple[Tombstone, ...]:
    """The tombstones of both, the newer one of each text; those that one side dropped are gone."""
    before, mine, others = (
        {(each.account_id, each.text): each for each in state.tombstones}
        for state in (base, ours, theirs)
    )
    merged, both_changed = _merged(before, mine, others)
    for key in both_changed:
        tombstones = [side[key] for side in (mine, others) if key in side]
        merged[key] = max(tombstones, key=lambda each: each.at)
    return tuple(merged.values())


def _checkouts(base: State, ours: State, theirs: State) -> tuple[AppliedCheckout, ...]:
    """The checkouts of both; those that one side dropped are gone."""
    either = dict.fromkeys((*theirs.checkouts, *ours.checkouts))
    dropped = set(base.checkouts) - (set(ours.checkouts) & set(theirs.checkouts))
    return tuple(each for each in either if each not in dropped)


def _known_since(base: State, ours: State, theirs: State) -> datetime | None:
    """Since when both memories are complete; the later time where both changed."""
    if ours.known_since == base.known_since:
        return theirs.known_since
    if theirs.known_since == base.known_since:
        return ours.known_since
    moments = [moment for moment in (ours.known_since, theirs.known_since) if moment]
    return max(moments, default=None)


def _post_id(state: State, address: Address) -> str | None:
    record = state.records.get(address)
    return record.post_id if record else None


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
