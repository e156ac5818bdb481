"""What stands in a store in the place of a state that has moved away, or is about to arrive.

A state lives in one store at a time. Two that are both believed would each make the posts of the other
once more; none at all would count every post as somebody else's. So neither mark is ever taken for a state,
or for there being none.
"""

from __future__ import annotations

from dataclasses import dataclass

from publer_sync.model.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """The state moved away from here. `moved_to` is what `state:` of the project file says of its new place;
    `serial` is the one that it left with."""

    moved_to: str
    workspace: str
    lineage: str
    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """A copy that begins to live here once the older place has a `Departed`: until then, that one does."""

    moved_from: str
    moved_to: str
    state: State


Standing = State | Departed | Arriving | None
"""What a store may hold; None for nothing at all."""


def departed(state: State, moved_to: str) -> Departed:
    """What a state leaves behind."""
    return Departed(
        moved_to=moved_to,
        workspace=state.workspace,
        lineage=state.lineage,
        serial=state.serial,
    )
