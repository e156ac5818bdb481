"""Run git for the store: with no prompt, no hook's leftovers, and no secret in what it says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from publer_sync.errors import StateError
from publer_sync.state.signature import KEY, OLD_KEY

TIMEOUT = 120.0
"""Seconds for one git command, after which the remote counts as out of reach."""

OF_ONE_REPOSITORY = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
)  # fmt: skip
"""What git sets for its hooks; within one, it would lead to another repository or index."""

NOT_FOR_GIT = frozenset(
    (
        *OF_ONE_REPOSITORY, KEY, OLD_KEY, "PUBLER_API_KEY", "PUBLER_SYNC_API_KEY",
        "PUBLER_SYNC_SIGNING_KEY", "PUBLER_SYNC_SIGNING_KEY_OLD",
    )
)  # fmt: skip
"""Nor our own secrets: git starts programs that a configuration names."""

ONLY_OURS = ("-c", "safe.bareRepository=explicit")
"""A folder of a checkout that looks like a bare repository is not taken for one (git 2.38, git-config).

Its files are those of whoever made a pull request, and a configuration among them names programs to run.
"""

_QUIET = (
    *ONLY_OURS,
    "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "commit.gpgSign=false",
    "-c", "push.gpgSign=false", "-c", "push.followTags=false", "-c", "core.hooksPath=/dev/null",
    "-c", "push.pushOption=",
)  # fmt: skip
"""No hooks, and nothing of what the user wants of a push of his own, such as a merge request with each."""

_CREDENTIALS = re.compile(r"(?<=://)[^/\s']+@")
_QUERY = re.compile(r"(://[^\s'?]*)\?[^\s']*")
"""Both may hold a secret; a password, also an `@`."""

_HINTS = re.compile(r"^(hint|To |Everything up-to-date|\d\d:\d\d:\d\d\.\d+ |\s*$)")
"""With the lines of GIT_TRACE, which go the same way."""
_MOST = 500


@dataclass(frozen=True, slots=True)
class GitResult:
    """Result of a git command."""

    code: int
    stdout: str
    stderr: str

    @property
    def said(self) -> str:
        """Return git's message about a failure, in one line and without passwords."""
        lines = [line.strip() for line in self.stderr.splitlines() if not _HINTS.match(line)]
        message = _QUERY.sub(r"\1", _CREDENTIALS.sub("", "; ".join(lines)))
        # What went wrong stands at the end, behind the greetings of a server.
        text = message if len(message) <= _MOST else f"…{message[-_MOST:]}"
        return text or f"git ended with {self.code}"


class Git:
    """The git repository around a folder."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self._folder = folder
        remaining_items = {
            name: value for name, value in environ.items() if name not in NOT_FOR_GIT
        }
        self._environ = {**remaining_items, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}

    def __call__(self, *args: str, text: str = "", **environ: str) -> GitResult:
        """Run a command with `text` as its input; raise StateError if git does not run."""
        code, out, err = self._run(args, text, environ)
        return GitResult(code, out.decode("utf-8", "replace"), err)

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of blobs by their ids, without those that are not there."""
        name = "".join(f"{blob}\n" for blob in dict.fromkeys(blobs))
        _, out, _ = self._run(("cat-file", "--batch"), name, {})
        contents_by_path: dict[str, bytes] = {}
        at = 0
        while (end := out.find(b"\n", at)) >= 0:
            blob, _, rest = out[at:end].decode("ascii", "replace").partition(" ")
            kind, _, size = rest.partition(" ")
            at = end + 1
            if kind == "blob":
                contents_by_path[blob] = out[at : at + int(size)]
                at += int(size) + 1
        return contents_by_path

    def _run(
        self, args: Sequence[str], text: str, environ: Mapping[str, str]
    ) -> tuple[int, bytes, str]:
        """Return the exit code and both outputs; one that hangs has failed.

        It gets a session of its own: Ctrl-C in the terminal is for us, and what we began to write ends.
        """
        command = ["git", "-C", str(self._folder), *_QUIET, *args]
        # Not pipes: what git leaves running, such as ssh for the next connection, would keep them open.
        with TemporaryFile() as buffered_random, TemporaryFile() as out, TemporaryFile() as err:
            buffered_random.write(text.encode())
            buffered_random.seek(0)
            try:
                process = subprocess.Popen(
                    command,
                    stdin=buffered_random,
                    stdout=out,
                    stderr=err,
                    env={**self._environ, **environ},
                    start_new_session=True,
                )
            except OSError as error:
                raise StateError(
                    "git cannot be run, which the state is kept with.",
                    location="git",
                    reason=str(error),
                    hint="install git, or choose another store with `state:`",
                ) from None
            if not _ended(process):
                return 124, b"", f"git {args[0]} did not end within {TIMEOUT:.0f} s"
            return process.returncode, _read(out), _read(err).decode("utf-8", "replace")

    def ask(self, *args: str, text: str = "", **environ: str) -> str:
        """The output of a command that works on this repository alone; raises StateError if it fails."""
        result = self(*args, text=text, **environ)
        if result.code:
            raise StateError(
                "git cannot do what the state is kept with.",
                location=f"git {args[0]}",
                reason=result.said,
                hint="fix the repository (`git fsck`), then run the command again",
            )
        return result.stdout


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Return whether it ends by itself; what takes too long, or is interrupted, is killed."""
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        _kill(process)
        return False
    except BaseException:
        _kill(process)
        raise
    return True


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
