"""The days of the calendar on which a series, or a post that is recycled, comes again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import dropwhile, islice, takewhile
from zoneinfo import ZoneInfo

from publer_sync.model.occurrences import days_of
from publer_sync.model.schedule import At, Recurring, Schedule
from publer_sync.render.preview.model import Item, PreviewEntry

Repeating = tuple[Schedule, PreviewEntry]
"""A schedule that may come again, and the entry that it is of."""

_MOST = 366
"""Days on which one of them is shown: no one looks at the posts of a series decade by decade."""


def repeats(
    repeating: Sequence[Repeating], dated: Sequence[date], today: date, zone: ZoneInfo
) -> list[tuple[date, Item]]:
    """Everything that comes again in the months of the calendar.

    These begin with the first post, or today, and end with the last post, or with that of the series which
    begins last.
    """
    start = min([*dated, today]).replace(day=1)
    series = [_days_from(start, each, zone) for each, _ in repeating if isinstance(each, Recurring)]
    firsts = [next(days, start) for days in series]
    end = _end_of_month(max([*dated, *firsts, start]))
    return [
        (day, Item(_clock(schedule, zone), entry, is_repeat=True))
        for schedule, entry in repeating
        for day in takewhile(lambda day: day <= end, _days_from(start, schedule, zone))
    ]


def _days_from(start: date, schedule: Schedule, zone: ZoneInfo) -> Iterator[date]:
    return islice(dropwhile(lambda day: day < start, days_of(schedule, zone)), _MOST)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _clock(schedule: Schedule, zone: ZoneInfo) -> str:
    moment = schedule.since if isinstance(schedule, Recurring) else _at(schedule)
    return f"{moment.astimezone(zone):%H:%M}"


def _at(schedule: Schedule) -> datetime:
    assert isinstance(schedule, At)
    return schedule.at
