"""The one issue that says that Publer and the files differ: opened, kept up to date, closed, reopened.

It is found by its label, our own login and our marker. Comments come before the edit that makes them
superfluous, and carry a marker too: a run that dies in between neither forgets one nor repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from publer_sync.errors import InvalidUsageError
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.comments import Marker, MarkerKind, marked, own_comments, read
from publer_sync.forge.github.errors import (
    GitHubNotFoundError,
    GitHubRejectedError,
    GitHubUnavailableError,
)
from publer_sync.forge.github.json_access import is_id, value_at

CLEAN = "clean"
"""The digest of no drift at all."""

_COLOR = "d93f0b"
_LONGEST_LABEL = 50


class IssueOutcome(StrEnum):
    """Outcome of the issue. `unchanged`: it says so already; `nothing`: there is none, and need be none."""

    OPENED = "opened"
    UPDATED = "updated"
    REOPENED = "reopened"
    UNCHANGED = "unchanged"
    CLOSED = "closed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class DriftIssue:
    """Result of the issue, its number and its page."""

    outcome: IssueOutcome
    number: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DriftReport:
    """Content of the issue: `text` as its body, `news` as a comment when the digest has changed."""

    digest: str
    title: str
    text: str
    news: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Identity of an issue: its label at GitHub, the label of the set-up, and the run that writes it."""

    issue_label: str
    label: str
    run: str

    def __post_init__(self) -> None:
        name = self.issue_label
        if not (0 < len(name.strip()) <= _LONGEST_LABEL and name.isprintable() and "," not in name):
            raise InvalidUsageError(
                "The label for the issue cannot be used.",
                location="drift-label",
                reason=f"it needs 1 to {_LONGEST_LABEL} characters, and no comma",
            )

    def marker(self, digest: str) -> Marker:
        return Marker(MarkerKind.DRIFT, label=self.label, run=self.run, more={"digest": digest})


def report_drift(github: GitHub, topic: Topic, drift: DriftReport) -> DriftIssue:
    """Open the issue, or make the one there is say this; raise GitHubError.

    GitHubNotFoundError means that the repository has no issues, NotPermitted that the token only reads them.
    """
    return github.write_once(lambda: _report(github, topic, drift))


def report_clean(github: GitHub, topic: Topic, news: str) -> DriftIssue:
    """Close the issue if it is open, with this comment; raise GitHubError."""
    return github.write_once(lambda: _close(github, topic, news))


@dataclass(frozen=True, slots=True)
class _Issue:
    number: int
    url: str | None
    is_open: bool
    digest: str | None


def _report(github: GitHub, topic: Topic, drift: DriftReport) -> DriftIssue:
    issue = _found(github, topic)
    if issue is None:
        return _opened(github, topic, drift)
    if issue.is_open and issue.digest == drift.digest:
        return DriftIssue(IssueOutcome.UNCHANGED, issue.number, issue.url)
    _comment_once(github, topic, issue, drift.digest, drift.news)
    body = marked(topic.marker(drift.digest), drift.text)
    github.patch(f"issues/{issue.number}", {"state": "open", "title": drift.title, "body": body})
    outcome = IssueOutcome.UPDATED if issue.is_open else IssueOutcome.REOPENED
    return DriftIssue(outcome, issue.number, issue.url)


def _close(github: GitHub, topic: Topic, news: str) -> DriftIssue:
    issue = _found(github, topic)
    if issue is None or not issue.is_open:
        return DriftIssue(IssueOutcome.NOTHING)
    _comment_once(github, topic, issue, CLEAN, news)
    github.patch(f"issues/{issue.number}", {"state": "closed", "state_reason": "completed"})
    return DriftIssue(IssueOutcome.CLOSED, issue.number, issue.url)


def _found(github: GitHub, topic: Topic) -> _Issue | None:
    """The newest of ours that is open, else the newest."""
    query = (("labels", topic.issue_label), ("state", "all"))
    items = [item for item in github.pages("issues", query) if github.author.wrote(item)]
    ours = [each for item in items if (each := _issue(github, topic, item))]
    return max(ours, key=lambda each: (each.is_open, each.number), default=None)


def _issue(github: GitHub, topic: Topic, item: Any) -> _Issue | None:
    """The issue if it is the one of this topic. GitHub lists pull requests as issues too."""
    number, body = value_at(item, "number"), value_at(item, "body")
    marker = read(body) if isinstance(body, str) else None
    if marker is None or not is_id(number) or value_at(item, "pull_request") is not None:
        return None
    if (marker.kind, marker.label) != (MarkerKind.DRIFT, topic.label):
        return None
    return _Issue(
        number=number,
        url=github.link(value_at(item, "html_url")),
        is_open=value_at(item, "state") == "open",
        digest=_digest_in(marker),
    )


def _opened(github: GitHub, topic: Topic, drift: DriftReport) -> DriftIssue:
    _make_label(github, topic.issue_label)
    body = marked(topic.marker(drift.digest), drift.text)
    answer = github.post(
        "issues", {"title": drift.title, "body": body, "labels": [topic.issue_label]}
    )
    number = value_at(answer, "number")
    if not is_id(number):
        raise GitHubUnavailableError(
            "GitHub's answer has an unknown shape.", location="POST issues"
        )
    return DriftIssue(IssueOutcome.OPENED, number, github.link(value_at(answer, "html_url")))


def _comment_once(github: GitHub, topic: Topic, issue: _Issue, digest: str, news: str) -> None:
    """Comments, unless the last thing that we said in the issue is about the same digest."""
    messages = own_comments(github, issue.number, MarkerKind.DRIFT, topic.label)
    last = _digest_in(messages[-1].marker) if messages else issue.digest
    if last != digest:
        body = marked(topic.marker(digest), news)
        github.post(f"issues/{issue.number}/comments", {"body": body})


def _make_label(github: GitHub, name: str) -> None:
    try:
        github.get(f"labels/{quote(name, safe='')}")
    except GitHubNotFoundError:
        about = {"name": name, "color": _COLOR, "description": "Publer and the files differ"}
        try:
            github.post("labels", about)
        except GitHubRejectedError:  # someone else made it just now
            github.get(f"labels/{quote(name, safe='')}")


def _digest_in(marker: Marker) -> str | None:
    digest = marker.more.get("digest")
    return digest if isinstance(digest, str) else None
