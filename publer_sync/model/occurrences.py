"""The days on which a series, or a post that is recycled, comes again: as far as its file tells.

Publer does not say what it does with the 31st in a shorter month: here it is the last day of that month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta, tzinfo
from itertools import count, dropwhile, islice, takewhile

from publer_sync.model.schedule import At, GapUnit, Recurring, Recycling, Repeat, Schedule

_DAYS = {Repeat.DAILY: 1, Repeat.WEEKLY: 7, GapUnit.DAY: 1, GapUnit.WEEK: 7}
_MONTHS = {Repeat.MONTHLY: 1, Repeat.YEARLY: 12, GapUnit.MONTH: 1}


def days_of(schedule: Schedule, zone: tzinfo) -> Iterator[date]:
    """The days on which it comes, in order: all those of a series, and those of a recycled post after its
    first one."""
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


def _of_series(series: Recurring, zone: tzinfo) -> Iterator[date]:
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
    """The days in equal steps, to the last day of all calendars."""
    with suppress(OverflowError, ValueError):
        for number in count():
            if unit in _DAYS:
                yield first + timedelta(days=_DAYS[unit] * every * number)
            else:
                yield _months_later(first, _MONTHS[unit] * every * number)


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
