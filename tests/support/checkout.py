"""A checkout of a repository at the fake GitHub: its pull requests are branches, merged by real commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.fake_github import FakeGitHub
from tests.support.git_repository import bare_repository, git
from tests.support.github_data import MAIN, Pull
from tests.support.projects import write_files


@dataclass
class Checkout:
    """A folder with a project, which becomes a repository; GitHub learns of every commit."""

    root: Path
    github: FakeGitHub

    @property
    def origin(self) -> Path:
        """The repository at the server."""
        return self.root.parent / "origin"

    def __post_init__(self) -> None:
        (self.root / ".gitignore").write_text(".publer-sync/\n")
        git(self.root, "init", "--quiet", f"--initial-branch={MAIN}")
        origin = bare_repository(self.root.parent / "origin")
        git(self.root, "remote", "add", "origin", origin.as_uri())
        self._commit("Begin")
        self.github.data.parents.clear()
        self._arrived()

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
        """Merge with a merge commit, by `squash` or by `rebase`; main is checked out then."""
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

    def comments(self, pull: Pull) -> list[str]:
        """What stands on a pull request."""
        return self.github.data.bodies(pull.number)

    def _commit(self, message: str) -> str:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--message", message)
        return git(self.root, "rev-parse", "HEAD")

    def _arrived(self) -> str:
        """Tell GitHub all of main's history."""
        for line in git(self.root, "rev-list", "--reverse", "--parents", MAIN).splitlines():
            name, *parents = line.split()
            self.github.data.parents.pop(name, None)
            self.github.data.parents[name] = tuple(parents)
        tip = git(self.root, "rev-parse", MAIN)
        self.github.data.branches[MAIN] = tip
        return tip
