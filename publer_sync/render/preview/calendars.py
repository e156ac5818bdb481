"""Months as weeks of days, from Monday to Sunday, in the dates of the project's zone."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from publer_sync.render.preview.model import Cell, Day, Month
from publer_sync.render.words import count

MOST_IN_A_CELL = 5
"""Entries that a day of the calendar shows; the list below has all."""

_WEEKS = Calendar(firstweekday=0)


def months_of(days: Sequence[Day], today: date) -> list[Month]:
    """The months in which something goes out; those without are left out."""
    by_date = {day.date: day for day in days}
    return [
        _month(number, year, month, by_date, today)
        for number, (year, month) in enumerate(_named(by_date))
    ]


def _named(dates: Iterable[date]) -> list[tuple[int, int]]:
    return sorted({(each.year, each.month) for each in dates})


def _month(number: int, year: int, month: int, days: Mapping[date, Day], today: date) -> Month:
    weeks = [
        [_cell(each, days, today, inside=each.month == month) for each in week]
        for week in _WEEKS.monthdatescalendar(year, month)
    ]
    posts = sum(
        _posts(day) for day in days.values() if (day.date.year, day.date.month) == (year, month)
    )
    return Month(
        anchor=f"m{number}", title=f"{date(year, month, 1):%B %Y}", weeks=weeks, posts=posts
    )


def _cell(each: date, days: Mapping[date, Day], today: date, *, inside: bool) -> Cell:
    day = days.get(each) if inside else None
    entries = day.entries if day else ()
    shown = entries if len(entries) <= MOST_IN_A_CELL else entries[: MOST_IN_A_CELL - 1]
    return Cell(
        date=each,
        inside=inside,
        today=each == today,
        label=f"{each.day} {each:%B}" + (f", {count(_posts(day), 'post')}" if day else ""),
        day=day,
        shown=shown,
        more=len(entries) - len(shown),
    )


def _posts(day: Day) -> int:
    return sum(len(entry.cards) for entry in day.entries)
