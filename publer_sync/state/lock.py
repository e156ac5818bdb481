"""One apply at a time on this machine: a lock file that says who holds it, and since when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from publer_sync.errors import LockedError, StateError
from publer_sync.source.text import whole_text
from publer_sync.state.atomic_write import write_whole

_NOTE = ".holder"
"""Not `.json`: `state.NAME.json` is the state of an environment, whatever its name."""


@contextmanager
def hold_lock(path: Path, holder: Mapping[str, Any]) -> Iterator[bool]:
    """Hold the lock at `path`; raise LockedError at once if someone else does.

    The operating system lets go of the lock when its holder dies, however it dies: so it is never taken from
    anyone, which is what it gives. What `holder`
    says (pid, host, command, since) is written beside it for others to read.
    """
    note = path.with_suffix(_NOTE)
    lock = FileLock(path, mode=0o600)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise _locked(path) from None
    except OSError as error:
        raise _unlockable(path, error) from None
    try:
        _write(note, holder)
        yield False
    finally:
        with suppress(OSError):
            note.unlink()
        lock.release()


def note_of(path: Path) -> Mapping[str, Any] | None:
    """Return the note that the last holder of the lock at `path` wrote and did not remove; None if nothing
    is there. It may be dead, and a note that cannot be read is empty."""
    note = path.with_suffix(_NOTE)
    try:
        text = whole_text(note)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        return {}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def holder_of(path: Path) -> Mapping[str, Any] | None:
    """Who holds the lock at `path` just now, or None; changes no file.

    Whether a note is that of a living holder is told by trying the lock, and only where there is a
    note: so that looking does not get into the way of an apply that is about to begin.
    """
    note = note_of(path)
    if note is None or not path.exists():
        return None
    lock = FileLock(path, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return note
    except OSError:
        return None  # it cannot be told, as in a folder that may only be read
    lock.release()
    return None


def words_of(holder: Mapping[str, Any]) -> str:
    """Who it is in one line; `unknown` where nothing can be read."""
    return ", ".join(f"{key} {value}" for key, value in holder.items()) or "unknown"


def _write(note: Path, holder: Mapping[str, Any]) -> None:
    try:
        write_whole(note, json.dumps(dict(holder)))
    except OSError as error:
        raise _unlockable(note, error) from None


def _unlockable(path: Path, error: OSError) -> StateError:
    return StateError(
        "The lock cannot be taken.",
        location=str(path),
        reason=str(error),
        hint="check the permissions of the folder, and whether the disk is full",
    )


def _locked(path: Path) -> LockedError:
    holder = note_of(path) or {}
    process = f" (process {holder.get('pid')} on {holder.get('host', 'this machine')})"
    return LockedError(
        "Another apply is at work on this project.",
        location=str(path.parent),
        reason=f"held by: {words_of(holder)}",
        hint="wait until it is done; nothing was written. If it hangs, stop it"
        f"{process if 'pid' in holder else ''}: then the lock is free by itself",
    )
