"""The days on which a series, or a post that is recycled, comes again: as far as its file tells.

Publer does not say what it does with the 31st in a shorter month: here it is the last day of that month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import MAXYEAR, UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import count, dropwhile, islice, takewhile

from publer_sync.model.schedule import At, GapUnit, Recurring, Recycling, Repeat, Schedule

CLOSE = timedelta(minutes=2)
"""Two times that are nearer than this are one: Publer's minute, and a little."""

CLOCK_CHANGES = (timedelta(hours=-1), timedelta(), timedelta(hours=1))
"""By how much a time of day may differ from one time of a series to another."""

_DAY = timedelta(days=1)
_ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (0, 12, -12))
_DAYS = {Repeat.DAILY: 1, Repeat.WEEKLY: 7, GapUnit.DAY: 1, GapUnit.WEEK: 7}
_MONTHS = {Repeat.MONTHLY: 1, Repeat.YEARLY: 12, GapUnit.MONTH: 1}


def at_one_time_of_day(distance: timedelta) -> bool:
    """Return whether two times are whole days apart, or nearly, by the clock of whatever zone Publer
    counts in."""
    days = _DAY * round(distance / _DAY)
    return any(abs(distance - days - hour) < CLOSE for hour in CLOCK_CHANGES)


def comes_at(schedule: At | Recurring, moment: datetime) -> bool:
    """Decide whether a time is one of its times, or nearly, by the clock of whatever zone Publer counts in.

    A time at the end of all calendars is none.
    """
    if moment.year == MAXYEAR:
        return False
    first = schedule.since if isinstance(schedule, Recurring) else schedule.at
    if abs(moment - first) < CLOSE:
        return True
    first = first.astimezone(_zone_of(schedule))
    near = moment.astimezone(first.tzinfo).date()
    days = takewhile(lambda day: day <= near + _DAY, days_of(schedule, first.tzinfo or UTC))
    return any(
        abs(datetime.combine(day, first.timetz()) + hour - moment) < CLOSE
        for day in days
        if day >= near - _DAY
        for hour in CLOCK_CHANGES
    )


def _zone_of(schedule: At | Recurring) -> tzinfo:
    """A zone in which a series begins on one of its days, as it does in its own: that is not known."""
    if isinstance(schedule, At) or not schedule.weekdays:
        return UTC
    on_a_day = (z for z in _ZONES if schedule.since.astimezone(z).isoweekday() in schedule.weekdays)
    return next(on_a_day, UTC)


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
    """The days after the first one, as far as the count and the last day allow."""
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
