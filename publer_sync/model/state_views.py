"""Views of a state: all that it holds for one address, and selections of its records."""

from __future__ import annotations

from dataclasses import dataclass

from publer_sync.model.address import Address
from publer_sync.model.state import Failure, Intent, Record, State, Tombstone


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEntry:
    """The record of an address, the writes of it whose outcome is open, its last failed attempt, and the
    tombstones of what it published at once."""

    address: Address
    record: Record | None
    intents: tuple[Intent, ...]
    failure: Failure | None
    tombstones: tuple[Tombstone, ...] = ()


# A selection of what a state records.


@dataclass(frozen=True, slots=True, kw_only=True)
class StateListing:
    """The state, None if there is none yet, and those of its records that were asked for, by time."""

    state: State | None
    records: tuple[Record, ...]
