"""The limiter: its own count, the headers of answers, and clocks that cannot be right."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from publer_sync.api.rate_limiter import Limiter
from publer_sync.api.reader import Reader
from tests.support.fake_time import START, FakeTime
from tests.support.world import a_world

NOW = START.timestamp()
DATE = format_datetime(START, usegmt=True)


def a_limiter(requests: int = 3, window: float = 120.0) -> tuple[Limiter, FakeTime, list[float]]:
    time, waits = FakeTime(), list[float]()
    limiter = Limiter(time.clock(), on_wait=waits.append, requests=requests, window=window)
    return limiter, time, waits


def test_its_own_count_slides() -> None:
    limiter, time, waits = a_limiter()
    for _ in range(3):
        limiter.acquire()
        time.sleep(10)
    limiter.acquire()
    assert waits == [90.0]
    limiter.acquire()
    assert waits == [90.0, 10.0]


def test_it_counts_every_request() -> None:
    limiter, _, waits = a_limiter(requests=100)
    for _ in range(100):
        limiter.acquire()
    assert (limiter.used, waits) == (100, [])


def test_it_never_allows_more_than_90_in_any_120_seconds() -> None:
    time = FakeTime()
    limiter, moments = Limiter(time.clock()), list[float]()
    for number in range(400):
        limiter.acquire()
        moments.append(time.seconds())
        time.now += timedelta(seconds=number % 3)
    assert all(later - first >= 120 for first, later in zip(moments, moments[90:], strict=False))


def test_an_answer_that_says_nothing_is_left_closes_it_until_the_reset() -> None:
    limiter, _, waits = a_limiter()
    limiter.learn(200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(NOW + 30)})
    limiter.acquire()
    assert waits == [31.0]


def test_an_answer_with_something_left_does_not() -> None:
    limiter, _, waits = a_limiter()
    limiter.learn(200, {"x-ratelimit-remaining": "1", "x-ratelimit-reset": str(NOW + 30)})
    limiter.learn(503, {})
    limiter.acquire()
    assert waits == []


@pytest.mark.parametrize(
    "reset",
    ["", "soon", "nan", "inf", "-inf", "0", str(NOW - 1), str(NOW + 121), str(NOW * 1000), None],
)
def test_a_429_with_an_absurd_reset_closes_it_for_a_window(reset: str | None) -> None:
    limiter, _, waits = a_limiter()
    limiter.learn(429, {} if reset is None else {"x-ratelimit-reset": reset})
    limiter.acquire()
    assert waits == [121.0]


@pytest.mark.parametrize("date", [DATE, DATE.replace("GMT", "-0000")])
def test_the_reset_is_counted_on_the_clock_of_the_server(date: str) -> None:
    limiter, time, waits = a_limiter()
    time.now += timedelta(hours=5)
    limiter.learn(429, {"date": date, "x-ratelimit-reset": str(NOW + 20)})
    limiter.acquire()
    assert waits == [21.0]


@pytest.mark.parametrize("date", ["yesterday", "Wed, 21 Oct 2015 07:28:00 +99999999999999"])
def test_a_date_that_is_none_is_not_used(date: str) -> None:
    limiter, _, waits = a_limiter()
    limiter.learn(429, {"date": date, "x-ratelimit-reset": str(NOW + 20)})
    limiter.acquire()
    assert waits == [21.0]


@pytest.mark.parametrize("window", ["fixed", "sliding"])
@pytest.mark.parametrize("headers", ["always", "near", "never"])
def test_what_others_use_of_the_limit_is_waited_out(
    tmp_path: Path, window: str, headers: str
) -> None:
    options = {"rate_limit": "20/120", "rate_window": window, "rate_headers": headers}
    world = a_world(tmp_path, options=options)
    ours, others = Reader(world.session().get), Reader(world.session().get)
    for _ in range(15):
        others.accounts()
        assert len(ours.accounts()) == 15
