"""The day on which recycling starts, compared with the day that Publer shows for the same time.

The first and last day of a recycled post are sent as days of its own zone. Publer may take them as days of
the workspace's zone: then a first day after the post is refused, and one gap more or less may fit before the
last day. No answer names that zone: it is taken from the times that Publer lists. An offset of zero does not
tell it, since Publer may list every time in UTC. No day is right in every reading, so none is sent instead of
the file's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from publer_sync.model.fingerprint import digest, instant
from publer_sync.model.occurrences import days_of
from publer_sync.model.remote import RemoteView
from publer_sync.model.schedule import At, Recycling
from publer_sync.planning.change import Action, Cause, Change, Reason

_CHANGES_OF_CLOCKS = (timedelta(), timedelta(hours=-1), timedelta(hours=1))


def check_start_day(change: Change, view: RemoteView) -> Change:
    """The change with a reason if its recycling starts on another day than Publer shows, where that matters:
    Publer may refuse a later one, and an earlier one may change how often the post comes.

    A replacement is held where Publer may refuse the day: its old post may have to go first. One whose old
    post was taken with the same difference is not.
    """
    post = change.desired
    rule = post.recycling if post else None
    at = post.scheduled_at if post else None
    if rule is None or rule.first is None or at is None or change.held:
        return change
    if not change.action.makes_post:
        return change
    offsets = _offsets(change, at, view)
    gaps = {rule.first - (at + offset).date(): offset for offset in reversed(offsets)}
    gap = min(gaps, key=abs, default=timedelta())
    if not gap or gap == _taken_before(change):
        return change
    offset, is_later = gaps[gap], gap > timedelta()
    if not is_later and not (offset and _counts_otherwise(rule, at, offset)):
        return change
    remote_time = at.astimezone(timezone(offset))
    detail = f"{rule.first} in the file, {remote_time:%Y-%m-%d at %Z}"
    if change.action is Action.REPLACE and is_later:
        return change.hold(Reason.OTHER_START_DAY, detail)
    return change.because(Reason.OTHER_START_DAY, detail)


def _offsets(change: Change, at: datetime, view: RemoteView) -> tuple[timedelta, ...]:
    """The offsets that Publer may use for a time, the likeliest first; none if nothing tells them."""
    posts = (change.remote, *view.posts)
    rows = [
        (abs(post.scheduled_at - at), post.utc_offset)
        for post in posts
        if post and post.scheduled_at and post.utc_offset is not None
    ]
    if value := [pair for pair in rows if pair[1]]:
        distance, offset = min(value)
        return tuple(offset + hour for hour in (_CHANGES_OF_CLOCKS if distance else (timedelta(),)))
    # What Publer refused in an empty workspace may be this.
    return (timedelta(),) if change.cause is Cause.RETRY and not rows else ()


def _counts_otherwise(rule: Recycling, at: datetime, offset: timedelta) -> bool:
    """Decide whether another number of posts fits before the last day as Publer counts days at an offset."""
    last, zone = rule.last_day, timezone(offset)
    if last is None or rule.first is None:
        return False
    in_file = at + (rule.first - at.astimezone(zone).date())
    rests = [days_of(At(start, replace(rule, until=last)), zone) for start in (in_file, at)]
    return len({len(tuple(days)) for days in rests}) > 1


def _taken_before(change: Change) -> timedelta | None:
    """Return the days from the shown day to the start that Publer accepted for the old post; None if not
    known."""
    record, remote = change.recorded, change.remote
    rule = record.recycling if record else None
    if record is None or remote is None or rule is None or rule.first is None:
        return None
    at, day = remote.scheduled_at, remote.shown_day
    is_as_sent = at is not None and record.fields.get("scheduled_at") == digest(instant(at))
    return rule.first - day if is_as_sent and day else None
