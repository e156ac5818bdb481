"""One apply at a time on this machine: a lock file that says who holds it, and since when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from publer_sync.errors import Locked, StateProblem
from publer_sync.source.whole_text import whole_text
from publer_sync.state.whole_file import write_whole


@contextmanager
def locked(path: Path, holder: Mapping[str, Any]) -> Iterator[None]:
    """Holds the lock at `path`; raises Locked at once if somebody else does.

    The operating system lets go of the lock when its holder dies, however it dies. What `holder`
    says (pid, host, command, since) is written beside it for others to read.
    """
    note = path.with_suffix(".holder.json")
    lock = FileLock(path, mode=0o600)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise _locked(note) from None
    except OSError as error:
        raise _unlockable(path, error) from None
    try:
        _write(note, holder)
        yield
    finally:
        with suppress(OSError):
            note.unlink()
        lock.release()


def _write(note: Path, holder: Mapping[str, Any]) -> None:
    try:
        write_whole(note, json.dumps(dict(holder)))
    except OSError as error:
        raise _unlockable(note, error) from None


def _unlockable(path: Path, error: OSError) -> StateProblem:
    return StateProblem(
        "The lock cannot be taken.",
        where=str(path),
        why=str(error),
        hint="check the permissions of the folder, and whether the disk is full",
    )


def _locked(note: Path) -> Locked:
    try:
        holder = json.loads(whole_text(note))
        who = ", ".join(f"{key} {value}" for key, value in holder.items())
    except (OSError, ValueError, AttributeError, RecursionError):
        who = "unknown"
    return Locked(
        "Another apply is at work on this project.",
        where=str(note.parent),
        why=f"held by: {who}",
        hint="wait until it is done; nothing was written",
    )
