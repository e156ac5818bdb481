"""Trust in the memory of a state: what it may lack, and since when it knows everything.

A state that was lost starts over, and one that was put back from an older copy does not know what came after.
Each clone remembers the highest serial that it has seen (see `state.last_seen`). A fresh runner remembers
nothing; for it, a state that began a short time ago counts as one that may have been begun over a lost one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from publer_sync.model.state import State

YOUNG = timedelta(days=30)
"""How long a state may have been begun over a lost one, where no serial is remembered."""

REMEMBERED = timedelta(days=400)
"""How long a tombstone is kept, and how long what went out at once before a state began is looked for."""


class StateAge(StrEnum):
    """Age of a state, compared with the last one that this clone has seen."""

    CURRENT = "current"
    OLDER = "older"
    UNKNOWN = "unknown"


def age_of(state: State | None, last_seen: int | None) -> StateAge:
    """Compare a state with the highest serial of its history that this clone has seen, if it has seen any.

    A state of another history than the ones seen here was begun elsewhere: that is not known either.
    """
    if last_seen is None or state is None:
        return StateAge.UNKNOWN
    return StateAge.OLDER if state.serial < last_seen else StateAge.CURRENT


def may_have_forgotten(state: State, age: StateAge, now: datetime) -> bool:
    """Return whether the state may lack posts that were made."""
    if not state.has_history or state.unconfirmed or age is StateAge.OLDER:
        return True
    if age is StateAge.CURRENT or state.known_since is None:
        return False
    return now - state.known_since < YOUNG


def unknown_until(state: State, age: StateAge, now: datetime) -> datetime | None:
    """Until when posts may have gone out at once that the state does not know of; None: it knows all.

    A state that was rebuilt or put back lacks what a tombstone would have kept as long; one that merely began
    is the first one, as a rule.
    """
    if not state.has_history or age is not StateAge.CURRENT:
        return now
    began, last = state.known_since, REMEMBERED if state.is_rebuilt else YOUNG
    return began if began and now - began < last else None


def unknown_times(state: State, age: StateAge, now: datetime) -> Callable[[datetime], bool] | None:
    """Return whether a post that was published at a time may be ours without the state knowing it; None:
    never.

    Where no serial is remembered, the state may be an older one: it knows nothing of what came after its last
    write.
    """
    until = unknown_until(state, age, now)
    if age is not StateAge.UNKNOWN or not state.has_history:
        return (lambda time: time <= until) if until else None
    known_values = unknown_until(state, StateAge.CURRENT, now)
    last_write = max(
        (record.written_at for record in state.records.values()), default=known_values or now
    )
    return lambda time: time > last_write or (known_values is not None and time <= known_values)
