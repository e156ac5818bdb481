"""The status in words and as JSON: counts, what is due next, and what needs a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.model.fingerprint import instant
from publer_sync.model.state import FailedAttempt, IntentKind, Leftover
from publer_sync.planning.change import Reason, ReasonDetail
from publer_sync.planning.plan import Notice, NoticeCode
from publer_sync.planning.status import OpenWrite, PostStatus, RemotePresence, StatusReport
from publer_sync.render.plan.reasons import (
    UNEXPLAINED,
    notice_advice,
    notice_says,
    reason_advice,
    reason_texts,
)
from publer_sync.render.state.records import (
    NO_STATE,
    failure_document,
    intent_document,
    record_document,
)
from publer_sync.render.text.notes import note_text
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.units import count, local_time

DUE = 5


def status_text(
    status: StatusReport | None,
    holder: Mapping[str, Any] | None,
    *,
    settle: timedelta,
    zone: ZoneInfo,
    color: bool,
    width: int,
) -> str:
    """Everything that needs a look, each with what to do, between the counts and the lock."""
    page = TextPage(color=color, width=width)
    if status is None:
        page.line(NO_STATE)
    else:
        page.line(Piece(_counts(status), Style.BOLD))
        _add_overdue(page, status.of(RemotePresence.OVERDUE), zone)
        _add_due(page, status.of(RemotePresence.SCHEDULED), zone)
        _add_blocked(page, status.of(RemotePresence.SCHEDULED), zone)
        _add_troubles(page, status, zone)
        _add_failures(page, status.failures, zone)
        _add_open(page, status.open_writes, settle, zone)
        _add_leftovers(page, status.leftovers, zone)
    if holder is not None:
        page.gap()
        who = ", ".join(f"{key} {value}" for key, value in holder.items()) or "unknown"
        page.line(Piece("An apply is at work", Style.YELLOW), f": {who}.")
    return page.text()


def _counts(status: StatusReport) -> str:
    posts = count(len(status.standings), "post")
    messages = [f"{number} {word}" for word, number in status.summary.items() if number]
    more = [f"{count(len(status.open_writes), 'open write')}"] if status.open_writes else []
    end = ", ".join([*more, f"serial {status.serial}"])
    return f"{posts}{': ' if messages else ''}{', '.join(messages)}; {end}."


def _add_due(page: TextPage, scheduled: Sequence[PostStatus], zone: ZoneInfo) -> None:
    if not scheduled:
        return
    page.gap()
    page.line(Piece("Due next", Style.BOLD))
    for standing in scheduled[:DUE]:
        remote_time = standing.remote.scheduled_at if standing.remote else None
        time = remote_time or standing.record.scheduled_at
        message = local_time(time, zone) if time else "when Publer has a place"
        if standing.is_overdue is None:
            message = "next time not known"
        page.line(f"  {message}  {standing.record.address}", hang=6)
    if len(scheduled) > DUE:
        page.line(f"  and {count(len(scheduled) - DUE, 'more post')}", hang=6)


def _add_overdue(page: TextPage, overdue: Sequence[PostStatus], zone: ZoneInfo) -> None:
    for standing in overdue:
        _heading(page, str(standing.record.address), "overdue")
        remote, record = standing.remote, standing.record
        time = (remote.scheduled_at if remote else None) or record.scheduled_at
        if time:
            page.line(local_time(time, zone), indent=6)
        because = ReasonDetail(Reason.OVERDUE)
        if standing.obstacle:
            _add_obstacle(page, standing.obstacle)
        else:
            page.line(*reason_texts([because]), indent=6)
            page.line(UNEXPLAINED, indent=6)
        page.line(Piece(reason_advice(because), Style.DIM), indent=6)


def _add_blocked(page: TextPage, scheduled: Sequence[PostStatus], zone: ZoneInfo) -> None:
    """The posts to come that Publer will not publish as they stand now."""
    for standing in scheduled:
        if standing.obstacle is None:
            continue
        _heading(page, str(standing.record.address), "will not be published as it stands")
        time = standing.remote.scheduled_at if standing.remote else None
        if time:
            page.line(local_time(time, zone), indent=6)
        _add_obstacle(page, standing.obstacle)


def _add_obstacle(page: TextPage, obstacle: Reason) -> None:
    because = ReasonDetail(obstacle)
    page.line(*reason_texts([because]), indent=6)
    page.line(Piece(reason_advice(because), Style.DIM), indent=6)


def _add_troubles(page: TextPage, status: StatusReport, zone: ZoneInfo) -> None:
    for standing in status.of(RemotePresence.FAILED, RemotePresence.MISSING):
        record = standing.record
        words, advice = _trouble(standing)
        _heading(page, str(record.address), words)
        if record.scheduled_at:
            page.line(local_time(record.scheduled_at, zone), indent=6)
        if standing.presence is RemotePresence.FAILED:
            page.line(standing.failure or UNEXPLAINED, indent=6)
        page.line(Piece(advice, Style.DIM), indent=6)


def _trouble(standing: PostStatus) -> tuple[str, str]:
    if standing.presence is RemotePresence.FAILED:
        return (
            "failed to publish",
            "Fix the cause and edit the file, or use `apply --retry-failed`.",
        )
    if standing.past:
        return (
            "missing: its time has passed, and Publer lists it no more",
            "It was most likely published; it is not made again.",
        )
    return "missing: no longer in Publer", "`publer-sync plan` shows what apply would do about it."


def _add_failures(page: TextPage, failures: Sequence[FailedAttempt], zone: ZoneInfo) -> None:
    for failure in failures:
        what, next_text = _failure_words(failure)
        _heading(page, str(failure.address), what)
        for line in note_text(failure.note).splitlines():
            page.line(line, indent=6)
        page.line(Piece(f"{local_time(failure.at, zone)}. {next_text}", Style.DIM), indent=6)


def _failure_words(failure: FailedAttempt) -> tuple[str, str]:
    """The outcome of the last attempt, and when the next one is."""
    if failure.is_held:
        return "held", "`publer-sync plan` says what to do."
    if failure.restored:
        return (
            "could not be replaced",
            "The old post was restored. Edit the file, or run `publer-sync apply --retry-failed`; "
            "without that, apply does not send this version again.",
        )
    return "could not be created", "The next apply tries again."


def _add_open(
    page: TextPage, writes: Sequence[OpenWrite], settle: timedelta, zone: ZoneInfo
) -> None:
    for write in writes:
        intent = write.intent
        since = local_time(intent.since, zone)
        _heading(page, str(intent.address), f"open {intent.kind}, since {since}")
        for line in next_step(write, settle, zone):
            page.line(line, indent=6)


def _add_leftovers(page: TextPage, leftovers: Sequence[Leftover], zone: ZoneInfo) -> None:
    for leftover in leftovers:
        code = NoticeCode.SERIES_LEFTOVER if leftover.of_series else NoticeCode.LEFTOVER
        notice = Notice(code, leftover.post_id, str(leftover.address))
        _heading(page, str(leftover.address), f"left over: {leftover.post_id}")
        if leftover.scheduled_at:
            page.line(local_time(leftover.scheduled_at, zone), indent=6)
        page.line(notice_says(notice) + ".", indent=6)
        page.line(Piece(notice_advice(notice), Style.DIM), indent=6)


def _heading(page: TextPage, address: str, words: str) -> None:
    page.gap()
    page.line(
        Piece("  ! ", Style.YELLOW),
        Piece(address, Style.BOLD),
        Piece(f"  {words}", Style.YELLOW),
        hang=6,
    )


# The status as the JSON that machines read.

FORMAT_VERSION = 1


def status_json(
    status: StatusReport | None, holder: Mapping[str, Any] | None, settle: timedelta
) -> str:
    """The document that `schemas/status.schema.json` describes; `serial` is null without a state."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "serial": status.serial if status else None,
            "summary": status.summary if status else dict.fromkeys(map(str, RemotePresence), 0),
            "posts": [_post(each) for each in status.standings] if status else [],
            "open_writes": [_write(w, settle) for w in status.open_writes] if status else [],
            "failures": [failure_document(f) for f in status.failures] if status else [],
            "leftovers": [_leftover(each) for each in status.leftovers] if status else [],
            "lock": dict(holder) if holder is not None else None,
        }
    )


def _post(standing: PostStatus) -> dict[str, Any]:
    remote = standing.remote
    document = record_document(standing.record) | {"status": standing.presence.value}
    document["failure"] = standing.failure
    document["overdue"] = standing.is_overdue
    document["because"] = standing.obstacle.value if standing.obstacle else None
    if remote:
        document["post_id"] = remote.id
        document["post_link"] = remote.post_link or document["post_link"]
    if remote and remote.scheduled_at:
        document["scheduled_at"] = instant(remote.scheduled_at)
    return document


def _leftover(leftover: Leftover) -> dict[str, Any]:
    due = leftover.scheduled_at
    return {
        "address": str(leftover.address),
        "post_id": leftover.post_id,
        "scheduled_at": instant(due) if due else None,
        "of_series": leftover.of_series,
    }


def _write(write: OpenWrite, settle: timedelta) -> dict[str, Any]:
    until = looked_for_until(write, settle)
    return intent_document(write.intent) | {
        "because": write.because.reason.value if write.because else None,
        "candidates": write.because.detail if write.because else None,
        "looked_for_until": instant(until) if until else None,
    }


# What `status` says of an open write: what the next apply will do about it.


def looked_for_until(write: OpenWrite, settle: timedelta) -> datetime | None:
    """Until when the next apply looks for its result before it may write again; None if it is settled."""
    return write.intent.since + settle if write.because else None


def next_step(write: OpenWrite, settle: timedelta, zone: ZoneInfo) -> list[str]:
    """Return what the next apply does about it, and the reason where it is known."""
    until = looked_for_until(write, settle)
    if write.intent.kind is IntentKind.RESTORE:
        return [
            "The old post was deleted to make room; it can be restored until its new version exists."
        ]
    if write.because is None or until is None:
        return ["Its outcome can be seen by now: the next apply records it and goes on."]
    messages = [
        f"The next apply looks for it in Publer until {local_time(until, zone)} before it writes again."
    ]
    if write.because.detail:
        messages = [
            *reason_texts([write.because]),
            reason_advice(write.because, write.intent.address),
        ]
    return messages
