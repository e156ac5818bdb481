"""When a recurring or recycling series goes out next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from publer_sync.emulator.store.records import JsonObject, Post
from publer_sync.emulator.store.times import DAY, ZONE, parse_instant

_UNITS = {
    "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year",
    "day": "day", "week": "week", "month": "month", "year": "year",
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIRST_DAY = {"sunday_0_7": 1, "monday_1": 1, "monday_0": 0}


@dataclass(frozen=True, slots=True)
class RecurringRule:
    """When a series goes out: every so many units, in weeks on some days (0 is Monday)."""

    start: float
    end: float | None
    unit: str
    every: int
    days: frozenset[int]

    @property
    def weekdays(self) -> list[str]:
        """The names of the days."""
        return [_WEEKDAYS[day].capitalize() for day in sorted(self.days)]


def read_rule(rule: JsonObject, numbering: str) -> RecurringRule:
    """The rule of a recurring series, of either generation; ValueError if it has no start."""
    start = parse_instant(rule.get("start_date"), ZONE)
    end_text = rule.get("end_date")
    end = parse_instant(end_text, ZONE) if end_text else None
    unit = _UNITS.get(str(rule.get("repeat") or rule.get("frequency") or "daily").lower(), "day")
    every = whole_number(rule.get("repeat_rate") or rule.get("repeat_every"))
    days = frozenset(_weekdays(rule, numbering) if unit == "week" else ())
    return RecurringRule(start, end, unit, every, days)


def next_recurring(rule: JsonObject, after: float, numbering: str) -> float | None:
    """The first occurrence later than `after`."""
    parts = read_rule(rule, numbering)
    value = _first_after(parts.start, after, parts.unit, parts.every, parts.days)
    return None if parts.end is not None and value > parts.end else value


def next_recycling(rule: JsonObject, post: Post, counted: str) -> float | None:
    """The time after a recycled post has gone out once more, or None when it has expired.

    `counted` tells whether expire_count counts `all` posts or only the `repeats`.
    """
    count = rule.get("expire_count")
    runs = post.runs if counted == "repeats" else post.runs + 1
    if count and runs >= whole_number(count):
        return None
    unit = _UNITS.get(str(rule.get("gap_freq", "Day")).lower(), "day")
    at = _step(post.scheduled_at or 0.0, unit, whole_number(rule.get("gap")))
    expires = rule.get("expire_date")
    if expires and at >= parse_instant(expires, ZONE) + DAY:
        return None
    return at


def _first_after(start: float, after: float, unit: str, every: int, days: frozenset[int]) -> float:
    if unit == "week" and days:
        return _first_weekday(start, after, every, days)
    steps, at = 0, start
    while at <= after:
        steps += 1
        at = _step(start, unit, every * steps)
    return at


def _first_weekday(start: float, after: float, every: int, days: frozenset[int]) -> float:
    first = datetime.fromtimestamp(start, ZONE)
    monday = first - timedelta(days=first.weekday())
    day = first
    while True:
        weeks = (day.date() - monday.date()).days // 7
        if day.timestamp() > after and day.weekday() in days and weeks % every == 0:
            return day.timestamp()
        day += timedelta(days=1)


def _step(start: float, unit: str, times: int) -> float:
    moment = datetime.fromtimestamp(start, ZONE)
    if unit in ("day", "week"):
        return (moment + timedelta(days=times * (7 if unit == "week" else 1))).timestamp()
    months = moment.month - 1 + times * (12 if unit == "year" else 1)
    year, month = moment.year + months // 12, months % 12 + 1
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month, day=day).timestamp()
        except ValueError:
            continue
    return moment.replace(year=year, month=month).timestamp()


def _weekdays(rule: JsonObject, numbering: str) -> set[int]:
    names = [str(name).lower() for name in rule.get("weekdays") or []]
    named = {_WEEKDAYS.index(name) for name in names if name in _WEEKDAYS}
    numbers = [day for day in rule.get("days_of_week") or [] if isinstance(day, int)]
    return named | {(day - _FIRST_DAY[numbering]) % 7 for day in numbers}


def whole_number(value: Any) -> int:
    """A whole number from 1 up; 1 for anything else."""
    try:
        return max(1, int(value))
    except (TypeError, ValueError):
        return 1
