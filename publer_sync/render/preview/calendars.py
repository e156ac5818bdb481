"""Months as weeks of days, from Monday to Sunday, in the dates of the project's zone."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from publer_sync.render.preview.model import Cell, Day, Item, Month
from publer_sync.render.text.units import count

MOST_IN_A_CELL = 5
"""Items that a day of the calendar shows; the list below has all."""

_WEEKS = Calendar(firstweekday=0)


@dataclass(slots=True)
class _Date:
    """Content of a date: its day in the list below, and what comes again."""

    day: Day | None = None
    repeats: list[Item] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        """Return the items that go out here themselves, then what comes again."""
        own = [Item(entry.clock, entry) for entry in self.day.entries] if self.day else []
        return [*own, *self.repeats]

    @property
    def posts(self) -> int:
        return sum(len(entry.cards) for entry in self.day.entries) if self.day else 0

    @property
    def anchor(self) -> str:
        return self.day.anchor if self.day else self.repeats[0].entry.anchor


def months_of(
    days: Sequence[Day], today: date, repeat: Iterable[tuple[date, Item]] = ()
) -> list[Month]:
    """The months in which something goes out, once or again; those without are left out."""
    by_date: dict[date, _Date] = defaultdict(_Date)
    for day in days:
        by_date[day.date].day = day
    for time, item in repeat:
        by_date[time].repeats.append(item)
    named = sorted({(each.year, each.month) for each in by_date})
    return [_month(n, year, month, by_date, today) for n, (year, month) in enumerate(named)]


def _month(number: int, year: int, month: int, dates: Mapping[date, _Date], today: date) -> Month:
    weeks = [
        [_cell(each, dates, today, inside=each.month == month) for each in week]
        for week in _WEEKS.monthdatescalendar(year, month)
    ]
    existing = [result for day, result in dates.items() if (day.year, day.month) == (year, month)]
    title = f"{date(year, month, 1):%B %Y}"
    return Month(anchor=f"m{number}", title=title, weeks=weeks, holds=_in_words(existing))


def _cell(each: date, dates: Mapping[date, _Date], today: date, *, inside: bool) -> Cell:
    result = dates.get(each) if inside else None
    items = result.items if result else []
    rows = items if len(items) <= MOST_IN_A_CELL else items[: MOST_IN_A_CELL - 1]
    return Cell(
        date=each,
        inside=inside,
        today=each == today,
        label=f"{each.day} {each:%B}" + (f", {_in_words([result])}" if result else ""),
        anchor=result.anchor if result else "",
        visible_items=sorted(rows, key=lambda item: item.clock)
        if result and result.repeats
        else rows,
        more=len(items) - len(rows),
    )


def _in_words(dates: Sequence[_Date]) -> str:
    posts, repeat = sum(each.posts for each in dates), sum(len(each.repeats) for each in dates)
    messages = ([count(posts, "post")] if posts else []) + (
        [count(repeat, "repeat")] if repeat else []
    )
    return ", ".join(messages)
