"""Has a process of its own look into a file, and gives up on it after a while."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from publer_sync.media.messages import TOO_SLOW, damaged_message
from publer_sync.media.probe_video import LibraryMissingError
from publer_sync.model.media import MediaFacts

PATIENCE = 20.0
"""Seconds for one file: a sound one takes a fraction of one, and a busy machine may need many times that."""

COMMAND = (sys.executable, "-P", "-m", "publer_sync.media.worker")
"""`-P`: the folder in which the user works must not be able to replace a module."""

_SECRETS = ("PUBLER_", "GITHUB_", "ACTIONS_")


class IsolatedWorker:
    """A worker that is started when it is first needed, and again after it died."""

    def __init__(self, command: tuple[str, ...] | None = None, patience: float = PATIENCE) -> None:
        self._command = command or COMMAND
        self._patience = patience
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def facts(self, path: Path, format_: str, identity: list[int]) -> tuple[MediaFacts, bool]:
        """The facts of the file with this identity, and whether they hold for good.

        They do not where time ran out: next time the machine may be less busy. Raises LibraryMissingError
        where they cannot be had on this machine.
        """
        size = identity[0] if identity else 0
        request = json.dumps({"path": str(path), "format": format_, "identity": identity})
        try:
            process = self._started()
            assert process.stdin
            with suppress(BrokenPipeError):
                process.stdin.write(request + "\n")
                process.stdin.flush()
            answer = self._answers.get(timeout=self._patience)
        except OSError:
            raise LibraryMissingError from None
        except queue.Empty:
            self._end()
            return MediaFacts(format=format_, bytes=size, problem=TOO_SLOW), False
        if not answer:
            self._end()
            return MediaFacts(format=format_, bytes=size, problem=damaged_message(format_)), False
        values: dict[str, Any] = json.loads(answer)
        if values.get("no_library"):
            raise LibraryMissingError
        return MediaFacts(**values), True

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._answers = queue.SimpleQueue()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                env={k: v for k, v in os.environ.items() if not k.startswith(_SECRETS)},
            )
            reading = (self._process, self._answers)
            threading.Thread(target=_pass_on, args=reading, daemon=True).start()
            if not self._answers.get(timeout=self._patience):
                raise OSError("the process did not begin")
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError):
            if process.stdin:
                process.stdin.close()
        process.wait()


def _pass_on(process: subprocess.Popen[str], answers: queue.SimpleQueue[str]) -> None:
    """Hand on each line, and an empty one when there will be no more."""
    assert process.stdout
    with process.stdout as lines:
        for line in lines:
            answers.put(line)
    answers.put("")
