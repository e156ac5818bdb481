"""When a post that comes again goes out next, and which posts it has made ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.schedule import At, GapUnit, Listing, Recurring, Recycling, Repeat
from publer_sync.planning.change import Action, Change
from publer_sync.planning.repeating import goes_along, is_due
from tests.support.planning import DAY, MINUTE, a_record, a_remote_post, wanted

BEGUN = datetime(2036, 3, 4, 9, 0, tzinfo=UTC)  # a Tuesday
TUESDAYS = Recurring(since=BEGUN, repeat=Repeat.WEEKLY, weekdays=(2,))
SERIES = wanted(schedule=TUESDAYS)
RULED = replace(a_record(SERIES, shelf=Listing.SERIES, scheduled_at=BEGUN), series=TUESDAYS)
RECYCLED = wanted(schedule=At(BEGUN, Recycling(gap=1, unit=GapUnit.WEEK)))
ONCE = a_record(wanted())
WEEK, HOUR = 7 * DAY, 60 * MINUTE
POLICY = Policy()


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (10 * WEEK - 6 * MINUTE, False),
        (10 * WEEK - 4 * MINUTE, True),
        (10 * WEEK + 4 * MINUTE, True),
        (10 * WEEK + 6 * MINUTE, False),
        (10 * WEEK + HOUR, True),  # the clocks may have changed since
        (10 * WEEK - DAY, True),  # the zone in which Publer counts may have another day
        (10 * WEEK + 3 * DAY, False),
        (10 * WEEK + 5 * HOUR, False),
    ],
)
def test_a_series_that_is_listed_at_its_beginning_goes_by_its_rule(
    after: timedelta, due: bool
) -> None:
    assert is_due(RULED, BEGUN, BEGUN + after, POLICY, overdue=False) is due
    assert is_due(RULED, BEGUN, BEGUN + after, POLICY, overdue=True) is due


@pytest.mark.parametrize("day", [0, 1, 3])
def test_without_a_rule_it_may_come_on_any_day(day: int) -> None:
    record = a_record(RECYCLED, scheduled_at=BEGUN)
    now = BEGUN + WEEK + day * DAY
    assert is_due(record, BEGUN, now - MINUTE, POLICY, overdue=False)
    assert not is_due(record, BEGUN, now + 12 * HOUR, POLICY, overdue=False)


def test_the_time_that_publer_shows_counts_while_it_is_ahead() -> None:
    later = BEGUN + 10 * WEEK
    assert not is_due(RULED, later, BEGUN + 9 * WEEK, POLICY, overdue=False)
    assert is_due(RULED, later, later - MINUTE, POLICY, overdue=False)
    assert is_due(RULED, later, later + 14 * MINUTE, POLICY, overdue=False)


def test_a_series_that_has_ended_does_not_come() -> None:
    ended = replace(RULED, series=replace(TUESDAYS, until=BEGUN + 2 * WEEK))
    assert not is_due(ended, BEGUN, BEGUN + 10 * WEEK, POLICY, overdue=False)


def test_a_single_post_whose_time_has_passed_may_be_going_out_unless_it_is_overdue() -> None:
    for overdue in (True, False):
        assert is_due(ONCE, BEGUN, BEGUN + HOUR, POLICY, overdue=overdue) is not overdue


def test_a_rule_that_reaches_the_end_of_all_calendars_is_no_error() -> None:
    rule = replace(TUESDAYS, repeat=Repeat.YEARLY, weekdays=(), every=10_000)
    assert not is_due(replace(RULED, series=rule), BEGUN, BEGUN + WEEK, POLICY, overdue=False)


PARENT = a_remote_post(SERIES, id="series", state="recurring", scheduled_at=BEGUN)
DELETE = Change(address=RULED.address, action=Action.DELETE, recorded=RULED, remote=PARENT)
NEXT = replace(PARENT, id="next", state="scheduled", scheduled_at=BEGUN + WEEK)


@pytest.mark.parametrize(
    ("change", "others"),
    [
        ({}, True),
        ({"scheduled_at": BEGUN + 30 * WEEK + HOUR}, True),  # after the clocks have changed
        ({"scheduled_at": BEGUN + WEEK + 6 * HOUR}, False),
        ({"scheduled_at": BEGUN + WEEK + DAY}, False),
        ({"scheduled_at": datetime(9999, 12, 31, 23, tzinfo=UTC)}, False),
        ({"text": "Other words."}, False),
        ({"text": None}, False),
        ({"account_id": "another"}, False),
        ({"state": "published"}, False),
        ({"state": "draft"}, False),
    ],
)
def test_a_post_to_come_is_told_by_what_it_says_and_its_time_of_day(
    change: dict[str, object], others: bool
) -> None:
    assert goes_along(DELETE, replace(NEXT, **change)) is others  # type: ignore[arg-type]


def test_posts_that_say_nothing_are_told_by_nothing() -> None:
    silent = replace(DELETE, remote=replace(PARENT, text=""))
    assert not goes_along(silent, replace(NEXT, text=""))
