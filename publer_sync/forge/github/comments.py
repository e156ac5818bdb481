"""Our comments on pull requests: one for each kind and label, edited in place.

Ours is what our own login wrote with our marker in its first line; whatever else looks like it is let alone.
Nothing is ever deleted.

The marker is JSON in an HTML comment, which no one sees. What could end an HTML comment is written as an
escape of JSON, so no text in it can; what is not ASCII too, so nothing in it can deceive who reads the
source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.errors import GitHubNotFoundError
from publer_sync.forge.github.json_access import is_id, value_at
from publer_sync.forge.github.pull_requests import read_pull_request
from publer_sync.http import parsed

VERSION = 1

_LINE = re.compile(r"<!-- publer-sync (\{.*\}) -->")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPES = {ord("<"): r"\u003c", ord(">"): r"\u003e", ord("-"): r"\u002d"}
_LONGEST = 200_000
_OWN = ("v", "kind", "label", "head", "run", "closed")


class MarkerKind(StrEnum):
    """Kind of a comment or an issue. Only a `plan` can ever approve something."""

    PLAN = "plan"
    PREVIEW = "preview"
    RESULT = "result"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True)
class Marker:
    """Marker in a comment or an issue of ours.

    `label` tells set-ups of one repository apart; `head` is the commit it is about, `run` the `id/attempt`
    that wrote it. `closed` means that it belongs to the past and stays as it is. `more` is JSON that its
    kind brings along; it is empty if a version of this program wrote it that we do not know.
    """

    kind: MarkerKind
    label: str = ""
    head: str = ""
    run: str = ""
    closed: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)
    version: int = VERSION

    @property
    def is_known(self) -> bool:
        """Return whether it says all that it seems to say. If not, it still marks what is ours."""
        return self.version == VERSION


def marked(marker: Marker, text: str) -> str:
    """The text with the marker as its first line; ValueError if `more` uses a name that is taken."""
    if used_names := set(marker.more) & set(_OWN):
        raise ValueError(f"{sorted(used_names)} are written by the marker itself")
    own = {"v": marker.version, "kind": marker.kind.value, "label": marker.label}
    own |= {"head": marker.head, "run": marker.run}
    closed = {"closed": True} if marker.closed else {}
    data = json.dumps({**own, **closed, **marker.more}, separators=(",", ":"), allow_nan=False)
    escaped = _STRINGS.sub(lambda match: match.group().translate(_ESCAPES), data)
    return f"<!-- publer-sync {escaped} -->\n{text}"


def read(body: str) -> Marker | None:
    """The marker in the first line of a body, or None if there is none that can be read."""
    line = body[: _LONGEST + 1].split("\n", 1)[0].rstrip("\r")
    match = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    data = _object(match[1]) if match else None
    return _marker(data) if data is not None else None


def text_below(body: str) -> str:
    """Return the text below the first line of a body."""
    return body.partition("\n")[2]


_OF_A_HEAD = {MarkerKind.PLAN, MarkerKind.PREVIEW}
"""What is about the newest commit of an open pull request, and out of date after that."""


class CommentOutcome(StrEnum):
    """Outcome of a comment. `unchanged`: it says so already, and nothing was sent."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


class Skip(StrEnum):
    """Reason for not writing a comment."""

    CLOSED = "closed"
    HEAD_MOVED = "head-moved"
    NEWER_ATTEMPT = "newer-attempt"


@dataclass(frozen=True, slots=True)
class CommentResult:
    """Result of a comment and its address; no `url` if GitHub's answer has none that is sound."""

    outcome: CommentOutcome
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


def put_comment(github: GitHub, number: int, marker: Marker, text: str) -> CommentResult:
    """Make the comment of this kind and label say this: edit the newest one, or create one.

    A plan or a preview is skipped if the pull request is closed, or if its head is not that of the marker
    any more; any comment if a later attempt of the same run wrote it. Raises GitHubError: NotPermitted
    where the token only reads, GitHubNotFoundError if there is no such pull request, NotAccepted for a
    text too long.
    """
    body = marked(marker, text)
    return github.write_once(lambda: _put(github, number, marker, body))


def own_comments(
    github: GitHub, number: int, kind: MarkerKind, label: str
) -> tuple[OwnComment, ...]:
    """Our comments of this kind and label on a pull request or an issue, the oldest first."""
    results = (
        _own(github, item)
        for item in github.pages(f"issues/{number}/comments")
        if github.author.wrote(item)
    )
    ours = [
        each for each in results if each and (each.marker.kind, each.marker.label) == (kind, label)
    ]
    return tuple(sorted(ours, key=lambda each: each.id))


def plan_comments(github: GitHub, number: int, label: str) -> tuple[OwnComment, ...]:
    """The plans that we showed on a pull request, the oldest first, closed ones included.

    Only what `marker.is_known` says all it seems to say: no other one may approve anything.
    """
    return own_comments(github, number, MarkerKind.PLAN, label)


def close_comment(github: GitHub, comment: OwnComment, text: str | None = None) -> bool:
    """Marks a comment as one of the past, that is never edited again, and lets it say another text.

    False if it is gone, was closed before, or was written by a version that we do not know.
    """
    if comment.marker.closed or not comment.marker.is_known:
        return False
    message = comment.text if text is None else text
    body = {"body": marked(replace(comment.marker, closed=True), message)}
    try:
        github.write_once(lambda: github.patch(f"issues/comments/{comment.id}", body))
    except GitHubNotFoundError:
        return False
    return True


def _put(github: GitHub, number: int, marker: Marker, body: str) -> CommentResult:
    old = _newest(own_comments(github, number, marker.kind, marker.label))
    if old and _is_of_later_attempt(old.marker, marker):
        return CommentResult(CommentOutcome.SKIPPED, old.id, old.url, Skip.NEWER_ATTEMPT)
    if skip := _outdated(github, number, marker):
        return CommentResult(CommentOutcome.SKIPPED, skip=skip)
    if old and _same(old.body, body):
        return CommentResult(CommentOutcome.UNCHANGED, old.id, old.url)
    if old and (answer := _edited(github, old.id, body)):
        return CommentResult(
            CommentOutcome.UPDATED, old.id, github.link(value_at(answer, "html_url")) or old.url
        )
    answer = github.post(f"issues/{number}/comments", {"body": body})
    created = value_at(answer, "id")
    return CommentResult(
        CommentOutcome.CREATED,
        created if is_id(created) else None,
        github.link(value_at(answer, "html_url")),
    )


def _edited(github: GitHub, comment: int, body: str) -> Any:
    """The answer to an edit, or None if someone deleted the comment meanwhile."""
    try:
        return github.patch(f"issues/comments/{comment}", {"body": body})
    except GitHubNotFoundError:
        return None


def _own(github: GitHub, item: Any) -> OwnComment | None:
    number, body = value_at(item, "id"), value_at(item, "body")
    marker = read(body) if isinstance(body, str) else None
    if marker is None or not is_id(number):
        return None
    return OwnComment(number, github.link(value_at(item, "html_url")), marker, body)


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
    """Return whether two bodies are the same, as far as GitHub keeps them."""
    return one.replace("\r\n", "\n").rstrip() == other.replace("\r\n", "\n").rstrip()


def _object(text: str) -> dict[str, Any] | None:
    if not isinstance(parsed(text, lambda word: word), dict):
        return None
    # Sound JSON then; read once more, because a label may hold half a character that must not get lost.
    data: dict[str, Any] = json.loads(text)
    return data


def _marker(data: dict[str, Any]) -> Marker | None:
    version, kind = data.get("v"), data.get("kind")
    if not isinstance(version, int) or isinstance(version, bool) or kind not in list(MarkerKind):
        return None
    label, head, run = (data.get(name, "") for name in ("label", "head", "run"))
    if not (isinstance(label, str) and isinstance(head, str) and isinstance(run, str)):
        return None
    more = {name: value for name, value in data.items() if name not in _OWN}
    return Marker(
        kind=MarkerKind(kind),
        label=label,
        head=head,
        run=run,
        closed=data.get("closed") is True,
        more=more if version == VERSION else {},
        version=version,
    )
