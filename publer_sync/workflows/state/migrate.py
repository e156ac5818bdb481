"""State migrate: brings the state to another store, and leaves a mark where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from publer_sync.config.project import Project
from publer_sync.config.state_store import (
    StateStoreConfig,
    is_same_place,
    store_from_words,
    words_of_store,
)
from publer_sync.diagnostics import Diagnostic
from publer_sync.errors import InvalidUsageError, PlanRefusedError, StateError
from publer_sync.model.state import State
from publer_sync.model.state_migration import (
    ArrivalMarker,
    DepartureMarker,
    Migration,
    MigrationObstacle,
    MigrationStep,
    StoreContent,
    departed,
    next_step,
)
from publer_sync.source.document import Document
from publer_sync.state.format import mark_text, to_text
from publer_sync.state.migration_markers import StateArrivingError, StateMovedError
from publer_sync.state.store import Holder, StateStore
from publer_sync.workflows.plan import of_this_workspace


@dataclass(frozen=True, slots=True)
class Stores:
    """Both stores; `witness` is the target once more, which reads what really is there."""

    source: StateStore
    target: StateStore
    witness: StateStore


def target_of(project: Project, words: str) -> StateStoreConfig:
    """The store that the words name; raises InvalidUsageError if they name none, or the present one."""
    result = store_from_words(words, project.document or Document(file="", data={}))
    if isinstance(result, Diagnostic):
        raise InvalidUsageError(
            "The state cannot be moved there.",
            location="--to",
            reason=result.message,
            hint=result.hint,
        )
    if is_same_place(result, project.state):
        raise InvalidUsageError(
            "The state is kept there already.",
            location="--to",
            reason=f"the project file says `state: {words_of_store(project.state)}`",
            hint="if it says so too early, put its old `state:` back, and change it when the state has moved",
        )
    return result


def migrate(
    project: Project,
    to: StateStoreConfig,
    stores: Stores,
    *,
    holder: Holder,
    confirm: Callable[[Migration], bool],
) -> Migration:
    """Move the state, or do what an earlier try left; raise PlanRefusedError where it could cost another
    one."""
    migration = _what_to_do(project, to, stores)
    if migration.step is MigrationStep.NOTHING:
        return migration
    with _both_locked(stores, holder):
        if _what_to_do(project, to, stores) != migration:
            raise StateError("The state changed while its lock was taken.", hint="try again")
        if not confirm(migration):
            return replace(migration, declined=True)
        if migration.older is not None:
            migration = replace(migration, backup=stores.target.keep_aside())
        if migration.step is MigrationStep.MOVE:
            _copy(migration, stores, words_of_store(project.state))
        _hand_over(migration, stores)
    return migration


def _what_to_do(project: Project, to: StateStoreConfig, stores: Stores) -> Migration:
    source, target = migration_state(stores.source), migration_state(stores.target)
    if source is None:
        raise StateError(
            "There is no state to move.",
            location=stores.source.where,
            reason="nothing was applied yet",
            hint=f"if that is right, just write `state: {words_of_store(to)}` into publer-sync.yaml",
        )
    if isinstance(source, ArrivalMarker):
        raise StateArrivingError(source, stores.source.where)
    step = next_step(source, target)
    if isinstance(step, MigrationObstacle):
        raise _barred(step, source, stores)
    moving = source if isinstance(source, State) else _state_in(target)
    return Migration(
        step=step,
        state=of_this_workspace(moving, project),
        words=words_of_store(to),
        source=stores.source.where,
        target=stores.target.where,
        environment=project.environment,
        heirs=_heirs(project),
        older=_older(moving, target),
    )


def _older(moving: State | None, target: StoreContent) -> int | None:
    return target.serial if isinstance(target, State) and target != moving else None


def migration_state(store: StateStore) -> StoreContent:
    """Read a store, marks included; raise StateError if it cannot be read."""
    try:
        return store.load()
    except StateMovedError as moved:
        return moved.departure
    except StateArrivingError as moving:
        return moving.arriving


def _state_in(target: StoreContent) -> State | None:
    return (
        target.state
        if isinstance(target, ArrivalMarker)
        else target
        if isinstance(target, State)
        else None
    )


def _barred(step: MigrationObstacle, source: State | DepartureMarker, stores: Stores) -> Exception:
    if isinstance(source, DepartureMarker):
        return StateMovedError(source, stores.source.where)
    return PlanRefusedError(
        "What is in the other store could be lost.",
        location=stores.target.where,
        reason=step.reason,
        hint="choose another place, or look at what is there; nothing was changed",
    )


def _heirs(project: Project) -> tuple[str, ...]:
    """The environments that keep their state where the project does."""
    if project.environment or project.document is None:
        return ()
    data: Any = project.document.data
    return tuple(name for name, own in data.get("environments", {}).items() if "state" not in own)


@contextmanager
def _both_locked(stores: Stores, holder: Holder) -> Iterator[None]:
    """Both locks; a mark is no state, and can be locked only by who knows what it is."""
    marked = [
        not isinstance(migration_state(s), State | None) for s in (stores.source, stores.target)
    ]
    with (
        stores.source.lock(holder, over_broken=marked[0]),
        stores.target.lock(holder, over_broken=marked[1]),
    ):
        yield


def _copy(migration: Migration, stores: Stores, moved_from: str) -> None:
    """The first write: a copy that no one takes for a state yet, read back before anything relies on it."""
    arriving = ArrivalMarker(moved_from=moved_from, moved_to=migration.words, state=migration.state)
    stores.target.put(mark_text(arriving))
    _check(stores.witness, arriving)


def _hand_over(migration: Migration, stores: Stores) -> None:
    """The second and the third write: only between them no one has a state."""
    if migration.step is MigrationStep.MOVE:
        with _retold("The old place could not be marked, so the state has most likely not moved."):
            stores.target.insist()
            stores.source.put(mark_text(departed(migration.state, migration.words)))
    with _retold("The state is on its way, and nothing can be applied until it has arrived."):
        stores.target.put(to_text(migration.state))
        _check(stores.witness, migration.state)


@contextmanager
def _retold(what: str) -> Iterator[None]:
    """Say of a failure what it means for the state."""
    try:
        yield
    except StateError as error:
        raise StateError(
            what,
            location=error.location,
            reason=error.reason or error.what,
            hint="fix the cause, then run the same command again; nothing is lost",
        ) from None


def _check(witness: StateStore, expected: State | ArrivalMarker) -> None:
    if migration_state(witness) != expected:
        raise StateError(
            "What was written to the other store is not what it says when it is read.",
            location=witness.where,
            hint="run the same command again; the state is where it was",
        )
