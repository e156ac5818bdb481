"""The days on which a series, or a post that is recycled, comes again: as far as its file tells.

Publer does not say what it does with the 31st in a shorter month: here it is the last day of that month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count, dropwhile, islice, takewhile
from zoneinfo import ZoneInfo

from publer_sync.model.schedule import At, GapUnit, Recurring, Recycling, Repeat, Schedule
from publer_sync.render.preview.model import Entry, Item

Repeating = tuple[Schedule, Entry]
"""A schedule that may come again, and the entry that it is of."""

_MOST = 366
"""Days on which one of them is shown: nobody looks at the posts of a series decade by decade."""

_DAYS = {Repeat.DAILY: 1, Repeat.WEEKLY: 7, GapUnit.DAY: 1, GapUnit.WEEK: 7}
_MONTHS = {Repeat.MONTHLY: 1, Repeat.YEARLY: 12, GapUnit.MONTH: 1}


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
        (day, Item(_clock(schedule, zone), entry, again=True))
        for schedule, entry in repeating
        for day in takewhile(lambda day: day <= end, _days_from(start, schedule, zone))
    ]


def _days_from(start: date, schedule: Schedule, zone: ZoneInfo) -> Iterator[date]:
    return islice(dropwhile(lambda day: day < start, _days(schedule, zone)), _MOST)


def _days(schedule: Schedule, zone: ZoneInfo) -> Iterator[date]:
    match schedule:
        case At(at, Recycling() as rule):
            return _recycled(at.astimezone(zone).date(), rule)
        case Recurring():
            return _of_series(schedule, zone)
        case _:
            return iter(())


def _recycled(first: date, rule: Recycling) -> Iterator[date]:
    """Without the first time, which stands in the calendar anyway."""
    later = _steps(first, rule.unit, rule.gap)
    days = islice(later, 1, rule.times)
    return takewhile(lambda day: rule.until is None or day <= rule.until, days)


def _of_series(series: Recurring, zone: ZoneInfo) -> Iterator[date]:
    since = series.since.astimezone(zone)
    until = series.until.astimezone(zone) if series.until else None
    end = until.date() - timedelta(days=until.time() < since.time()) if until else date.max
    if series.weekdays:
        weeks = _steps(since.date() - timedelta(days=since.weekday()), series.repeat, series.every)
        all_days = (week + timedelta(days=n - 1) for week in weeks for n in series.weekdays)
        days: Iterable[date] = dropwhile(lambda day: day < since.date(), all_days)
    else:
        days = _steps(since.date(), series.repeat, series.every)
    return takewhile(lambda day: day <= end, days)


def _steps(first: date, unit: Repeat | GapUnit, every: int) -> Iterator[date]:
    if unit in _DAYS:
        return (first + timedelta(days=_DAYS[unit] * every * n) for n in count())
    return (_months_later(first, _MONTHS[unit] * every * n) for n in count())


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _clock(schedule: Schedule, zone: ZoneInfo) -> str:
    moment = schedule.since if isinstance(schedule, Recurring) else _at(schedule)
    return f"{moment.astimezone(zone):%H:%M}"


def _at(schedule: Schedule) -> datetime:
    assert isinstance(schedule, At)
    return schedule.at
