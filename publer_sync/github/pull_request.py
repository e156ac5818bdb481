"""What is known of a pull request: by an event how it was then, by a request how it is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publer_sync.github.client import GitHub
from publer_sync.github.errors import GitHubDown
from publer_sync.github.shape import at, is_id, sha_in


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
        """Whether it comes from elsewhere, so that a run for it may read only and has no secrets."""
        mine = self.base_repository.lower()
        return self.head_repository is None or self.head_repository.lower() != mine


def pull_request(item: Any) -> PullRequest | None:
    """A pull request as events and the REST API both write it, or None if it cannot be one."""
    number, base = at(item, "number"), at(item, "base", "repo", "full_name")
    head_sha, base_sha = sha_in(at(item, "head", "sha")), sha_in(at(item, "base", "sha"))
    base_ref, state = at(item, "base", "ref"), at(item, "state")
    source = at(item, "head", "repo", "full_name")
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
        is_merged=isinstance(at(item, "merged_at"), str),
        is_draft=at(item, "draft") is True,
        merge_sha=sha_in(at(item, "merge_commit_sha")),
    )


def read_pull_request(github: GitHub, number: int) -> PullRequest:
    """The pull request as it is now; raises GitHubError."""
    where = f"pulls/{number}"
    found = pull_request(github.get(where))
    if found is None:
        raise GitHubDown("GitHub's answer has an unknown shape.", where=f"GET {where}")
    return found


def pull_request_of(github: GitHub, owner: str, branch: str, head_sha: str) -> PullRequest | None:
    """The open pull request from this branch of this owner whose newest commit is this one, if any.

    For a run that follows another one: the event of it does not name the pull request of a fork.
    """
    query = (("state", "open"), ("head", f"{owner}:{branch}"))
    read = (pull_request(item) for item in github.pages("pulls", query))
    return next((each for each in read if each and each.head_sha == head_sha), None)
