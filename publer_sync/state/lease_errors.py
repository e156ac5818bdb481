"""Errors of a lease that cannot be had, or was lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publer_sync.errors import Hint, LockedError, StateError
from publer_sync.model.address import Address
from publer_sync.state.backups import restore_backup
from publer_sync.state.lease import Lease
from publer_sync.state.lock import words_of


def lock_taken_error(location: str, lease: Lease) -> LockedError:
    """Someone else holds it."""
    return LockedError(
        "Another apply is at work on this state.",
        location=location,
        reason=f"held by: {words_of(lease.words)}",
        hint=Hint(
            "wait until it is done; nothing was written. If it has died, the lock can be had once it "
            "expires, or after `{}`",
            (("state", "unlock"),),
        ),
    )


def lock_lost_error(location: str, lease: Lease | None) -> LockedError:
    """It was ours and is not any more."""
    now = f"now held by: {words_of(lease.words)}" if lease else "it was cleared"
    return LockedError(
        "The lock was lost, so nothing more is written to Publer.",
        location=location,
        reason=f"{now}; this run did not renew it in time, or someone took it for dead",
        hint=Hint(
            "look at `{}`, then apply again: what this run began is looked for first",
            (("status",),),
        ),
    )


def contention_error(location: str) -> StateError:
    """Others write all the time."""
    return StateError(
        "The state changes faster than it can be written.",
        location=location,
        reason="other processes got ahead each time",
        hint="try again when they are done",
    )


def slow_store_error(location: str) -> StateError:
    """It was renewed, and so late that it is about to end."""
    return StateError(
        "The lock cannot be kept, so nothing more is written to Publer.",
        location=location,
        reason="the store takes so long to renew it that it ends meanwhile",
        hint="try again when the store is faster, or give the lock more time with `lease:` of `state:`",
    )


class RecordConflictError(StateError):
    """Two have recorded something else for the same post, and only one of both can stand."""


def record_conflict(addresses: Sequence[Address], *, also: str = "") -> RecordConflictError:
    """Build the error for records of ours that found no place; `also` is what went wrong besides."""
    names = ", ".join(str(address) for address in addresses)
    reason = f"another run has recorded a different post for {names}"
    return RecordConflictError(
        "Another record is in the state.",
        reason=f"{also}, and {reason}" if also else reason,
        hint=Hint(
            "theirs stays, and two posts may be in Publer. Before you apply again, compare what `{}` says "
            "with the rescue file:",
            (("state", "show", str(addresses[0])),),
        ),
    )


def recovery_hint(error: StateError) -> Callable[[str], Hint]:
    """Return the advice for a state that was rescued because of this, by the name of its file."""
    message = error.hint if isinstance(error, RecordConflictError) else None
    if not isinstance(message, Hint):
        return restore_backup
    return lambda name: Hint(
        f"{message.text} {name.replace('{', '{{').replace('}', '}}')}", message.commands
    )


def reason_of(error: StateError) -> str:
    """The cause of a failure in one line."""
    return error.reason or error.what
