"""State push: puts a state that was saved elsewhere in place, such as a rescue file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from publer_sync.config.project import Project
from publer_sync.errors import Hint, PlanRefusedError, StateError
from publer_sync.model.push_check import PushPreview, PushResult, push_obstacle, state_after_push
from publer_sync.model.state import State
from publer_sync.source.text import whole_text
from publer_sync.state.format import from_text
from publer_sync.state.json_values import number, parsed
from publer_sync.state.migration_markers import StateArrivingError, StateMovedError
from publer_sync.state.signature import Signing, UntrustedStateError
from publer_sync.state.store import Holder, StateStore


def push(
    project: Project,
    store: StateStore,
    file: Path,
    *,
    force: bool,
    now: datetime,
    holder: Holder,
    confirm: Callable[[PushPreview], bool],
) -> PushResult:
    """Check the file and put it in place, under the lock; raise PlanRefusedError where that is not safe."""
    state = _read(file, store.signing)
    _check_workspace(state, project, file)
    _checked(
        project, store, file, state, force=force
    )  # what cannot be read would not even be locked
    with store.lock(holder, over_broken=force):
        pushing = _checked(project, store, file, state, force=force)
        if pushing.unchanged:
            return PushResult(pushing=pushing, location=store.where, serial=state.serial)
        if not confirm(pushing):
            return PushResult(
                pushing=pushing, location=store.where, serial=state.serial, declined=True
            )
        backup = store.keep_aside() if push_obstacle(pushing) else None
        following = state_after_push(pushing, now)
        store.save(following)
    return PushResult(pushing=pushing, location=store.where, serial=following.serial, backup=backup)


def _read(file: Path, signing: Signing) -> State:
    try:
        return from_text(whole_text(file), str(file), signing, writing=True)
    except UntrustedStateError as error:
        raise _not_ours(file, error) from None
    except StateArrivingError as moving:
        return moving.arriving.state  # a copy of what never arrived, which may be all that is left
    except (OSError, UnicodeDecodeError, StateError) as error:
        reason = error.reason if isinstance(error, StateError) else str(error)
        raise StateError(
            "The file is no state that this version can read.",
            location=str(file),
            reason=reason,
            hint="name a rescue file, or a copy of a state; nothing was changed",
        ) from None


def _not_ours(file: Path, error: UntrustedStateError) -> UntrustedStateError:
    return UntrustedStateError(
        "The file is no state that was signed with this key.",
        location=str(file),
        reason=error.reason,
        hint=Hint(
            "name a copy that was signed, or make a new state with `{}`; nothing was changed",
            (("state", "rebuild", "--force"),),
        ),
    )


def _check_workspace(state: State, project: Project, file: Path) -> None:
    if state.workspace != project.workspace:
        raise PlanRefusedError(
            "The file is the state of another workspace.",
            location=str(file),
            reason=f"it was written for {state.workspace}, the project says {project.workspace}",
            hint="choose its environment with --env; nothing was changed",
        )


def _checked(
    project: Project, store: StateStore, file: Path, state: State, *, force: bool
) -> PushPreview:
    pushing = _beside_the_present(store, file, state, force=force)
    reason = push_obstacle(pushing)
    if force:
        return pushing
    if reason:
        raise _refused(file, reason, pushing)
    if pushing.present is None and (other := _on_another_account(state, project)):
        raise PlanRefusedError(
            "The file seems to be the state of another environment.",
            location=str(file),
            reason=other,
            hint="name its environment with --env; if the account was changed on purpose, --force puts the "
            "file in place. Nothing was changed",
        )
    return pushing


def _on_another_account(state: State, project: Project) -> str | None:
    """Return the evidence that posts would be created again on the accounts of this environment, and
    deleted on theirs."""
    for record in state.records.values():
        account = project.accounts.get(record.address.alias)
        if account and account.id != record.account_id:
            return (
                f"it says that {record.address} stands on the account {record.account_id}, and here "
                f"{account.alias} is {account.id}"
            )
    return None


def _beside_the_present(store: StateStore, file: Path, state: State, *, force: bool) -> PushPreview:
    try:
        return PushPreview(file=file, state=state, present=store.load())
    except StateMovedError as moved:
        return PushPreview(file=file, state=state, present=None, mark=moved.departure)
    except StateArrivingError as moving:
        return PushPreview(file=file, state=state, present=None, mark=moving.arriving)
    except StateError as error:
        if force:
            serial = _serial_in(store.text or "")
            return PushPreview(
                file=file, state=state, present=None, is_broken=True, broken_serial=serial
            )
        if isinstance(error, UntrustedStateError):
            raise
        raise PlanRefusedError(
            "The present state cannot be read, so it cannot be told whether the file follows from it.",
            location=store.where,
            reason=error.reason,
            hint="with --force the file takes its place, and it is kept beside it; nothing was changed",
        ) from None


def _serial_in(text: str) -> int:
    """Return the serial of a state that is not believed; 0 if there is none."""
    try:
        return number(parsed(text)["serial"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return 0


def _refused(file: Path, reason: str, pushing: PushPreview) -> PlanRefusedError:
    if pushing.mark:
        return PlanRefusedError(
            "The state of this project moves, so nothing is put in its place here.",
            location=str(file),
            reason=reason,
            hint=Hint(
                "pull the latest publer-sync.yaml and push the file there, or run `{}` again. With --force "
                "it is done, for a state that is lost where it went: if it lives there, posts would be made "
                "twice",
                (("state", "migrate"),),
            ),
        )
    return PlanRefusedError(
        "The file does not follow from the present state.",
        location=str(file),
        reason=reason,
        hint="putting it in place would forget what was done since; with --force that is done, and the "
        "present state is kept beside it",
    )
