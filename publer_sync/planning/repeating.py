"""Decides about posts that come again, series and recycled ones, of whose rule Publer shows nothing.

It is not documented whether Publer lists such a post at its next time or at its first one for ever, nor
whether it lists the posts to come as posts of their own. So a time of theirs stands for each day, and a post
to come is told by its account, what it says, and its time of day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import dropwhile, takewhile

from publer_sync.config.project import Policy
from publer_sync.identity.content import Content, Kind, compare, content_sent
from publer_sync.identity.text import TextMatch
from publer_sync.model.occurrences import days_of
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import Listing, Recurring, Repeat
from publer_sync.model.state import Intent, Record
from publer_sync.planning.change import Action, Change

CLOSE = timedelta(minutes=2)
_DAY = timedelta(days=1)
_A_WHILE = timedelta(days=2)
_CHANGES_OF_CLOCKS = (timedelta(hours=-1), timedelta(), timedelta(hours=1))


def at_one_time_of_day(apart: timedelta) -> bool:
    """Whether two times are whole days apart, or nearly, by the clock of whatever zone Publer counts in."""
    days = _DAY * round(apart / _DAY)
    return any(abs(apart - days - hour) < CLOSE for hour in _CHANGES_OF_CLOCKS)


def is_due(
    record: Record | None, when: datetime | None, now: datetime, policy: Policy, *, overdue: bool
) -> bool:
    """Whether a pending post that is listed at `when` goes out within the freeze of the policy, or just now.

    One that is overdue is not about to go out. If it repeats, it may be listed at a time that has passed, and
    goes out at the next time of its rule; where that is not known, it may come on any day. The zone in which
    Publer counts is not known either, so the day before and the day after count too.
    """
    if when is None:
        return False
    if when - now >= -policy.overdue:
        return when - now < policy.freeze
    if record is None or not record.repeats:
        return not overdue
    rule = record.series or Recurring(since=when, repeat=Repeat.DAILY)
    first, last = (now - policy.freeze - _A_WHILE).date(), (now + policy.freeze + _A_WHILE).date()
    days = dropwhile(lambda day: day < first, days_of(rule, UTC))
    return any(
        abs(datetime.combine(day + around, rule.since.timetz()) + hour - now) < policy.freeze
        for day in takewhile(lambda day: day <= last, days)
        for around in (-_DAY, timedelta(), _DAY)
        for hour in _CHANGES_OF_CLOCKS
    )


@dataclass(frozen=True, slots=True)
class PostsToCome:
    """The posts that Publer may list ahead of a series or recycled post, as they are told from others.

    `at` is a time of the series; None where none is known, so that any time may be one of its times.
    """

    series_id: str
    content: Content
    at: datetime | None
    match: TextMatch = TextMatch.NORMAL

    @classmethod
    def of(cls, series: RemotePost) -> PostsToCome:
        """Those of a post in Publer, which they are equal to as it is listed."""
        content = Content(
            account_id=series.account_id,
            kind=Kind.SERIES,
            type=None,
            text=series.text or "",
            media=series.media or (),
        )
        return cls(series.id, content, series.scheduled_at)

    @classmethod
    def of_deleted(cls, restore_point: Intent | None) -> PostsToCome | None:
        """Those of a post that was deleted to make room; None if it did not repeat.

        Its text is as it was sent, and Publer may have changed that.
        """
        if restore_point is None or not (
            restore_point.shelf is Listing.SERIES or "recycle" in restore_point.fields
        ):
            return None
        content, at = content_sent(restore_point), restore_point.scheduled_at
        return cls(restore_point.post_id or "", content, at, TextMatch.LOOSE)

    def include(self, post: RemotePost) -> bool:
        """Whether a post is one of them. One without text and media is not told from others."""
        if post.account_id != self.content.account_id or post.id == self.series_id:
            return False
        if post.phase is not Phase.PENDING or post.shelf is not Listing.TIMELINE:
            return False
        apart = post.scheduled_at - self.at if post.scheduled_at and self.at else timedelta()
        return at_one_time_of_day(apart) and compare(self.content, post).spoken >= self.match


def goes_along(change: Change, post: RemotePost) -> bool:
    """Whether a scheduled post was made by the series, or recycled post, that a change takes away."""
    series, record = change.remote, change.recorded
    if not (series and record and record.repeats):
        return False
    goes = change.section in {Action.REPLACE, Action.DELETE}
    return goes and PostsToCome.of(series).include(post)
