"""When a post goes out, in words: its minute, or how Publer is to find one."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from publer_sync.model.post import Post
from publer_sync.model.schedule import (
    At,
    Auto,
    NoTime,
    Now,
    PublishMode,
    Recurring,
    Recycling,
    Repeat,
)
from publer_sync.planning.change import Change
from publer_sync.render.text.units import count, local_time

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_UNITS = {
    Repeat.DAILY: "day",
    Repeat.WEEKLY: "week",
    Repeat.MONTHLY: "month",
    Repeat.YEARLY: "year",
}
_KINDS = {
    PublishMode.DRAFT: "as a draft",
    PublishMode.PUBLIC_IDEA: "an idea that the workspace sees",
    PublishMode.PRIVATE_IDEA: "an idea that only its author sees",
}


def time_text_of(change: Change, zone: ZoneInfo) -> str:
    """The time that a change is about, in the zone; empty if it has none and never had."""
    if change.desired:
        return desired_time_text(change.desired, zone)
    return local_time(change.scheduled_at, zone) if change.scheduled_at else ""


def desired_time_text(post: Post, zone: ZoneInfo) -> str:
    """When the file wants the post to go out."""
    match post.schedule:
        case At(at, recycle):
            time_text = local_time(at, zone) + (_recycled(recycle) if recycle else "")
        case Auto(since, until):
            span = f"{local_time(since, zone)} and {local_time(until, zone)}"
            time_text = f"when Publer has a place for it between {span}"
        case Recurring() as series:
            time_text = _recurring(series, zone)
        case Now():
            time_text = "at once"
        case NoTime():
            time_text = ""
    return ", ".join(part for part in (time_text, _KINDS.get(post.standing, "")) if part)


def _recycled(rule: Recycling) -> str:
    unit = rule.unit.value.lower()
    gap = unit if rule.gap == 1 else count(rule.gap, unit)
    times = f", {count(rule.times, 'time')} in all" if rule.times else ""
    until = f", until {rule.until}" if rule.until else ""
    return f", and again every {gap}{times}{until}"


def _recurring(series: Recurring, zone: ZoneInfo) -> str:
    every = (
        _UNITS[series.repeat] if series.every == 1 else f"{series.every} {_UNITS[series.repeat]}s"
    )
    days = ", ".join(_WEEKDAYS[day - 1] for day in series.weekdays)
    on = f" on {days}" if days else ""
    end = f" to {local_time(series.until, zone)}" if series.until else ""
    return f"every {every}{on}, from {local_time(series.since, zone)}{end}"
