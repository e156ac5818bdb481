"""A selection of what a state records."""

from __future__ import annotations

from dataclasses import dataclass

from publer_sync.model.state import Record, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The state, None if there is none yet, and those of its records that were asked for, by time."""

    state: State | None
    records: tuple[Record, ...]
