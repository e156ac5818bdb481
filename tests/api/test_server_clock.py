"""Publer's clock, read from the `Date` of its answers, beside the one of the command."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest

from publer_sync.api.server_clock import ServerClock, WrongClockError, time_in
from tests.support.fake_time import START, FakeTime


def the_clocks() -> tuple[FakeTime, ServerClock]:
    time = FakeTime()
    return time, ServerClock(time.clock())


def answer(time: FakeTime, server: ServerClock, *, took: float = 0, **headers: str) -> None:
    """Take in an answer whose request was sent so many seconds ago."""
    server.learn(headers, time.now - timedelta(seconds=took))


def date(ahead: float) -> str:
    return format_datetime(START + timedelta(seconds=ahead), usegmt=True)


@pytest.mark.parametrize("ahead", [-120, -119, -1, 0, 1, 60, 120])
def test_clocks_that_differ_by_no_more_than_two_minutes_are_fine(ahead: float) -> None:
    time, server = the_clocks()
    answer(time, server, date=date(ahead))
    server.check()
    assert server.later.now() == START + timedelta(seconds=max(0, ahead))


@pytest.mark.parametrize("ahead", [-86400, -122, 121, 7200])
def test_clocks_that_differ_by_more_are_refused(ahead: float) -> None:
    time, server = the_clocks()
    answer(time, server, date=date(ahead))
    with pytest.raises(WrongClockError) as caught:
        server.check()
    assert (caught.value.location or "").startswith(
        "here it is 2036-05-01 08:00:00 UTC, at Publer 2036"
    )


def test_both_times_are_named() -> None:
    time, server = the_clocks()
    answer(time, server, date=date(3 * 3600))
    both = "here it is 2036-05-01 08:00:00 UTC, at Publer 2036-05-01 11:00:00 UTC"
    assert server.both_times() == both


def test_the_age_of_an_answer_from_a_cache_is_added() -> None:
    time, server = the_clocks()
    answer(time, server, date=date(-600), age="600")
    server.check()
    assert server.both_times() is None


@pytest.mark.parametrize("age", ["-5", "soon", "1" * 30, "", "١٢"])
def test_an_age_that_is_none_counts_as_zero(age: str) -> None:
    time, server = the_clocks()
    answer(time, server, date=date(-600), age=age)
    assert server.bounds() == (timedelta(seconds=-600), timedelta(seconds=-599))


def test_a_request_that_took_five_minutes_says_little() -> None:
    time, server = the_clocks()
    answer(time, server, took=300, date=date(-290))
    server.check()


def test_one_old_date_from_a_cache_is_no_wrong_clock() -> None:
    time, server = the_clocks()
    for ahead in (-3600, 0, -3600):
        answer(time, server, date=date(ahead))
    server.check()


def test_one_date_that_is_ahead_is_enough() -> None:
    time, server = the_clocks()
    for ahead in (0, 0, 3600):
        answer(time, server, date=date(ahead))
    with pytest.raises(WrongClockError):
        server.check()


@pytest.mark.parametrize("headers", [{}, {"date": ""}, {"date": "today"}, {"date": "9" * 400}])
def test_without_a_date_nothing_is_known_and_nothing_is_refused(headers: dict[str, str]) -> None:
    time, server = the_clocks()
    server.learn(headers, time.now)
    server.check()
    assert (server.bounds(), server.both_times(), time_in(headers)) == (None, None, None)


def test_a_clock_that_is_set_meanwhile_is_refused_until_publer_has_answered_again() -> None:
    time, server = the_clocks()
    answer(time, server, date=date(0))
    steady = time.now.timestamp()
    server.clock = type(server.clock)(
        now=lambda: time.now + timedelta(hours=1), monotonic=lambda: steady, sleep=time.sleep
    )
    with pytest.raises(WrongClockError, match="was set, or this machine slept"):
        server.check()
    answer(time, server, date=date(3600))
    server.later.now()
    server.check()


def test_the_same_difference_for_hours_is_no_set_clock() -> None:
    time, server = the_clocks()
    answer(time, server, date=date(60))
    time.sleep(7200)
    server.check()
    assert server.later.now() == START + timedelta(seconds=7260)


def test_the_later_clock_never_goes_back() -> None:
    time, server = the_clocks()
    times = []
    for ahead in (0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0):
        answer(time, server, date=format_datetime(time.now + timedelta(seconds=ahead), usegmt=True))
        times.append(server.later.now())
        time.sleep(0.1)
    assert times == sorted(times)
