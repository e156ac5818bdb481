"""Posts that want the same minute."""

from __future__ import annotations

from datetime import timedelta

import pytest

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Location, error
from publer_sync.model.network import Network
from publer_sync.model.schedule import Recurring, Repeat
from publer_sync.networks.rules import slot_taken as rule
from tests.support.builders import MORNING, a_post, a_source

FIRST = a_post(entry="a", source=a_source("content/a.md", 1, {"schedule": 3}))
SECOND = a_post(entry="b", source=a_source("content/b.md", 1, {"schedule": 4}))


def test_the_second_is_told_where_the_first_is() -> None:
    assert list(rule.check([SECOND, FIRST], Policy())) == [
        error(
            "slot-taken",
            "shop-x already has a post in this minute: a@shop-x in content/a.md:3"
            " (Publer takes one per account and minute; publer.com, 2026-08-13)",
            Location("content/b.md", 4),
            hint="give one of them another time",
            address="b@shop-x",
        )
    ]


def test_seconds_do_not_make_another_minute() -> None:
    late = a_post(entry="b", scheduled_at=MORNING + timedelta(seconds=59))

    assert len(list(rule.check([FIRST, late], Policy()))) == 1


def test_a_third_is_told_of_the_first_as_well() -> None:
    third = a_post(entry="c", source=a_source("content/c.md", 1))

    findings = list(rule.check([FIRST, SECOND, third], Policy()))

    assert [each.address for each in findings] == ["b@shop-x", "c@shop-x"]


@pytest.mark.parametrize(
    "weekdays", [(), (MORNING.isoweekday(),), (MORNING.isoweekday() + 1,)], ids=str
)
def test_a_series_takes_the_minute_in_which_it_begins(weekdays: tuple[int, ...]) -> None:
    series = Recurring(since=MORNING, repeat=Repeat.WEEKLY, weekdays=weekdays)
    weekly = a_post(entry="b", schedule=series)
    another = a_post(entry="c", schedule=series)

    assert len(list(rule.check([FIRST, weekly], Policy()))) == 1
    assert len(list(rule.check([weekly, another], Policy()))) == 1


def test_the_next_minute_is_free() -> None:
    later = a_post(entry="b", scheduled_at=MORNING + timedelta(minutes=1))

    assert list(rule.check([FIRST, later], Policy())) == []


def test_another_account_has_slots_of_its_own() -> None:
    assert list(rule.check([FIRST, a_post(entry="b", network=Network.BLUESKY)], Policy())) == []
