"""What the merged pull requests showed, and so what an apply may do."""

from __future__ import annotations

from dataclasses import dataclass

from publer_sync.cli.ci.context import Desk
from publer_sync.cli.ci.failures import Failure, FailureReason
from publer_sync.cli.ci.plan_comment import MOST_ITEMS, items_in
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.comments import OwnComment, plan_comments
from publer_sync.forge.github.pull_requests import MergedPullRequest, merged_since
from publer_sync.forge.github.workflow_run import default_branch


@dataclass(frozen=True, slots=True)
class Approved:
    """The items that may be applied; `doubts` say which pull requests approve nothing, and why."""

    items: frozenset[str]
    doubts: tuple[str, ...]


def approved_items(desk: Desk, github: GitHub, since: str | None) -> Approved:
    """The items of the last plan of each pull request that was merged since that commit.

    A plan that was not made of the last commit of its pull request approves nothing.
    """
    approved: set[str] = set()
    doubts: list[str] = []
    for change in merged(desk, github, since):
        plan = _last_plan(desk, github, change)
        shown = items_in(plan.marker) if plan else None
        approved |= shown or frozenset()
        if shown is None:
            doubts.append(f"Pull request #{change.number} {_NOT_READ if plan else _NO_PLAN}")
    return Approved(frozenset(approved), tuple(doubts))


_NO_PLAN = "was merged without a plan of its last commit, so nothing of it is approved."
_NOT_READ = (
    f"has a plan of more than {MOST_ITEMS} changes, or by another version of publer-sync, so nothing of it "
    "is approved.\nhint: bring them by several pull requests, or apply once with `approval: none`"
)


def _last_plan(desk: Desk, github: GitHub, change: MergedPullRequest) -> OwnComment | None:
    """The plan of the last commit of a pull request, if there is one."""
    comments = plan_comments(github, change.number, desk.inputs.label)
    last = [comment for comment in comments if comment.marker.head == change.head_sha]
    return last[-1] if last else None


def merged(desk: Desk, github: GitHub, since: str | None) -> tuple[MergedPullRequest, ...]:
    """The pull requests that brought what this run is about to the default branch."""
    branch = default_branch(desk.run)
    if branch is None:
        raise Failure(
            FailureReason.USAGE,
            "The event does not say which branch is the default one.",
            where="GITHUB_EVENT_PATH",
            hint="run this on: push or workflow_dispatch",
        )
    return merged_since(github, since, desk.commit, branch)
