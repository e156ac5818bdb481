"""Texts that an account repeats within a window of time."""

from __future__ import annotations

from datetime import datetime, timedelta
from operator import eq

import pytest

from publer_sync.identity.duplicates import (
    Publication,
    comparable,
    find_repetitions,
    period_of,
)
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.schedule import (
    At,
    Auto,
    NoTime,
    Now,
    PublishMode,
    Recurring,
    Repeat,
    Schedule,
)
from tests.support.builders import MORNING, a_post
from tests.support.planning import DAY, HOUR

WEEK = 7 * DAY


def publication(source: str, first: timedelta, *, last: timedelta | None = None, text: str = "Hi",
                account_id: str = "x") -> Publication[str]:  # fmt: skip
    end = MORNING + (first if last is None else last)
    return Publication(
        account_id=account_id, text=text, first=MORNING + first, last=end, source=source
    )


def pairs(*candidates: Publication[str], fixed: tuple[Publication[str], ...] = ()) -> list[str]:
    found = find_repetitions(candidates, fixed, within=5 * DAY, told_apart=eq)
    return [f"{each.repeated.source} repeats {each.original.source}" for each in found]


@pytest.mark.parametrize(
    ("apart", "found"), [(HOUR, True), (5 * DAY - HOUR, True), (5 * DAY, False), (WEEK, False)]
)
def test_the_window_is_open_at_its_end(apart: timedelta, found: bool) -> None:
    two = (publication("a", 0 * DAY), publication("b", apart))
    assert pairs(*two) == (["b repeats a"] if found else [])


def test_the_later_one_repeats_the_earlier_one() -> None:
    assert pairs(publication("late", DAY), publication("early", 0 * DAY)) == ["late repeats early"]


def test_other_texts_and_accounts_repeat_nothing() -> None:
    first = publication("a", 0 * DAY)
    assert pairs(first, publication("b", DAY, text="Ho")) == []
    assert pairs(first, publication("b", DAY, account_id="y")) == []


def test_what_repeats_another_one_is_not_repeated_itself() -> None:
    chain = (publication("a", 0 * DAY), publication("b", 3 * DAY), publication("c", 6 * DAY))
    assert pairs(*chain) == ["b repeats a"]


def test_what_stays_is_repeated_by_earlier_ones_too() -> None:
    assert pairs(publication("new", 0 * DAY), fixed=(publication("old", DAY),)) == [
        "new repeats old"
    ]


def test_nothing_repeats_itself() -> None:
    assert pairs(publication("a", 0 * DAY), fixed=(publication("a", DAY),)) == []


def test_of_several_the_nearest_is_named() -> None:
    old = (publication("far", 0 * DAY), publication("near", 4 * DAY))
    assert pairs(publication("new", 3 * DAY), fixed=old) == ["new repeats near"]


def test_the_distance_to_days_from_which_publer_picks_is_the_smallest() -> None:
    window = publication("window", 0 * DAY, last=3 * DAY)
    assert pairs(window, publication("b", 8 * DAY - HOUR)) == ["b repeats window"]
    assert pairs(window, publication("b", 8 * DAY)) == []
    assert pairs(window, publication("b", 2 * DAY)) == ["b repeats window"]


@pytest.mark.parametrize(
    ("schedule", "period"),
    [
        (At(MORNING), (MORNING, MORNING)),
        (Auto(MORNING, MORNING + DAY), (MORNING, MORNING + DAY)),
        (Recurring(since=MORNING, repeat=Repeat.WEEKLY), (MORNING, MORNING)),
        (NoTime(), None),
        (Now(), None),
    ],
)
def test_when_posts_go_out(schedule: Schedule, period: tuple[datetime, datetime] | None) -> None:
    assert period_of(a_post(schedule=schedule)) == period


def test_what_goes_out_at_once_does_so_at_the_time_given() -> None:
    assert period_of(a_post(schedule=Now()), MORNING) == (MORNING, MORNING)


@pytest.mark.parametrize("standing", [s for s in PublishMode if s is not PublishMode.SCHEDULED])
def test_drafts_and_ideas_do_not_go_out(standing: PublishMode) -> None:
    post: Post = a_post(standing=standing)
    assert period_of(post, MORNING) is None


def test_only_x_ignores_case_and_space() -> None:
    assert comparable(" We have\u200b  LAUNCHED ", Network.TWITTER) == "we have launched"
    assert comparable("Caf\u0065\u0301 &amp; bar \n", Network.BLUESKY) == "Caf\u00e9 & bar"
    assert comparable("Hi", Network.BLUESKY) != comparable("hi", Network.BLUESKY)
