"""When a post goes out, as its file wants it, and where in Publer it waits until then.

Most posts have a minute of their own, and Publer allows one post of an account in a minute, so the minute
names the post. The others have none that we could know beforehand: drafts without a date, ideas, series,
posts whose time Publer picks, posts that go out at once. Those are known by the shelf they stand on.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum


class PublishMode(StrEnum):
    """Product of an entry: a post, a draft of an account, or an idea of the workspace."""

    SCHEDULED = "scheduled"
    DRAFT = "draft"
    PUBLIC_IDEA = "draft_public"
    PRIVATE_IDEA = "draft_private"

    @property
    def is_draft(self) -> bool:
        return self is PublishMode.DRAFT

    @property
    def is_idea(self) -> bool:
        return self in {PublishMode.PUBLIC_IDEA, PublishMode.PRIVATE_IDEA}


class Listing(StrEnum):
    """List of Publer that holds a post, and that must be read to find it."""

    TIMELINE = "timeline"
    UNDATED = "undated"
    IDEAS = "ideas"
    SERIES = "series"


class GapUnit(StrEnum):
    """The unit of the gap between two runs of a recycled post, in Publer's spelling."""

    DAY = "Day"
    WEEK = "Week"
    MONTH = "Month"


class Repeat(StrEnum):
    """Frequency of a series, in Publer's spelling."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recycling:
    """Rule for posting a post again after its first time: every `gap` units, until a count or a date.

    `first` is the day of its first time in the zone of the post, which is also that of `until`. It follows
    from the time, so it does not tell two rules apart.
    """

    gap: int
    unit: GapUnit
    times: int | None = None
    until: date | None = None
    solo: bool = True
    first: date | None = field(default=None, compare=False)

    @property
    def last_day(self) -> date | None:
        """The day after which it does not come again; None where no day says so.

        A number of times means a day if nothing but the gap decides when it comes: on its own. That day lies
        halfway between the last time and the one that must not come any more, so that neither another zone
        nor a month of another length moves one of them over it.
        """
        if self.times is None or self.first is None or not self.solo:
            return self.until
        last, beyond = (self._day(self.first, number) for number in (self.times - 1, self.times))
        return last + (beyond - last - timedelta(days=1)) // 2 if last and beyond else None

    def from_next(self, day: date) -> Recycling | None:
        """The rest of the rule: it begins on the day of its next time. None where the rest is not known:
        of a count that only Publer keeps, and in months, as for a series."""
        is_counted = self.times is not None and self.last_day is None
        days = {day.day, (self.first or day).day}
        if is_counted or (self.unit is GapUnit.MONTH and max(days) >= _SHORTEST_MONTH):
            return None
        return replace(self, times=None, until=self.last_day, first=day)

    def _day(self, first: date, number: int) -> date | None:
        """The day on which it comes after so many gaps; None: after the last day of all calendars."""
        try:
            if self.unit is not GapUnit.MONTH:
                days = 7 if self.unit is GapUnit.WEEK else 1
                return first + timedelta(days=days * self.gap * number)
            years, month = divmod(first.month - 1 + self.gap * number, 12)
            length = monthrange(first.year + years, month + 1)[1]
            return date(first.year + years, month + 1, min(first.day, length))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class At:
    """At a minute of its own (aware UTC datetime), and again later if `recycle` says so."""

    at: datetime
    recycle: Recycling | None = None


@dataclass(frozen=True, slots=True)
class Auto:
    """In the next free place of the account's posting schedule between two instants (aware UTC)."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """Again and again: from `since` on (aware UTC), every `every` days, weeks, months or years.

    `weekdays` are 1 to 6 for Monday to Saturday; which number Publer takes for a Sunday is disputed,
    so there is none.
    """

    since: datetime
    until: datetime | None = None
    repeat: Repeat
    every: int = 1
    weekdays: tuple[int, ...] = ()

    def from_next(self, upcoming: datetime) -> Recurring | None:
        """The rest of the series: it begins with the next post. None where that day would not give the rest.

        NOTE: A series of the 31st that goes on from the 28th of February would stay on the 28th.
        """
        if upcoming <= self.since:
            return self
        in_months = self.repeat in {Repeat.MONTHLY, Repeat.YEARLY}
        if in_months and max(self.since.day, upcoming.day) >= _SHORTEST_MONTH:
            return None
        last = self.until and max(self.until, upcoming + timedelta(minutes=1))
        return replace(self, since=upcoming, until=last)


_SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Now:
    """At once, as soon as it is applied."""


@dataclass(frozen=True, slots=True)
class NoTime:
    """Never by itself: a draft without a date, or an idea."""


Schedule = At | Auto | Recurring | Now | NoTime
