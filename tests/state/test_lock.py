"""The lock: between real processes, with the name of its holder, and gone when the holder dies."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publer_sync.errors import LockedError, StateError
from publer_sync.state.local import LocalStore
from publer_sync.state.lock import hold_lock

HOLD = """
import sys
from pathlib import Path
from publer_sync.state.local import LocalStore
with LocalStore(Path(sys.argv[1])).lock({"pid": 4711, "host": "builder-7"}):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process


def take(root: Path) -> bool:
    with LocalStore(root).lock({"pid": 1}):
        return True


def test_two_processes_do_not_hold_it_at_once_and_the_holder_is_named(tmp_path: Path) -> None:
    with another_process(tmp_path), pytest.raises(LockedError, match="pid 4711, host builder-7"):
        take(tmp_path)
    assert take(tmp_path)


def test_it_is_free_once_its_holder_was_killed(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        process.kill()
        process.wait()
        assert take(tmp_path)


def test_it_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), LocalStore(tmp_path).lock({"pid": 1}):
        raise ZeroDivisionError
    assert take(tmp_path)
    assert not list(tmp_path.rglob("*.holder"))


def test_environments_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with another_process(tmp_path), LocalStore(tmp_path, "state.test.json").lock({"pid": 1}):
        pass


@pytest.mark.parametrize("note", ["", "[1]", "{", None])
def test_a_holder_that_cannot_be_read_is_unknown(tmp_path: Path, note: str | None) -> None:
    with another_process(tmp_path):
        file = tmp_path / ".publer-sync/state.holder"
        file.unlink() if note is None else file.write_text(note)
        with pytest.raises(LockedError, match="held by: unknown"):
            take(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / ".publer-sync").write_text("a file")
    with pytest.raises(StateError, match="lock cannot be taken"):
        take(tmp_path)


def test_a_note_that_cannot_be_written_lets_go_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    lock = tmp_path / "state.lock"
    with monkeypatch.context() as broken, pytest.raises(StateError, match="No space left"):
        broken.setattr("tempfile.mkstemp", full)
        with hold_lock(lock, {"pid": 1}):
            pass
    with hold_lock(lock, {"pid": 1}):
        pass
