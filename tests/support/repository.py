"""A repository at the fake GitHub, checked out in a folder, whose jobs run `publer-sync ci`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.support.fake_github import FakeGitHub
from tests.support.git_repository import git
from tests.support.github_data import MAIN, REPOSITORY, TOKEN, Pull
from tests.support.projects import write_files
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
class Repository:
    """The checkout is the project; pull requests are branches of it, merged by real commits."""

    shop: Shop
    github: FakeGitHub
    temp: Path
    monkeypatch: pytest.MonkeyPatch
    runs: Any = field(default_factory=lambda: count(100))

    def __post_init__(self) -> None:
        self.temp.mkdir()
        (self.root / ".gitignore").write_text(".publer-sync/\n")
        git(self.root, "init", "--quiet", f"--initial-branch={MAIN}")
        self._commit("Begin")
        self.github.data.parents.clear()
        self._arrived()

    @property
    def root(self) -> Path:
        return self.shop.root

    def propose(self, files: Mapping[str, str | bytes], **more: Any) -> Pull:
        """A pull request with one commit, which is checked out."""
        number = next(self.github.data.numbers)
        base = git(self.root, "rev-parse", MAIN)
        branch = f"topic-{number}"
        git(self.root, "checkout", "--quiet", "-b", branch, MAIN)
        pull = Pull(number, head=base, base=base, branch=branch, **more)
        self.github.data.pulls[number] = pull
        self.push_to(pull, files)
        return pull

    def push_to(self, pull: Pull, files: Mapping[str, str | bytes]) -> None:
        """Another commit of a pull request."""
        git(self.root, "checkout", "--quiet", pull.branch)
        write_files(self.root, files)
        pull.head = self._commit("Change posts")
        pull.commits.append(pull.head)
        self.github.data.parents[pull.head] = (git(self.root, "rev-parse", "HEAD^"),)

    def merge(self, pull: Pull, how: str = "merge") -> str:
        """Merges with a merge commit, by `squash` or by `rebase`; main is checked out then."""
        git(self.root, "checkout", "--quiet", MAIN)
        if how == "squash":
            git(self.root, "merge", "--quiet", "--squash", pull.branch)
            git(self.root, "commit", "--quiet", "--message", "Squashed")
        elif how == "rebase":
            git(self.root, "cherry-pick", f"{MAIN}..{pull.branch}")
        else:
            git(self.root, "merge", "--quiet", "--no-ff", "--message", "Merged", pull.branch)
        tip = self._arrived()
        pull.commits.append(tip)
        pull.state, pull.merged_at, pull.merge_sha = "closed", "2036-05-01T08:00:00Z", tip
        return tip

    def push(self, files: Mapping[str, str | bytes]) -> str:
        """A commit straight to main."""
        git(self.root, "checkout", "--quiet", MAIN)
        write_files(self.root, files)
        self._commit("Straight to main")
        return self._arrived()

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
        """Runs `publer-sync ci` as the action does."""
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

    def comments(self, pull: Pull) -> list[str]:
        """What stands on a pull request."""
        return self.github.data.bodies(pull.number)

    def _commit(self, message: str) -> str:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--message", message)
        return git(self.root, "rev-parse", "HEAD")

    def _arrived(self) -> str:
        """Tells GitHub all of main's history."""
        for line in git(self.root, "rev-list", "--reverse", "--parents", MAIN).splitlines():
            name, *parents = line.split()
            self.github.data.parents.pop(name, None)
            self.github.data.parents[name] = tuple(parents)
        tip = git(self.root, "rev-parse", MAIN)
        self.github.data.branches[MAIN] = tip
        return tip


def _outputs(path: Path) -> dict[str, str]:
    """The outputs as the runner reads them."""
    text = _text(path)
    return {name: value.removesuffix("\n") for name, _, value in _OUTPUT.findall(text)}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
