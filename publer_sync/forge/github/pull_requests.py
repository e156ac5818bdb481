"""Pull requests: what is known of one, and which were merged since the last apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.errors import GitHubNotFoundError, GitHubUnavailableError
from publer_sync.forge.github.json_access import is_id, sha_in, value_at


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request. `head_repository` is the `owner/name` that it comes from, or None if
    that was deleted meanwhile.
    `merge_sha` is what it became on its base branch, known once it is merged.
    """

    number: int
    head_sha: str
    base_sha: str
    base_ref: str
    head_repository: str | None
    base_repository: str
    is_open: bool
    is_merged: bool
    is_draft: bool
    merge_sha: str | None = None

    @property
    def is_fork(self) -> bool:
        """Return whether it comes from elsewhere, so that a run for it may read only and has no secrets."""
        mine = self.base_repository.lower()
        return self.head_repository is None or self.head_repository.lower() != mine


def pull_request(item: Any) -> PullRequest | None:
    """A pull request as events and the REST API both write it, or None if it cannot be one."""
    number, base = value_at(item, "number"), value_at(item, "base", "repo", "full_name")
    head_sha, base_sha = (
        sha_in(value_at(item, "head", "sha")),
        sha_in(value_at(item, "base", "sha")),
    )
    base_ref, state = value_at(item, "base", "ref"), value_at(item, "state")
    source = value_at(item, "head", "repo", "full_name")
    if not (is_id(number) and head_sha and base_sha and state in {"open", "closed"}):
        return None
    if not (isinstance(base, str) and isinstance(base_ref, str)):
        return None
    return PullRequest(
        number=number,
        head_sha=head_sha,
        base_sha=base_sha,
        base_ref=base_ref,
        head_repository=source if isinstance(source, str) else None,
        base_repository=base,
        is_open=state == "open",
        is_merged=isinstance(value_at(item, "merged_at"), str),
        is_draft=value_at(item, "draft") is True,
        merge_sha=sha_in(value_at(item, "merge_commit_sha")),
    )


def read_pull_request(github: GitHub, number: int) -> PullRequest:
    """The pull request as it is now; raises GitHubError."""
    location = f"pulls/{number}"
    result = pull_request(github.get(location))
    if result is None:
        raise GitHubUnavailableError(
            "GitHub's answer has an unknown shape.", location=f"GET {location}"
        )
    return result


def pull_request_of(github: GitHub, owner: str, branch: str, head_sha: str) -> PullRequest | None:
    """The open pull request from this branch of this owner whose newest commit is this one, if any.

    For a run that follows another one: the event of it does not name the pull request of a fork.
    """
    query = (("state", "open"), ("head", f"{owner}:{branch}"))
    read = (pull_request(item) for item in github.pages("pulls", query))
    return next((each for each in read if each and each.head_sha == head_sha), None)


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
    Raises GitHubError, GitHubUnavailableError rather than to leave out a commit.
    """
    results: dict[int, MergedPullRequest] = {}
    for sha in _commits(github, base_sha, head_sha):
        for each in _brought(github, sha, default_branch):
            results.setdefault(each.number, each)
    return tuple(results[number] for number in sorted(results))


def _commits(github: GitHub, base_sha: str | None, head_sha: str) -> Iterable[str]:
    if base_sha is None:
        return (head_sha,)
    try:
        return tuple(_compared(github, base_sha, head_sha))
    except GitHubNotFoundError:
        return (head_sha,)


def _compared(github: GitHub, base_sha: str, head_sha: str) -> Iterator[str]:
    """The commits between, the oldest first, from a list of which GitHub gives 100 at a time."""
    path = f"compare/{base_sha}...{head_sha}"
    total, count = value_at(github.get(path, (("per_page", "1"),)), "total_commits"), 0
    for item in github.pages(path, within="commits"):
        sha = sha_in(value_at(item, "sha"))
        if sha is not None:
            count += 1
            yield sha
    if count != total:
        raise GitHubUnavailableError(
            "The commits since the last apply could not be read as one whole.",
            location=f"GET {path}",
            reason=f"GitHub counts {total!r} commits and lists {count}",
            hint="run the job again",
        )


def _brought(github: GitHub, sha: str, default_branch: str) -> Iterator[MergedPullRequest]:
    """GitHub names each pull request that has the commit, also those that went elsewhere, or nowhere."""
    for item in github.pages(f"commits/{sha}/pulls"):
        if _is_merged_into(item, github.repository, default_branch):
            read = pull_request(item)
            if read is None:
                raise GitHubUnavailableError(
                    "A pull request cannot be read.", location=f"GET commits/{sha}/pulls"
                )
            yield MergedPullRequest(read.number, read.head_sha, github.link(item.get("html_url")))


def _is_merged_into(item: Any, repository: str, branch: str) -> bool:
    base = value_at(item, "base", "repo", "full_name")
    return (
        isinstance(value_at(item, "merged_at"), str)
        and value_at(item, "base", "ref") == branch
        and isinstance(base, str)
        and base.lower() == repository.lower()
    )
