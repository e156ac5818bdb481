"""When a post goes out, in Publer's words.

A scheduled entry without a time is published at once according to some pages of Publer's documentation
and by the account's posting schedule according to others. So each schedule has its own shape here, and
a combination that would leave the time open is a bug that must not get out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.model.post import Post
from publer_sync.model.schedule import At, Auto, NoTime, Now, Recurring, Recycling, Standing


def scheduled_at(post: Post) -> dict[str, str]:
    """The time of a post, as a key of its account's object; empty where something else says it."""
    return {"scheduled_at": _time(post.schedule.at)} if isinstance(post.schedule, At) else {}


def rules_of(post: Post) -> dict[str, Any]:
    """What an entry says of its time beside the account's object; ValueError for a time left open."""
    schedule = post.schedule
    if post.standing.is_idea:
        return _nothing(post, allowed=isinstance(schedule, NoTime))
    if post.standing is Standing.DRAFT:
        plain = isinstance(schedule, NoTime) or (isinstance(schedule, At) and not schedule.recycle)
        return _nothing(post, allowed=plain)
    if isinstance(schedule, At):
        return {"recycling": _recycling(schedule.recycle, schedule.at)} if schedule.recycle else {}
    if isinstance(schedule, Auto):
        span = {"start_date": _time(schedule.since), "end_date": _time(schedule.until)}
        return {"auto": True, "range": span}
    if isinstance(schedule, Recurring):
        return {"recurring": _recurring(schedule)}
    return _nothing(post, allowed=isinstance(schedule, Now))


def _nothing(post: Post, *, allowed: bool) -> dict[str, Any]:
    if not allowed:
        words = f"{post.standing} and {type(post.schedule).__name__}"
        raise ValueError(f"{post.address}: {words} do not go together")
    return {}


def _recycling(recycling: Recycling, first: datetime) -> dict[str, Any]:
    sent: dict[str, Any] = {
        "solo": recycling.solo,
        "gap": recycling.gap,
        "gap_freq": recycling.unit.value,
        "start_date": first.date().isoformat(),
    }
    if recycling.times is not None:
        sent["expire_count"] = str(recycling.times)
    if recycling.until is not None:
        sent["expire_date"] = recycling.until.isoformat()
    return sent


def _recurring(series: Recurring) -> dict[str, Any]:
    sent: dict[str, Any] = {
        "start_date": _time(series.since),
        "repeat": series.repeat.value,
        "repeat_rate": series.every,
    }
    if series.until is not None:
        sent["end_date"] = _time(series.until)
    if series.weekdays:
        sent["days_of_week"] = list(series.weekdays)
    return sent


def _time(moment: datetime) -> str:
    return instant(moment).replace("Z", "+00:00")
