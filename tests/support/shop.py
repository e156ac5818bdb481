"""The command as people run it, between a project on disk and the emulator on a socket."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from publer_sync.cli.main import main
from tests.support.projects import write_files

NOW = "2036-05-01T08:00Z"
POST = """\
---
accounts: [shop-x, shop-linkedin]
schedule: 2036-05-05 09:00
---
We have launched.
"""
PATIENCE = 60.0
"""Seconds after which a process that was started counts as stuck; no test waits for them to pass."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


@dataclass
class Shop:
    """A project folder, the address of its emulator, and one short verb for each thing to do."""

    root: Path
    url: str
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str, now: str | None = NOW) -> Done:
        """Run the command in this process."""
        self.capsys.readouterr()
        code = main([*(["--now", now] if now else []), *words])
        out, err = self.capsys.readouterr()
        return Done(int(code), out, err)

    def start(self, *words: str, now: str | None = NOW, **more: Any) -> subprocess.Popen[str]:
        """Start the command as a process of its own."""
        streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [*COMMAND, *(["--now", now] if now else []), *words],
            cwd=self.root,
            text=True,
            encoding="utf-8",
            **(streams | more),
        )

    def write(self, files: Mapping[str, str | bytes]) -> None:
        write_files(self.root, files)

    def applied(self) -> None:
        """Apply what the files say, well."""
        done = self.run("apply", "--auto-approve")
        assert done.code == 0, done

    @property
    def state(self) -> Path:
        return self.root / ".publer-sync/state.json"

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """A control call of the emulator."""
        answer = httpx.request(method, f"{self.url}/_emulator/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def set(self, **options: str) -> None:
        self.control("POST", "options", options)

    def fault(self, **fault: Any) -> None:
        self.control("POST", "faults", fault)

    def texts(self) -> list[tuple[str, str]]:
        """Network and text of each post that is in the emulator, sorted."""
        posts = self.control("GET", "posts")
        return sorted((p["network"], p["text"]) for p in posts if p["state"] != "deleted")

    def requests(self) -> list[str]:
        """`METHOD /path` of each request that the emulator got."""
        return [f"{r['method']} {r['path']}" for r in self.control("GET", "requests")]


COMMAND = [sys.executable, "-m", "publer_sync"]


def ended(process: subprocess.Popen[str], patience: float = PATIENCE) -> Done:
    """How a started command ends; one that takes longer than `patience` is stuck, and that is raised."""
    with process, ThreadPoolExecutor(2) as readers:
        # `communicate` would lose what was read ahead for an earlier line.
        out, err = (readers.submit(rest_of, each) for each in (process.stdout, process.stderr))
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return Done(process.returncode, out.result(), err.result())


def rest_of(stream: IO[str] | None) -> str:
    """What a process still says, until it ends."""
    return stream.read() if stream else ""


def environment(url: str, key: str) -> dict[str, str]:
    """What leads a command to an emulator, and nothing of the machine that could lead it elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUBLER_")}
    kept.pop("NO_COLOR", None)
    own = {"PUBLER_API_URL": f"{url}/api/v1", "PUBLER_API_KEY": key, "COLUMNS": "100"}
    return kept | own | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
