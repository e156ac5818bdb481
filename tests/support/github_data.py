"""What the fake GitHub knows: pull requests, comments, issues, labels, and a history of commits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1
from itertools import count
from typing import Any

REPOSITORY = "corner-shop/posts"
MAIN = "main"
ACTIONS = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}
ANNA = {"login": "anna", "id": 1001, "type": "User"}

TOKEN = "ghs_0123456789abcdefghijklmnopqrstuvwxyz"
"""The token of a job that may write."""
READER = "ghs_readonly89abcdefghijklmnopqrstuvwxyz"
"""The token of a job for a fork."""


def sha(number: int) -> str:
    """The name of the commit of that number."""
    return sha1(str(number).encode()).hexdigest()


@dataclass
class Token:
    """Who writes with a token, whether it may write, and whether it may ask who it is."""

    author: dict[str, Any]
    writes: bool = True
    knows_itself: bool = False


@dataclass
class Pull:
    """A pull request, the commits on its branch, and those that brought it to another branch."""

    number: int
    head: str
    base: str
    base_ref: str = MAIN
    source: str | None = REPOSITORY
    branch: str = "topic"
    state: str = "open"
    merged_at: str | None = None
    merge_sha: str | None = None
    draft: bool = False
    commits: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


@dataclass
class Data:
    """Everything, with a short verb for each thing that people do to it."""

    url: str = ""
    pulls: dict[int, Pull] = field(default_factory=dict)
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    labels: dict[str, dict[str, Any]] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    ids: Iterator[int] = field(default_factory=lambda: count(5001))
    steps: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.branches[MAIN] = self.commit()

    def commit(self, *parents: str) -> str:
        """A new commit, on no branch yet."""
        name = sha(next(self.steps))
        self.parents[name] = parents
        return name

    def push(self, times: int = 1) -> str:
        """So many commits straight to the default branch."""
        for _ in range(times):
            self.branches[MAIN] = self.commit(self.branches[MAIN])
        return self.branches[MAIN]

    def propose(self, commits: int = 1, **more: Any) -> Pull:
        """A pull request from the tip of the default branch."""
        base = self.branches[MAIN]
        pull = Pull(next(self.numbers), head=base, base=base, **more)
        self.pulls[pull.number] = pull
        for _ in range(commits):
            self.push_to(pull)
        return pull

    def push_to(self, pull: Pull) -> str:
        pull.head = self.commit(pull.head)
        pull.commits.append(pull.head)
        return pull.head

    def merge(self, pull: Pull, how: str = "merge") -> str:
        """Merge by a merge commit, `squash`, `rebase` or the merge `queue`; gives the new tip."""
        tip = self.branches[pull.base_ref]
        if how == "merge":
            tip = self.commit(tip, pull.head)
            pull.commits.append(tip)
        elif how == "rebase":
            for _ in list(pull.commits):
                tip = self.commit(tip)
                pull.commits.append(tip)
        else:
            tip = self.commit(tip)
            pull.commits.append(tip)
        pull.state, pull.merged_at, pull.merge_sha = "closed", "2036-05-01T08:00:00Z", tip
        self.branches[pull.base_ref] = tip
        return tip

    def between(self, base: str, head: str) -> list[str]:
        """The commits that a head has and a base has not, the oldest first."""
        known = self._line(base)
        order = {name: number for number, name in enumerate(self.parents)}
        return sorted(self._line(head) - known, key=order.__getitem__)

    def _line(self, tip: str) -> set[str]:
        found, open_ends = set[str](), [tip]
        while open_ends:
            name = open_ends.pop()
            if name not in found:
                found.add(name)
                open_ends.extend(self.parents[name])
        return found

    def say(self, number: int, body: str, by: dict[str, Any] = ACTIONS) -> int:
        """A comment on an issue or a pull request; gives its id."""
        made = next(self.ids)
        page = "pull" if number in self.pulls else "issues"
        self.comments[made] = {
            "id": made,
            "issue": number,
            "html_url": f"{self.url}/{REPOSITORY}/{page}/{number}#issuecomment-{made}",
            "body": body,
            "user": by,
            "author_association": "NONE",
            "created_at": "2036-05-01T08:00:00Z",
            "updated_at": "2036-05-01T08:00:00Z",
        }
        return made

    def complain(
        self, title: str, body: str, labels: list[str], by: dict[str, Any] = ACTIONS
    ) -> int:
        """An issue; gives its number. Labels that there are not come to be, as at GitHub."""
        number = next(self.numbers)
        for name in labels:
            self.labels.setdefault(name, {"name": name})
        self.issues[number] = {
            "number": number,
            "id": next(self.ids),
            "html_url": f"{self.url}/{REPOSITORY}/issues/{number}",
            "title": title,
            "body": body,
            "labels": [{"name": name} for name in labels],
            "state": "open",
            "user": by,
        }
        return number

    def bodies(self, number: int) -> list[str]:
        """What the comments on an issue or a pull request say."""
        return [c["body"] for c in self.comments.values() if c["issue"] == number]

    def pull_json(self, pull: Pull) -> dict[str, Any]:
        """A pull request as the API writes it."""
        source = pull.source and {
            "full_name": pull.source,
            "fork": pull.source != REPOSITORY,
            "owner": {"login": pull.source.split("/")[0]},
        }
        return {
            "number": pull.number,
            "html_url": f"{self.url}/{REPOSITORY}/pull/{pull.number}",
            "state": pull.state,
            "draft": pull.draft,
            "title": "New posts",
            "merged_at": pull.merged_at,
            "merge_commit_sha": pull.merge_sha,
            "head": {"ref": pull.branch, "sha": pull.head, "repo": source},
            "base": {
                "ref": pull.base_ref,
                "sha": pull.base,
                "repo": {"full_name": REPOSITORY, "default_branch": MAIN},
            },
        }
