"""The calendar: days of the project's zone, weeks from Monday to Sunday."""

from __future__ import annotations

from datetime import UTC, date, datetime

from publer_sync.render.preview.model import Cell
from tests.support.builders import a_post
from tests.support.preview_pages import a_page


def cells(*moments: datetime, now: datetime = datetime(2036, 3, 1, tzinfo=UTC)) -> list[Cell]:
    posts = [a_post(entry=f"post-{n}", scheduled_at=at) for n, at in enumerate(moments)]
    (month,) = a_page(*posts, now=now).months
    return [cell for week in month.weeks for cell in week]


def clocks(found: list[Cell]) -> dict[int, list[str]]:
    days = (cell for cell in found if cell.visible_items)
    return {day.date.day: [f"{i.clock} {i.entry.utc}" for i in day.visible_items] for day in days}


def test_the_days_of_a_month_in_which_clocks_go_forward_are_those_of_the_zone() -> None:
    # In Rome the clocks go from 02:00 to 03:00 on Sunday, 30 March 2036.
    found = cells(
        datetime(2036, 3, 29, 22, 30, tzinfo=UTC),
        datetime(2036, 3, 29, 23, 30, tzinfo=UTC),
        datetime(2036, 3, 30, 0, 59, tzinfo=UTC),
        datetime(2036, 3, 30, 1, 0, tzinfo=UTC),
        datetime(2036, 3, 30, 22, 30, tzinfo=UTC),
    )
    assert clocks(found) == {
        29: ["23:30 22:30 UTC"],
        30: ["00:30 23:30 UTC", "01:59 00:59 UTC", "03:00 01:00 UTC"],
        31: ["00:30 22:30 UTC"],
    }
    inside = [cell.date for cell in found if cell.inside]
    assert inside == [date(2036, 3, day) for day in range(1, 32)]


def test_an_hour_that_comes_twice_keeps_its_order() -> None:
    # In Rome the clocks go from 03:00 back to 02:00 on Sunday, 26 October 2036.
    twice = [datetime(2036, 10, 26, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    assert clocks(cells(*reversed(twice))) == {26: ["02:30 00:30 UTC", "02:30 01:30 UTC"]}


def test_weeks_begin_on_monday_and_are_whole() -> None:
    found = cells(datetime(2036, 3, 5, 12, tzinfo=UTC))
    assert len(found) % 7 == 0
    assert {cell.date.weekday() for cell in found[::7]} == {0}
    assert [cell.date.day for cell in found[:7]] == [25, 26, 27, 28, 29, 1, 2]
    assert [cell.inside for cell in found[:7]] == [False] * 5 + [True] * 2


def test_today_is_that_of_the_zone() -> None:
    found = cells(
        datetime(2036, 3, 5, 12, tzinfo=UTC), now=datetime(2036, 3, 9, 23, 30, tzinfo=UTC)
    )
    assert [cell.date.day for cell in found if cell.today] == [10]


def test_a_full_day_says_how_many_more_there_are() -> None:
    day = [datetime(2036, 3, 5, hour, tzinfo=UTC) for hour in range(7, 16)]
    (full,) = (cell for cell in cells(*day) if cell.visible_items)
    assert (len(full.visible_items), full.more, full.label) == (4, 5, "5 March, 9 posts")


def test_months_without_posts_are_left_out() -> None:
    posts = [
        a_post(entry=str(month), scheduled_at=datetime(2036, month, 1, 9, tzinfo=UTC))
        for month in (9, 5)
    ]
    assert [month.title for month in a_page(*posts).months] == ["May 2036", "September 2036"]
