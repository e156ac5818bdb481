"""The comments of a job on pull requests: the plan shown, what it approves once merged, and what came of it.

The comment of a plan is written, degraded to a file, or left out with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from publer_sync.cli.ci.context import JobContext
from publer_sync.cli.ci.failures import CiFailureError, FailureReason
from publer_sync.errors import PublerSyncError
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.comments import (
    CommentOutcome,
    CommentResult,
    Marker,
    MarkerKind,
    OwnComment,
    Skip,
    close_comment,
    marked,
    plan_comments,
    put_comment,
)
from publer_sync.forge.github.errors import GitHubError, GitHubForbiddenError, GitHubTokenError
from publer_sync.forge.github.pull_requests import MergedPullRequest, PullRequest, merged_since
from publer_sync.forge.github.workflow_run import default_branch, is_restricted, pull_request_in
from publer_sync.model.address import Address
from publer_sync.planning.change import ChangeStatus
from publer_sync.planning.guards.approval import LENGTH, item_of
from publer_sync.render.diagnostics.github import Level
from publer_sync.render.markdown.apply_comment import apply_markdown
from publer_sync.render.markdown.budget import Budget
from publer_sync.render.markdown.links import Links
from publer_sync.workflows.apply import ApplyResult

MOST_ITEMS = 2_000
"""Changes that a comment can carry the items of, beside its words."""

_SKIPPED = {
    Skip.CLOSED: "The pull request is closed, so the comment stays as it is.",
    Skip.HEAD_MOVED: "The pull request has newer commits, whose run writes the comment.",
    Skip.NEWER_ATTEMPT: "A later attempt of this run wrote the comment already.",
}


def comment_on_pull_request(
    job: JobContext,
    text: Callable[[Budget], str],
    *,
    items: frozenset[str],
    worth_saying: bool,
    handover: Callable[[str], str],
) -> None:
    """Make the comment say this, if this is about a pull request and the inputs want one.

    `items` are what the plan may be approved for. Where the token only reads, `handover` makes of the head
    commit what another run can make a comment of. What does not work is said, and stops nothing.
    """
    change = pull_request_in(job.run)
    if change is None or job.inputs.comment == "never":
        return
    marker = marker_of(job, change, items)
    room = Budget().without(marked(marker, ""))
    body = f"{text(room)}\n\n{_about_run(job)}"
    try:
        with job.github() as github:
            if _wanted(job, github, change, worth_saying=worth_saying):
                note_written(job, put_comment(github, change.number, marker, body))
    except (GitHubForbiddenError, GitHubTokenError) as error:
        _hand_over(job, handover(change.head_sha), error)
    except GitHubError as error:
        job.report.annotate(Level.WARNING, f"The comment could not be written.\n{error}")
        job.report.note({"comment-file": job.save("comment.json", handover(change.head_sha))})


def _wanted(job: JobContext, github: GitHub, change: PullRequest, *, worth_saying: bool) -> bool:
    """Return whether there is something to say, or to take back."""
    if worth_saying or job.inputs.comment == "always":
        return True
    return bool(plan_comments(github, change.number, job.inputs.label))


def marker_of(job: JobContext, change: PullRequest, items: frozenset[str]) -> Marker:
    """The marker of a plan: with everything that it may be approved for, or nothing if that is too much."""
    more: Mapping[str, object] = (
        {"items": comment_written(items)} if len(items) <= MOST_ITEMS else {}
    )
    return Marker(MarkerKind.PLAN, job.inputs.label, change.head_sha, job.run.name, more=more)


def comment_written(items: frozenset[str]) -> str:
    """Items as one word, in order; all are of one length."""
    return "".join(sorted(items))


def items_in(marker: Marker) -> frozenset[str] | None:
    """The items that a plan was shown with; None where there are too many for it, or where we do not wholly
    understand it."""
    word = marker.more.get("items")
    if not (marker.is_known and marker.kind is MarkerKind.PLAN and isinstance(word, str)):
        return None
    return frozenset(word[at : at + LENGTH] for at in range(0, len(word), LENGTH))


def note_written(job: JobContext, comment: CommentResult) -> None:
    """Set the outputs about a comment, and say why it was not written."""
    job.report.note({"comment-id": comment.id, "comment-url": comment.url})
    if comment.outcome is CommentOutcome.SKIPPED and comment.skip:
        job.report.annotate(Level.NOTICE, _SKIPPED[comment.skip])


def _about_run(job: JobContext) -> str:
    return f"<sub>[This run]({job.run.url}) of publer-sync wrote this for the newest commit.</sub>"


def _hand_over(job: JobContext, document: str, error: GitHubError) -> None:
    path = job.save("comment.json", document)
    job.report.note({"comment-file": path})
    if not is_restricted(job.run):
        job.report.annotate(
            Level.WARNING,
            f"The comment was not written: the token may not. Give the job `pull-requests: write`.\n{error}",
        )


@dataclass(frozen=True, slots=True)
class ApprovedPlan:
    """The items that may be applied; `doubts` say which pull requests approve nothing, and why."""

    items: frozenset[str]
    doubts: tuple[str, ...]


def approved_items(job: JobContext, github: GitHub, since: str | None) -> ApprovedPlan:
    """The items of the last plan of each pull request that was merged since that commit.

    A plan that was not made of the last commit of its pull request approves nothing.
    """
    approved: set[str] = set()
    doubts: list[str] = []
    for change in merged_pull_request(job, github, since):
        plan = _last_plan(job, github, change)
        visible_names = items_in(plan.marker) if plan else None
        approved |= visible_names or frozenset()
        if visible_names is None:
            doubts.append(f"Pull request #{change.number} {_NOT_READ if plan else _NO_PLAN}")
    return ApprovedPlan(frozenset(approved), tuple(doubts))


_NO_PLAN = "was merged without a plan of its last commit, so nothing of it is approved."
_NOT_READ = (
    f"has a plan of more than {MOST_ITEMS} changes, or by another version of publer-sync, so nothing of it "
    "is approved.\nhint: bring them by several pull requests, or apply once with `approval: none`"
)


def _last_plan(job: JobContext, github: GitHub, change: MergedPullRequest) -> OwnComment | None:
    """The plan of the last commit of a pull request, if there is one."""
    comments = plan_comments(github, change.number, job.inputs.label)
    last = [comment for comment in comments if comment.marker.head == change.head_sha]
    return last[-1] if last else None


def merged_pull_request(
    job: JobContext, github: GitHub, since: str | None
) -> tuple[MergedPullRequest, ...]:
    """The pull requests that brought what this run is about to the default branch."""
    branch = default_branch(job.run)
    if branch is None:
        raise CiFailureError(
            FailureReason.USAGE,
            "The event does not say which branch is the default one.",
            location="GITHUB_EVENT_PATH",
            hint="run this on: push or workflow_dispatch",
        )
    return merged_since(github, since, job.commit, branch)


def comment_results(
    job: JobContext, applied: ApplyResult, since: str | None, zone: ZoneInfo, links: Links
) -> None:
    """Post the result on each pull request that was merged since a commit. What GitHub does not take
    stops nothing: the posts are made, and the summary says so."""
    if job.inputs.comment == "never" or not job.run.token:
        return

    def text_of(own: ApplyResult) -> str:
        partial = own is not applied
        text = apply_markdown(own.plan, own.results, zone=zone, links=links, partial=partial)
        return f"{text}\n\n<sub>[This run]({job.run.url})</sub>"

    try:
        with job.github() as github:
            for change in merged_pull_request(job, github, since):
                _say_on(job, github, change, applied, text_of)
    except PublerSyncError as error:
        job.report.annotate(
            Level.WARNING,
            f"The results could not be written on the pull requests; the summary has them.\n{error}",
        )


def _say_on(
    job: JobContext,
    github: GitHub,
    change: MergedPullRequest,
    applied: ApplyResult,
    text_of: Callable[[ApplyResult], str],
) -> None:
    plans = plan_comments(github, change.number, job.inputs.label)
    visible_names = frozenset[str]().union(*(items_in(comment.marker) or () for comment in plans))
    own = _of(applied, visible_names) if visible_names else applied
    if own.results:  # else it was all done by another run, whose words may stand here
        marker = Marker(MarkerKind.RESULT, job.inputs.label, job.commit, job.run.name)
        put_comment(github, change.number, marker, text_of(own))
    for comment in plans:
        close_comment(github, comment)


def _of(applied: ApplyResult, visible_names: frozenset[str]) -> ApplyResult:
    """The part of an apply that a pull request showed, and every post that is overdue."""
    own = tuple(
        change
        for change in applied.plan.changes
        if item_of(change) in visible_names or change.section == ChangeStatus.OVERDUE
    )
    addresses: set[Address] = {change.address for change in own}
    results = tuple(r for r in applied.results if r.address in addresses)
    return replace(applied, plan=replace(applied.plan, changes=own), results=results)
