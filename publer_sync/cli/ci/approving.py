"""What the merged pull requests showed, and so what an apply may do."""

from __future__ import annotations

from publer_sync.cli.ci.commented import items_in
from publer_sync.cli.ci.desk import Desk
from publer_sync.cli.ci.failures import Failure, FailureReason
from publer_sync.github.client import GitHub
from publer_sync.github.comments import plan_comments
from publer_sync.github.event import default_branch, pushed_from
from publer_sync.github.merged import MergedPullRequest, merged_since
from publer_sync.render.annotation import Level


def approved_items(desk: Desk, github: GitHub, applied: str | None) -> frozenset[str]:
    """The items of the last plan of each pull request that was merged since the commit `applied`.

    A plan that was not made of the last commit of its pull request approves nothing.
    """
    approved: set[str] = set()
    for change in merged(desk, github, applied):
        shown = shown_on(desk, github, change)
        if shown is None:
            desk.report.annotate(
                Level.WARNING,
                f"Pull request #{change.number} was merged without a plan of its last commit, so nothing "
                "of it is approved.",
            )
        approved |= shown or frozenset()
    return frozenset(approved)


def shown_on(desk: Desk, github: GitHub, change: MergedPullRequest) -> frozenset[str] | None:
    """The items of the plan of the last commit of a pull request; None if there is no such plan."""
    comments = plan_comments(github, change.number, desk.inputs.label)
    last = [comment for comment in comments if comment.marker.head == change.head_sha]
    return items_in(last[-1].marker) if last else None


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
    return merged_since(github, since or pushed_from(desk.run), desk.commit, branch)
