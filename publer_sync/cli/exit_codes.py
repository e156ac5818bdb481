"""The exit codes, all in one place; they never depend on the output format."""

from __future__ import annotations

from enum import IntEnum

from publer_sync.errors import (
    InvalidUsageError,
    LockedError,
    PlanRefusedError,
    PublerSyncError,
    UserInterruptError,
)


class ExitCode(IntEnum):
    """Exit codes, for scripts."""

    OK = 0
    FAILED = 1
    CHANGES = 2
    DELETES = 3
    REFUSED = 4
    LOCKED = 5
    USAGE = 64
    BUG = 70
    INTERRUPTED = 130


_BY_ERROR: tuple[tuple[type[PublerSyncError], ExitCode], ...] = (
    (PlanRefusedError, ExitCode.REFUSED),
    (LockedError, ExitCode.LOCKED),
    (InvalidUsageError, ExitCode.USAGE),
    (UserInterruptError, ExitCode.INTERRUPTED),
)


def code_of(error: PublerSyncError) -> ExitCode:
    """The exit code for a failure of the world."""
    for kind, code in _BY_ERROR:
        if isinstance(error, kind):
            return code
    return ExitCode.FAILED
