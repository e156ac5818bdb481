"""When a post goes out, as its file wants it, and where in Publer it waits until then.

Most posts have a minute of their own, and Publer allows one post of an account in a minute, so the minute
names the post. The others have none that we could know beforehand: drafts without a date, ideas, series,
posts whose time Publer picks, posts that go out at once. Those are known by the shelf they stand on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PublishMode(StrEnum):
    """What is made of an entry: a post, a draft of an account, or an idea of the workspace."""

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
    """Where in Publer something stands, which is also what has to be read to find it."""

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
    """How often a series repeats, in Publer's spelling."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recycling:
    """How a post is posted again after its first time: every `gap` units, until a count or a date."""

    gap: int
    unit: GapUnit
    times: int | None = None
    until: date | None = None
    solo: bool = True


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


@dataclass(frozen=True, slots=True)
class Now:
    """At once, as soon as it is applied."""


@dataclass(frozen=True, slots=True)
class NoTime:
    """Never by itself: a draft without a date, or an idea."""


Schedule = At | Auto | Recurring | Now | NoTime
