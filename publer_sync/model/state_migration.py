"""Migration of a state from one store to another, with never more than one of them believed: pure.

Three writes, in this order: a copy that is marked as arriving, which no one takes for a state; the mark of
one that has departed, in the place of the old one; the copy again, without its mark. Whatever interrupts
them, the old state lives until the second, the new one from the third on, and in between neither store lets
anyone work. Run again, the command starts over before the second write, and afterwards does what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from publer_sync.model.state import State


class MigrationStep(Enum):
    """Remaining step of a migration."""

    MOVE = auto()
    FINISH = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class MigrationObstacle:
    """Reason why the state cannot go there: the target holds something that would be lost."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """Result or preview of `state migrate`.

    `words` is what `state:` has to say in the project file; `heirs` are environments that have no `state:`
    of their own, so that they follow that line too. `step` tells what there was to do. `older` is the
    serial of a copy that stood in the new place, and `backup` the file that this went to.
    """

    step: MigrationStep
    state: State
    words: str
    source: str
    target: str
    environment: str | None = None
    heirs: tuple[str, ...] = ()
    older: int | None = None
    backup: Path | None = None
    declined: bool = False


def next_step(
    source: State | DepartureMarker, target: StoreContent
) -> MigrationStep | MigrationObstacle:
    """Return the remaining step, by the content of both stores."""
    if isinstance(source, State):
        return _why_not(source, target) or MigrationStep.MOVE
    if (
        isinstance(target, ArrivalMarker)
        and _follows(target.state, source)
        and _is_of(target.state, source)
    ):
        return MigrationStep.FINISH
    if isinstance(target, State) and _follows(target, source):
        return MigrationStep.NOTHING
    return MigrationObstacle(
        f"it went to `state: {source.moved_to}` with serial {source.serial}, and is not there"
    )


def _is_of(state: State, departure: DepartureMarker) -> bool:
    return state.serial == departure.serial


def _follows(state: State, departure: DepartureMarker) -> bool:
    return state.lineage == departure.lineage and state.serial >= departure.serial


def _why_not(source: State, target: StoreContent) -> MigrationObstacle | None:
    """Return why the target cannot be replaced; an older copy of the same history, or what it left there,
    can."""
    if target is None or target == source:
        return None
    stands = target.state if isinstance(target, ArrivalMarker) else target
    if stands.workspace != source.workspace:
        return MigrationObstacle(f"it holds the state of workspace {stands.workspace}")
    if stands.lineage != source.lineage:
        return MigrationObstacle(
            f"its lineage is {stands.lineage}, that of the state to move {source.lineage}"
        )
    if stands.serial > source.serial or (
        isinstance(target, State) and target.serial == source.serial
    ):
        return MigrationObstacle(
            f"its serial is {stands.serial}, that of the state to move {source.serial}"
        )
    return None


# Content of a store in the place of a state that has moved away, or is about to arrive.
# A state lives in one store at a time. Two that are both believed would each make the posts of the other
# once more; none at all would count every post as unmanaged. So neither mark is ever taken for a
# state, or for there being none.


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureMarker:
    """The state moved away from here. `moved_to` is what `state:` of the project file says of its new place;
    `serial` is the one that it left with."""

    moved_to: str
    workspace: str
    lineage: str
    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalMarker:
    """A copy that begins to live here once the older place has a `DepartureMarker`: until then, that one
    does."""

    moved_from: str
    moved_to: str
    state: State


StoreContent = State | DepartureMarker | ArrivalMarker | None
"""What a store may hold; None for nothing at all."""


def departed(state: State, moved_to: str) -> DepartureMarker:
    """Build the marker that a state leaves behind."""
    return DepartureMarker(
        moved_to=moved_to,
        workspace=state.workspace,
        lineage=state.lineage,
        serial=state.serial,
    )
