"""Lookup windows of posts, and the latest time to create them, by the time that the file gives."""

from __future__ import annotations

from datetime import datetime, timedelta

from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.post import Post
from publer_sync.model.schedule import At, Auto, GapUnit, Now, Recurring, Repeat

SLACK = timedelta(minutes=5)
"""How far Publer's clock may be from ours when it stamps what is posted at once."""

EVER = timedelta(days=20 * 366)
"""How far back a post is looked for that may have gone out at any time: as far as Publer lists posts."""


def place_of(post: Post, now: datetime) -> LookupWindow:
    """Return the window in which the post is once it is created; one that goes out at once is looked up
    around now."""
    account_id = post.account.id
    match post.schedule:
        case At() if post.slot:
            return LookupWindow.of(post.slot)
        case Auto(since, until):
            return LookupWindow.between(account_id, since, until)
        case Now():
            return LookupWindow.between(account_id, now - SLACK, now + SLACK)
        case _:
            return LookupWindow(account_id, post.shelf)


def search_of(post: Post, now: datetime, since: datetime) -> LookupWindow:
    """Return the window in which a post without a record may already exist, created before the state was
    lost; one that went out at once may have done so from `since` on, and a recycled one stands at its next
    time."""
    if isinstance(post.schedule, Now):
        return LookupWindow.between(post.account.id, since, now + SLACK)
    if post.recycling and post.scheduled_at:
        first, gap = post.scheduled_at, _UNITS[post.recycling.unit] * post.recycling.gap
        return LookupWindow.between(post.account.id, min(first, now), max(first, now) + gap)
    return place_of(post, now)


def places_of(post: Post, now: datetime) -> tuple[LookupWindow, ...]:
    """All places where the post may be listed: a series also like any other post, at its first time,
    which comes within its first period."""
    place = place_of(post, now)
    if not isinstance(post.schedule, Recurring):
        return (place,)
    start, period = post.schedule.since, _PERIODS[post.schedule.repeat] * post.schedule.every
    return (place, LookupWindow.between(post.account.id, start, start + period))


_UNITS = {
    GapUnit.DAY: timedelta(days=1),
    GapUnit.WEEK: timedelta(days=7),
    GapUnit.MONTH: timedelta(days=31),
}
_PERIODS = {
    Repeat.DAILY: timedelta(days=1),
    Repeat.WEEKLY: timedelta(days=7),
    Repeat.MONTHLY: timedelta(days=31),
    Repeat.YEARLY: timedelta(days=366),
}


def deadline_of(post: Post) -> datetime | None:
    """The moment after which the post cannot be made any more; None: there is none."""
    match post.schedule:
        case At(at):
            return at
        case Auto(_, until):
            return until
        case Recurring():
            return post.schedule.since
        case _:
            return None
