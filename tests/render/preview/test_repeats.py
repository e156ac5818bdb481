"""What comes again is in the calendar on each of its days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from time import process_time
from typing import Any

import pytest

from publer_sync.model.post import Post
from publer_sync.model.schedule import At, GapUnit, Recurring, Recycling, Repeat
from publer_sync.render.preview.model import Month, PreviewPage
from tests.support.builders import a_post
from tests.support.preview_pages import a_page

MONDAY = datetime(2036, 5, 5, 7, tzinfo=UTC)  # at 09:00 in Rome
LAST = a_post(entry="last", scheduled_at=datetime(2036, 7, 20, 7, tzinfo=UTC))
FEW: dict[str, Any] = {"repeat": Repeat.DAILY, "until": datetime(2036, 5, 7, 7, tzinfo=UTC)}


def a_series(entry: str = "series", since: datetime = MONDAY, **rule: Any) -> Post:
    return a_post(entry=entry, schedule=Recurring(since=since, **rule))


def recycled(at: datetime = MONDAY, **rule: Any) -> Post:
    return a_post(entry="recycled", schedule=At(at, Recycling(**rule)))


def again(*posts: Post, now: datetime = MONDAY) -> list[str]:
    """The days on which something comes again."""
    cells = (cell for month in months(*posts, now=now) for week in month.weeks for cell in week)
    return [f"{c.date:%m-%d}" for c in cells for item in c.visible_items if item.is_repeat]


def months(*posts: Post, now: datetime = MONDAY) -> list[Month]:
    page: PreviewPage = a_page(*posts, now=now)
    return list(page.months)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ({"repeat": Repeat.WEEKLY, "every": 3}, ["05-05", "05-26", "06-16", "07-07", "07-28"]),
        (
            {"repeat": Repeat.WEEKLY, "every": 4, "weekdays": (1, 4)},
            ["05-05", "05-08", "06-02", "06-05", "06-30", "07-03", "07-28", "07-31"],
        ),
        ({"repeat": Repeat.MONTHLY}, ["05-05", "06-05", "07-05"]),
        ({"repeat": Repeat.YEARLY}, ["05-05"]),
        ({"repeat": Repeat.DAILY, "every": 40}, ["05-05", "06-14", "07-24"]),
        (FEW, ["05-05", "05-06", "05-07"]),
        (FEW | {"until": datetime(2036, 5, 7, 6, 59, tzinfo=UTC)}, ["05-05", "05-06"]),
    ],
)
def test_a_series_stands_on_each_of_its_days(rule: dict[str, Any], days: list[str]) -> None:
    assert again(a_series(**rule), LAST) == days


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ({"gap": 2, "unit": GapUnit.WEEK, "times": 3}, ["05-19", "06-02"]),
        ({"gap": 1, "unit": GapUnit.MONTH}, ["06-05", "07-05"]),
        ({"gap": 30, "unit": GapUnit.DAY, "until": date(2036, 7, 4)}, ["06-04", "07-04"]),
    ],
)
def test_what_is_recycled_comes_again_after_its_first_time(
    rule: dict[str, Any], days: list[str]
) -> None:
    assert again(recycled(**rule), LAST) == days


def test_the_last_of_a_month_is_that_of_shorter_ones_too() -> None:
    at = datetime(2036, 5, 31, 7, tzinfo=UTC)
    assert again(recycled(at, gap=1, unit=GapUnit.MONTH), LAST) == ["06-30", "07-31"]


def test_a_day_is_that_of_the_zone() -> None:
    late = datetime(2036, 5, 4, 22, 30, tzinfo=UTC)  # at 00:30 of the Monday in Rome
    assert again(a_series(since=late, repeat=Repeat.WEEKLY, weekdays=(1,)))[0] == "05-05"


def test_the_calendar_begins_with_today_or_the_first_post_and_ends_with_the_last_one() -> None:
    long = a_series(since=MONDAY.replace(year=2030), repeat=Repeat.MONTHLY)
    assert [month.title for month in months(long)] == ["May 2036"]
    assert [m.title for m in months(long, LAST)] == ["May 2036", "June 2036", "July 2036"]


def test_days_and_months_say_how_much_comes_again() -> None:
    (month,) = months(a_series(**FEW), a_post(scheduled_at=MONDAY.replace(hour=6)))
    (full, *rest) = [cell for week in month.weeks for cell in week if cell.visible_items]
    assert month.holds == "1 post, 3 repeats"
    assert (full.label, [i.clock for i in full.visible_items]) == (
        "5 May, 1 post, 1 repeat",
        ["08:00", "09:00"],
    )
    assert [cell.label for cell in rest] == ["6 May, 1 repeat", "7 May, 1 repeat"]
    assert rest[0].anchor == rest[0].visible_items[0].entry.anchor


def test_many_endless_series_take_little_time() -> None:
    posts = [a_series(f"s{n}", repeat=Repeat.DAILY) for n in range(300)]
    far = a_post(entry="far", scheduled_at=MONDAY.replace(year=2136))
    began = process_time()
    page = a_page(*posts, far, now=MONDAY)
    assert (
        max(len(cell.visible_items) for m in page.months for week in m.weeks for cell in week) == 4
    )
    assert process_time() - began < 5
