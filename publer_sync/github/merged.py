"""Which pull requests an apply brings: those that were merged since the last one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publer_sync.github.client import GitHub
from publer_sync.github.errors import GitHubDown, NotThere
from publer_sync.github.pull_request import pull_request
from publer_sync.github.shape import at, sha_in


@dataclass(frozen=True, slots=True)
class MergedPullRequest:
    """A pull request as it was merged: `head_sha` is the last commit that was reviewed."""

    number: int
    head_sha: str
    url: str | None


def merged_since(
    github: GitHub, base_sha: str | None, head_sha: str, default_branch: str
) -> tuple[MergedPullRequest, ...]:
    """The pull requests that brought the commits after `base_sha` up to `head_sha` to the default branch.

    Each once, in the order of their numbers, however they were merged. Without a base, or with one that
    is not known any more after the history was rewritten, only what brought the head commit itself.
    Raises GitHubError, GitHubDown rather than to leave out a commit.
    """
    found: dict[int, MergedPullRequest] = {}
    for sha in _commits(github, base_sha, head_sha):
        for each in _brought(github, sha, default_branch):
            found.setdefault(each.number, each)
    return tuple(found[number] for number in sorted(found))


def _commits(github: GitHub, base_sha: str | None, head_sha: str) -> Iterable[str]:
    if base_sha is None:
        return (head_sha,)
    try:
        return tuple(_compared(github, base_sha, head_sha))
    except NotThere:
        return (head_sha,)


def _compared(github: GitHub, base_sha: str, head_sha: str) -> Iterator[str]:
    """The commits between, the oldest first, from a list of which GitHub gives 100 at a time."""
    path = f"compare/{base_sha}...{head_sha}"
    total, count = at(github.get(path, (("per_page", "1"),)), "total_commits"), 0
    for item in github.pages(path, within="commits"):
        sha = sha_in(at(item, "sha"))
        if sha is not None:
            count += 1
            yield sha
    if count != total:
        raise GitHubDown(
            "The commits since the last apply could not be read as one whole.",
            where=f"GET {path}",
            why=f"GitHub counts {total!r} commits and lists {count}",
            hint="run the job again",
        )


def _brought(github: GitHub, sha: str, default_branch: str) -> Iterator[MergedPullRequest]:
    """GitHub names each pull request that has the commit, also those that went elsewhere, or nowhere."""
    for item in github.pages(f"commits/{sha}/pulls"):
        if _is_merged_into(item, github.repository, default_branch):
            read = pull_request(item)
            if read is None:
                raise GitHubDown("A pull request cannot be read.", where=f"GET commits/{sha}/pulls")
            yield MergedPullRequest(read.number, read.head_sha, github.link(item.get("html_url")))


def _is_merged_into(item: Any, repository: str, branch: str) -> bool:
    base = at(item, "base", "repo", "full_name")
    return (
        isinstance(at(item, "merged_at"), str)
        and at(item, "base", "ref") == branch
        and isinstance(base, str)
        and base.lower() == repository.lower()
    )
