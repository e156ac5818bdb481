"""A state in the folder of the project that no command would read, and one that is not in its store any more.

`state:` was changed before the state moved, or the branch or the object with it was deleted.

An empty store looks like a project that was never applied. Then every post would count as unmanaged,
and those that Publer does not show as they were written would be made again.
"""

from __future__ import annotations

from shlex import quote

from publer_sync.config.project import Project
from publer_sync.config.state_store import words_of_store
from publer_sync.errors import Hint, PlanRefusedError, StateError
from publer_sync.model.state_migration import DepartureMarker
from publer_sync.state.local import LocalStore
from publer_sync.state.migration_markers import StateMovedError
from publer_sync.state.store import StoreContext


def ensure_none_stranded(
    project: Project, context: StoreContext, *, rebuilding: bool = False
) -> None:
    """Raise PlanRefusedError if there is a local state of this workspace and environment with anything to
    lose, or the mark of one that moved where nothing stands any more, unless it is being rebuilt.

    A state that cannot be read may be one with anything to lose.
    """
    local_store = LocalStore(context.root, context.file)
    try:
        state = local_store.load()
    except StateMovedError as moved:
        if not rebuilding:
            _insist_that_it_arrived(project, moved.departure)
        return
    except StateError as error:
        raise _refused(project, local_store, f"cannot be read ({error.reason})") from None
    if state and state.workspace == project.workspace and (state.records or state.intents):
        raise _refused(project, local_store, f"records {len(state.records)} of your posts")


def _insist_that_it_arrived(project: Project, departure: DepartureMarker) -> None:
    words = words_of_store(project.state)
    if departure.moved_to == words and departure.workspace == project.workspace:
        raise PlanRefusedError(
            "The state is lost.",
            location=f"state: {words}",
            reason=f"it was moved there with serial {departure.serial}, and it is gone: your posts would "
            "count as unmanaged",
            hint=Hint(
                "bring the branch or the object back, or have a new state made from the files and Publer: "
                "{}. Nothing was changed",
                (("state", "rebuild"),),
            ),
        )


def without_stranded(absence: str, location: str, serial: int) -> PlanRefusedError:
    """The error for a shared state that this clone has seen in its store, and that is not there any more."""
    return PlanRefusedError(
        absence,
        location=location,
        reason=f"this clone saw it there with serial {serial}; without it, posts count as unmanaged",
        hint=Hint(
            "bring it back: restore the branch or the object, or put a copy there with `{}`. If it is lost, "
            "have a new one made from the files and Publer: `{}`. Nothing was changed",
            (("state", "push", "FILE"), ("state", "rebuild")),
        ),
    )


def _refused(project: Project, local_store: LocalStore, holds: str) -> PlanRefusedError:
    words = words_of_store(project.state)
    environment = f"--env {project.environment} " if project.environment else ""
    return PlanRefusedError(
        "There is no state where the project file says, but one in the folder of the project.",
        location=local_store.where,
        reason=f"it {holds}, and `state: {words}` holds nothing: your posts would count as unmanaged",
        hint="if `state:` was changed too early, write `state: local` again, run "
        f"`publer-sync {environment}state migrate --to {quote(words)}`, and change it then. If no one "
        "needs the file any more, move it away. Nothing was changed",
    )
