"""The comment of a plan on its pull request: written, degraded to a file, or left out with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publer_sync.cli.ci.context import Desk
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.comments import (
    Happened,
    Kind,
    Marker,
    Skip,
    Written,
    marked,
    plan_comments,
    put_comment,
)
from publer_sync.forge.github.errors import GitHubError, NotPermitted, TokenRefused
from publer_sync.forge.github.pull_requests import PullRequest
from publer_sync.forge.github.workflow_run import is_restricted, pull_request_in
from publer_sync.planning.guards.approval import LENGTH
from publer_sync.render.diagnostics.github import Level
from publer_sync.render.markdown.budget import Budget

MOST_ITEMS = 2_000
"""Changes that a comment can carry the items of, beside its words."""

_SKIPPED = {
    Skip.CLOSED: "The pull request is closed, so the comment stays as it is.",
    Skip.HEAD_MOVED: "The pull request has newer commits, whose run writes the comment.",
    Skip.NEWER_ATTEMPT: "A later attempt of this run wrote the comment already.",
}


def say_on_pull_request(
    desk: Desk,
    text: Callable[[Budget], str],
    *,
    items: frozenset[str],
    worth_saying: bool,
    handover: Callable[[str], str],
) -> None:
    """Makes the comment say this, if this is about a pull request and the inputs want one.

    `items` are what the plan may be approved for. Where the token only reads, `handover` makes of the head
    commit what another run can make a comment of. What does not work is said, and stops nothing.
    """
    change = pull_request_in(desk.run)
    if change is None or desk.inputs.comment == "never":
        return
    marker = marker_of(desk, change, items)
    room = Budget().without(marked(marker, ""))
    body = f"{text(room)}\n\n{_about_run(desk)}"
    try:
        with desk.github() as github:
            if _wanted(desk, github, change, worth_saying=worth_saying):
                note_written(desk, put_comment(github, change.number, marker, body))
    except (NotPermitted, TokenRefused) as error:
        _hand_over(desk, handover(change.head_sha), error)
    except GitHubError as error:
        desk.report.annotate(Level.WARNING, f"The comment could not be written.\n{error}")
        desk.report.note({"comment-file": desk.save("comment.json", handover(change.head_sha))})


def _wanted(desk: Desk, github: GitHub, change: PullRequest, *, worth_saying: bool) -> bool:
    """Whether there is something to say, or to take back."""
    if worth_saying or desk.inputs.comment == "always":
        return True
    return bool(plan_comments(github, change.number, desk.inputs.label))


def marker_of(desk: Desk, change: PullRequest, items: frozenset[str]) -> Marker:
    """The marker of a plan: with everything that it may be approved for, or nothing if that is too much."""
    more: Mapping[str, object] = {"items": written(items)} if len(items) <= MOST_ITEMS else {}
    return Marker(Kind.PLAN, desk.inputs.label, change.head_sha, desk.run.name, more=more)


def written(items: frozenset[str]) -> str:
    """Items as one word, in order; all are of one length."""
    return "".join(sorted(items))


def items_in(marker: Marker) -> frozenset[str] | None:
    """The items that a plan was shown with; None where there are too many for it, or where we do not wholly
    understand it."""
    word = marker.more.get("items")
    if not (marker.is_known and marker.kind is Kind.PLAN and isinstance(word, str)):
        return None
    return frozenset(word[at : at + LENGTH] for at in range(0, len(word), LENGTH))


def note_written(desk: Desk, comment: Written) -> None:
    """Sets the outputs about a comment, and says why it was not written."""
    desk.report.note({"comment-id": comment.id, "comment-url": comment.url})
    if comment.happened is Happened.SKIPPED and comment.skip:
        desk.report.annotate(Level.NOTICE, _SKIPPED[comment.skip])


def _about_run(desk: Desk) -> str:
    return f"<sub>[This run]({desk.run.url}) of publer-sync wrote this for the newest commit.</sub>"


def _hand_over(desk: Desk, document: str, error: GitHubError) -> None:
    path = desk.save("comment.json", document)
    desk.report.note({"comment-file": path})
    if not is_restricted(desk.run):
        desk.report.annotate(
            Level.WARNING,
            f"The comment was not written: the token may not. Give the job `pull-requests: write`.\n{error}",
        )
