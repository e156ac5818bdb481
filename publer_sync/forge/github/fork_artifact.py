"""Handover from a run that may only read to one that may write: posts and findings, as plain data.

A run for a fork leaves this file, and anyone who opens a pull request can have it say anything. So it is
read as what it is, words of a stranger: of bounded size, of known shape, and nothing in it can ever approve
an apply.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from publer_sync.diagnostics import Diagnostic, Severity
from publer_sync.errors import InvalidUsageError
from publer_sync.forge.github.json_access import sha_in
from publer_sync.model.fingerprint import instant
from publer_sync.model.network import Network
from publer_sync.planning.change import HELD, Action, Reason
from publer_sync.planning.plan import Plan

VERSION = 1
LARGEST = 4 << 20
"""Bytes of a file that is read."""
MOST = 1000
"""Posts, and findings, that are handed over; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class HandedPost:
    """A post that would change: what becomes of it, where and when, and what it says.

    `held` is the code of the reason why it would not; empty for one that would.
    """

    file: str
    alias: str
    network: str
    action: str
    held: str
    time: str
    text: str
    media: int


@dataclass(frozen=True, slots=True)
class HandedFinding:
    """Something that was found in the files."""

    severity: str
    rule: str
    message: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Handover:
    """All of it; `head` is the commit that it is about. Every text may be anything."""

    head: str
    planned: bool
    posts: tuple[HandedPost, ...]
    findings: tuple[HandedFinding, ...]
    more: int


def build_handover(plan: Plan | None, findings: Sequence[Diagnostic], head: str) -> str:
    """The file for another run; `plan` is None where the files have errors."""
    changes = [c for c in plan.changes if c.is_actionable or c.section == HELD] if plan else []
    posts = [
        HandedPost(
            file=change.desired.source.location.file
            if change.desired
            else _recorded(change.recorded),
            alias=change.address.alias,
            network=change.network.value if change.network else "",
            action=change.action.value,
            held=change.held.reason.value if change.held else "",
            time=instant(change.scheduled_at) if change.scheduled_at else "",
            text=change.desired.text if change.desired else "",
            media=len(change.desired.media) if change.desired else 0,
        )
        for change in changes[:MOST]
    ]
    results = [
        HandedFinding(
            severity=each.severity.value,
            rule=each.rule,
            message=each.message,
            file=each.location.file if each.location else "",
            line=each.location.line if each.location else 0,
        )
        for each in findings[:MOST]
    ]
    more = max(len(changes) - MOST, 0) + max(len(findings) - MOST, 0)
    handover = Handover(head, plan is not None, tuple(posts), tuple(results), more)
    return json.dumps({"v": VERSION, **asdict(handover)}, ensure_ascii=True) + "\n"


def read_handover(data: bytes, location: str) -> Handover:
    """The handover in a file; raises InvalidUsageError for anything that `build_handover` does not write."""
    if len(data) > LARGEST:
        raise _unreadable(location, f"it has more than {LARGEST >> 20} MiB")
    try:
        document = json.loads(data.decode("utf-8"))
        return _handover(document)
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError, OverflowError):
        raise _unreadable(location, "it is not what a run of publer-sync leaves") from None


def _handover(document: Mapping[str, Any]) -> Handover:
    if (
        document["v"] != VERSION
        or len(document["posts"]) > MOST
        or len(document["findings"]) > MOST
    ):
        raise ValueError
    head = sha_in(document["head"])
    if head is None or document["planned"] not in (True, False):
        raise ValueError
    posts = tuple(HandedPost(**_typed(item, HandedPost)) for item in document["posts"])
    findings = tuple(HandedFinding(**_typed(item, HandedFinding)) for item in document["findings"])
    for post in posts:
        Action(post.action)
        if post.held:
            Reason(post.held)
        Network(post.network)
        if post.time:
            datetime.fromisoformat(post.time).astimezone(UTC)
    for finding in findings:
        Severity(finding.severity)
    return Handover(head, document["planned"], posts, findings, _number(document["more"]))


def _typed(item: Mapping[str, Any], kind: type) -> dict[str, Any]:
    """The fields of an item, each of the type that it should have."""
    read: dict[str, Any] = {}
    for name, annotation in kind.__annotations__.items():
        value = item[name]
        read[name] = _number(value) if annotation == "int" else _text(value)
    if set(item) != set(read):
        raise ValueError
    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 31:
        raise TypeError
    return value


def _recorded(record: Any) -> str:
    return (record.source if record else None) or ""


def _unreadable(location: str, reason: str) -> InvalidUsageError:
    return InvalidUsageError(
        "The file that was handed over cannot be read.", location=location, reason=reason
    )
