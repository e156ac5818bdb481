"""Our comments on pull requests: one for each kind and label, edited in place.

Ours is what our own login wrote with our marker in its first line; whatever else looks like it is let alone.
Nothing is ever deleted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from publer_sync.github.client import GitHub
from publer_sync.github.errors import NotThere
from publer_sync.github.marker import Kind, Marker, marked, read, text_below
from publer_sync.github.pull_request import read_pull_request
from publer_sync.github.shape import at, is_id
from publer_sync.github.writing import settled

_OF_A_HEAD = {Kind.PLAN, Kind.PREVIEW}
"""What is about the newest commit of an open pull request, and out of date after that."""


class Happened(StrEnum):
    """What came of a comment. `unchanged`: it says so already, and nothing was sent."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


class Skip(StrEnum):
    """Why a comment was not written."""

    CLOSED = "closed"
    HEAD_MOVED = "head-moved"
    NEWER_ATTEMPT = "newer-attempt"


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a comment, and where it stands; no `url` if GitHub's answer has none that is sound."""

    happened: Happened
    id: int | None = None
    url: str | None = None
    skip: Skip | None = None


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A comment that we wrote: `body` is all of it, `text` what stands below the marker."""

    id: int
    url: str | None
    marker: Marker
    body: str

    @property
    def text(self) -> str:
        return text_below(self.body)


def put_comment(github: GitHub, number: int, marker: Marker, text: str) -> Written:
    """Makes the comment of this kind and label say this: edits the newest one, or makes one.

    A plan or a preview is skipped if the pull request is closed, or if its head is not that of the marker
    any more; any comment if a later attempt of the same run wrote it. Raises GitHubError: NotPermitted
    where the token only reads, NotThere if there is no such pull request, NotAccepted for a text too long.
    """
    body = marked(marker, text)
    return settled(github, lambda: _put(github, number, marker, body))


def own_comments(github: GitHub, number: int, kind: Kind, label: str) -> tuple[OwnComment, ...]:
    """Our comments of this kind and label on a pull request or an issue, the oldest first."""
    found = (
        _own(github, item)
        for item in github.pages(f"issues/{number}/comments")
        if github.author.wrote(item)
    )
    ours = [
        each for each in found if each and (each.marker.kind, each.marker.label) == (kind, label)
    ]
    return tuple(sorted(ours, key=lambda each: each.id))


def plan_comments(github: GitHub, number: int, label: str) -> tuple[OwnComment, ...]:
    """The plans that we showed on a pull request, the oldest first, closed ones included.

    Only what `marker.is_known` says all it seems to say: no other one may approve anything.
    """
    return own_comments(github, number, Kind.PLAN, label)


def close_comment(github: GitHub, comment: OwnComment, text: str | None = None) -> bool:
    """Marks a comment as one of the past, that is never edited again, and lets it say another text.

    False if it is gone, was closed before, or was written by a version that we do not know.
    """
    if comment.marker.closed or not comment.marker.is_known:
        return False
    said = comment.text if text is None else text
    body = {"body": marked(replace(comment.marker, closed=True), said)}
    try:
        settled(github, lambda: github.patch(f"issues/comments/{comment.id}", body))
    except NotThere:
        return False
    return True


def _put(github: GitHub, number: int, marker: Marker, body: str) -> Written:
    old = _newest(own_comments(github, number, marker.kind, marker.label))
    if old and _is_of_later_attempt(old.marker, marker):
        return Written(Happened.SKIPPED, old.id, old.url, Skip.NEWER_ATTEMPT)
    if skip := _outdated(github, number, marker):
        return Written(Happened.SKIPPED, skip=skip)
    if old and _same(old.body, body):
        return Written(Happened.UNCHANGED, old.id, old.url)
    if old and (answer := _edited(github, old.id, body)):
        return Written(Happened.UPDATED, old.id, github.link(at(answer, "html_url")) or old.url)
    answer = github.post(f"issues/{number}/comments", {"body": body})
    made = at(answer, "id")
    return Written(
        Happened.CREATED, made if is_id(made) else None, github.link(at(answer, "html_url"))
    )


def _edited(github: GitHub, comment: int, body: str) -> Any:
    """The answer to an edit, or None if somebody deleted the comment meanwhile."""
    try:
        return github.patch(f"issues/comments/{comment}", {"body": body})
    except NotThere:
        return None


def _own(github: GitHub, item: Any) -> OwnComment | None:
    number, body = at(item, "id"), at(item, "body")
    marker = read(body) if isinstance(body, str) else None
    if marker is None or not is_id(number):
        return None
    return OwnComment(number, github.link(at(item, "html_url")), marker, body)


def _newest(comments: tuple[OwnComment, ...]) -> OwnComment | None:
    """The comment to edit: the newest, unless it belongs to the past."""
    return comments[-1] if comments and not comments[-1].marker.closed else None


def _outdated(github: GitHub, number: int, marker: Marker) -> Skip | None:
    if marker.kind not in _OF_A_HEAD:
        return None
    now = read_pull_request(github, number)
    if not now.is_open:
        return Skip.CLOSED
    return Skip.HEAD_MOVED if now.head_sha != marker.head else None


def _is_of_later_attempt(theirs: Marker, ours: Marker) -> bool:
    run, attempt = _run_of(theirs)
    own_run, own_attempt = _run_of(ours)
    return run == own_run and attempt > own_attempt


def _run_of(marker: Marker) -> tuple[str, int]:
    run, _, attempt = marker.run.partition("/")
    return run, int(attempt) if attempt.isascii() and attempt.isdigit() and len(attempt) < 10 else 0


def _same(one: str, other: str) -> bool:
    """Whether two bodies are the same, as far as GitHub keeps them."""
    return one.replace("\r\n", "\n").rstrip() == other.replace("\r\n", "\n").rstrip()
