"""Decide whether a state may take the place of another one: pure, for `state push`.

The state is the only memory of which posts are ours. One that is older, or belongs to something else,
would make publer-sync forget posts, or take colleagues' for its own. So it takes the place of the present
one only if it follows from it; whoever insists gets his way, and the present one is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from publer_sync.model.state import State
from publer_sync.model.state_migration import ArrivalMarker, DepartureMarker


@dataclass(frozen=True, slots=True, kw_only=True)
class PushPreview:
    """The state to be put in place, and the present one: None if there is none, it is `is_broken`, or only
    the `mark` of one that moves is there. `broken_serial` is what can be read of a broken one, else 0."""

    file: Path
    state: State
    present: State | None
    is_broken: bool = False
    broken_serial: int = 0
    mark: DepartureMarker | ArrivalMarker | None = None

    @property
    def unchanged(self) -> bool:
        return self.state == self.present


@dataclass(frozen=True, slots=True, kw_only=True)
class PushResult:
    """Result of a push. `backup` is the file of the state that was replaced by force."""

    pushing: PushPreview
    location: str
    serial: int
    backup: Path | None = None
    declined: bool = False


def push_obstacle(pushing: PushPreview) -> str | None:
    """Return why the file does not follow from the present state, or None if it does."""
    if pushing.is_broken:
        return "the present state cannot be read"
    if isinstance(pushing.mark, DepartureMarker):
        return f"the state has moved to `state: {pushing.mark.moved_to}`, where it lives on"
    if pushing.mark:
        return f"the state is on its way here from `state: {pushing.mark.moved_from}`"
    if pushing.present is None or pushing.unchanged:
        return None
    return _why_no_successor(pushing.state, pushing.present)


def _why_no_successor(state: State, present: State) -> str | None:
    if present.workspace != state.workspace:
        return f"the present state is that of workspace {present.workspace}"
    if present.lineage != state.lineage:
        return f"its lineage is {state.lineage}, that of the present state {present.lineage}"
    if state.serial <= present.serial:
        return f"its serial is {state.serial}, that of the present state {present.serial}"
    return None


def state_after_push(pushing: PushPreview, now: datetime) -> State:
    """The pushed state.

    One that goes back in a history, or takes the place of a broken state, gets the next serial, so that no
    serial means two states. Unless it is ahead of the present one, it is a copy put back: it may lack what
    was done since, so that its memory begins now.
    """
    state, mark = pushing.state, pushing.mark
    present = mark.state if isinstance(mark, ArrivalMarker) else mark or pushing.present
    follows = present is not None and present.lineage == state.lineage
    if present and follows and state.serial > present.serial:
        return state
    state = replace(state, known_since=now, is_rebuilt=True, unconfirmed=True)
    if pushing.is_broken:
        return replace(state, serial=max(state.serial, pushing.broken_serial) + 1)
    return replace(state, serial=present.serial + 1) if present and follows else state
