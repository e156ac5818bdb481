"""Jobs of GitHub Actions, run as `publer-sync ci` in this process."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.support.checkout import Checkout
from tests.support.git_repository import git
from tests.support.github_data import MAIN, REPOSITORY, TOKEN, Pull
from tests.support.shop import Shop

_OUTPUT = re.compile(r"^([a-z-]+)<<(.+)\n((?:.*\n)*?)\2\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class JobDone:
    """How a job ended: its exit code, its log, its outputs, its summary."""

    code: int
    log: str
    outputs: Mapping[str, str]
    summary: str

    @property
    def annotations(self) -> list[str]:
        """The commands of the log that annotate, as they stand there."""
        levels = ("::error ", "::warning ", "::notice ")
        return [line for line in self.log.splitlines() if line.startswith(levels)]


@dataclass
class Repository(Checkout):
    """The checkout is the project of a shop, whose emulator the jobs apply to."""

    shop: Shop
    temp: Path
    monkeypatch: pytest.MonkeyPatch
    runs: Any = field(default_factory=lambda: count(100))

    def __post_init__(self) -> None:
        super().__post_init__()
        self.temp.mkdir()

    def on_pull_request(self, pull: Pull, **inputs: str) -> JobDone:
        """The job of the pull request's newest commit."""
        payload = {"action": "synchronize", "number": pull.number}
        payload |= {"pull_request": self.github.data.pull_json(pull)}
        return self.job("pull_request", payload, pull.head, inputs)

    def on_push(self, before: str | None = None, **inputs: str) -> JobDone:
        """The job of what came to main since a commit, by default its last parent."""
        tip, payload = self.pushed(before)
        return self.job("push", payload, tip, {"mode": "apply", **inputs})

    def pushed(self, before: str | None = None) -> tuple[str, dict[str, str]]:
        """The tip of main and the event of its push."""
        tip = git(self.root, "rev-parse", MAIN)
        payload = {"ref": f"refs/heads/{MAIN}", "after": tip}
        return tip, payload | {"before": before or git(self.root, "rev-parse", f"{MAIN}^1")}

    def job(
        self,
        event: str,
        payload: Mapping[str, Any],
        sha: str,
        inputs: Mapping[str, str],
        *,
        attempt: int = 1,
    ) -> JobDone:
        """Run `publer-sync ci` as the action does."""
        paths = self.paths()
        environ = self.environ(event, payload, sha, inputs, paths, attempt)
        with self.monkeypatch.context() as patch:
            for name, value in environ.items():
                patch.setenv(name, value)
            done = self.shop.run("ci")
        return JobDone(
            done.code, done.out + done.err, _outputs(paths["output"]), _text(paths["summary"])
        )

    def environ(
        self,
        event: str,
        payload: Mapping[str, Any],
        sha: str,
        inputs: Mapping[str, str],
        paths: Mapping[str, Path],
        attempt: int = 1,
    ) -> dict[str, str]:
        """What the runner and the action put into the environment of a job."""
        about = {"full_name": REPOSITORY, "default_branch": MAIN}
        paths["event"].write_text(json.dumps({"repository": about, **payload}))
        own = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(paths["event"]),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SHA": sha,
            "GITHUB_RUN_ID": paths["event"].name.rpartition("-")[2],
            "GITHUB_RUN_ATTEMPT": str(attempt),
            "GITHUB_SERVER_URL": self.github.url,
            "GITHUB_API_URL": self.github.url,
            "GITHUB_WORKSPACE": str(self.root),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(paths["output"]),
            "GITHUB_STEP_SUMMARY": str(paths["summary"]),
            "PUBLER_SYNC_GITHUB_TOKEN": TOKEN,
        }
        return own | {f"PUBLER_SYNC_{name.upper()}": value for name, value in inputs.items()}

    def paths(self) -> dict[str, Path]:
        """The files of one run."""
        number = next(self.runs)
        return {name: self.temp / f"{name}-{number}" for name in ("event", "output", "summary")}


def _outputs(path: Path) -> dict[str, str]:
    """The outputs as the runner reads them."""
    text = _text(path)
    return {name: value.removesuffix("\n") for name, _, value in _OUTPUT.findall(text)}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
