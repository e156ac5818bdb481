"""When a post goes out: the state of its request, and what the entry says of its time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from publer_sync.api.encode.envelope import bulk
from publer_sync.model.account import Account
from publer_sync.model.batching import batches
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import (
    At,
    Auto,
    GapUnit,
    NoTime,
    Now,
    PublishMode,
    Recurring,
    Recycling,
    Repeat,
    Schedule,
)
from tests.support.builders import ACCOUNT_ID, MORNING, a_post

EVENING = datetime(2036, 5, 9, 18, 30, tzinfo=UTC)
AT = "2036-05-05T07:00:00+00:00"
WEEKLY = Recurring(since=MORNING, repeat=Repeat.WEEKLY, every=2, weekdays=(1, 5))


def sent(schedule: Schedule, standing: PublishMode = PublishMode.SCHEDULED) -> dict[str, Any]:
    """State, account and what else the entry holds."""
    post = a_post(schedule=schedule, standing=standing)
    body = bulk([post], Resources())["bulk"]
    (entry,) = body["posts"]
    rest = {key: value for key, value in entry.items() if key != "networks"}
    return {"state": body["state"], **rest}


def test_at_a_minute() -> None:
    assert sent(At(MORNING)) == {
        "state": "scheduled",
        "accounts": [{"id": ACCOUNT_ID, "scheduled_at": AT}],
    }


def test_recycled_a_number_of_times() -> None:
    recycling = Recycling(gap=2, unit=GapUnit.WEEK, times=3, first=MORNING.date())
    assert sent(At(MORNING, recycling)) == {
        "state": "scheduled",
        "accounts": [{"id": ACCOUNT_ID, "scheduled_at": AT}],
        "recycling": {
            "solo": True,
            "gap": 2,
            "gap_freq": "Week",
            "start_date": "2036-05-05",
            "expire_date": "2036-06-08",
        },
    }


GAPS = [
    (1, GapUnit.DAY, 3, "2036-05-07"),
    (2, GapUnit.DAY, 2, "2036-05-07"),
    (1, GapUnit.WEEK, 1, "2036-05-08"),
    (1, GapUnit.MONTH, 10, "2037-02-18"),
]


@pytest.mark.parametrize(("gap", "unit", "times", "day"), GAPS)
def test_a_number_of_times_ends_before_the_next_one(
    gap: int, unit: GapUnit, times: int, day: str
) -> None:
    recycling = Recycling(gap=gap, unit=unit, times=times, first=MORNING.date())
    assert sent(At(MORNING, recycling))["recycling"]["expire_date"] == day


def test_in_a_group_only_the_number_says_how_often() -> None:
    recycling = Recycling(gap=2, unit=GapUnit.WEEK, times=3, first=MORNING.date(), solo=False)
    rule = sent(At(MORNING, recycling))["recycling"]
    assert (rule["expire_count"], "expire_date" in rule) == ("3", False)


def test_recycling_begins_on_the_day_of_the_post_in_its_zone() -> None:
    recycling = Recycling(gap=2, unit=GapUnit.WEEK, first=date(2036, 5, 4))
    assert sent(At(MORNING, recycling))["recycling"]["start_date"] == "2036-05-04"


def test_recycled_until_a_day() -> None:
    recycling = Recycling(gap=1, unit=GapUnit.MONTH, until=date(2036, 12, 31), solo=False)
    rule = sent(At(MORNING, recycling))["recycling"]
    assert (rule["solo"], rule["gap_freq"], rule["expire_date"]) == (False, "Month", "2036-12-31")
    assert "expire_count" not in rule


def test_in_the_next_free_place_of_the_posting_schedule() -> None:
    assert sent(Auto(MORNING, EVENING)) == {
        "state": "scheduled",
        "accounts": [{"id": ACCOUNT_ID}],
        "auto": True,
        "range": {"start_date": AT, "end_date": "2036-05-09T18:30:00+00:00"},
    }


def test_a_series() -> None:
    assert sent(WEEKLY) == {
        "state": "recurring",
        "accounts": [{"id": ACCOUNT_ID}],
        "recurring": {
            "start_date": AT,
            "repeat": "weekly",
            "repeat_rate": 2,
            "days_of_week": [1, 5],
        },
    }


def test_a_series_that_ends() -> None:
    daily = Recurring(since=MORNING, until=EVENING, repeat=Repeat.DAILY)
    assert sent(daily)["recurring"] == {
        "start_date": AT,
        "end_date": "2036-05-09T18:30:00+00:00",
        "repeat": "daily",
        "repeat_rate": 1,
    }


def test_at_once() -> None:
    assert sent(Now()) == {"state": "scheduled", "accounts": [{"id": ACCOUNT_ID}]}


def test_drafts_with_and_without_a_time() -> None:
    dated, undated = sent(At(MORNING), PublishMode.DRAFT), sent(NoTime(), PublishMode.DRAFT)
    assert dated == {"state": "draft", "accounts": [{"id": ACCOUNT_ID, "scheduled_at": AT}]}
    assert undated == {"state": "draft", "accounts": [{"id": ACCOUNT_ID}]}


@pytest.mark.parametrize("standing", [PublishMode.PUBLIC_IDEA, PublishMode.PRIVATE_IDEA])
def test_ideas(standing: PublishMode) -> None:
    assert sent(NoTime(), standing) == {"state": standing.value}


RECYCLED = At(MORNING, Recycling(gap=1, unit=GapUnit.DAY, times=2))
NEVER = [
    (PublishMode.SCHEDULED, NoTime()),
    (PublishMode.DRAFT, Now()),
    (PublishMode.DRAFT, Auto(MORNING, EVENING)),
    (PublishMode.DRAFT, WEEKLY),
    (PublishMode.DRAFT, RECYCLED),
    (PublishMode.PUBLIC_IDEA, At(MORNING)),
    (PublishMode.PRIVATE_IDEA, Now()),
]


@pytest.mark.parametrize(("standing", "schedule"), NEVER)
def test_what_would_leave_the_time_open_cannot_be_built(
    standing: PublishMode, schedule: Schedule
) -> None:
    with pytest.raises(ValueError, match="do not go together"):
        sent(schedule, standing)


def some(
    number: int, schedule: Schedule, standing: PublishMode = PublishMode.SCHEDULED
) -> list[Post]:
    return [a_post(schedule=schedule, standing=standing, text=f"{n}") for n in range(number)]


def test_one_request_for_each_state_and_the_order_is_kept() -> None:
    first, second = some(2, At(MORNING))
    (draft,) = some(1, NoTime(), PublishMode.DRAFT)
    (auto,) = some(1, Auto(MORNING, EVENING))
    assert batches([first, draft, auto, second]) == [[first, auto, second], [draft]]


def test_series_and_posts_that_go_out_at_once_go_alone() -> None:
    series, now, others = some(2, WEEKLY), some(2, Now()), some(2, At(MORNING))
    found = batches([others[0], series[0], now[0], series[1], now[1], others[1]])
    assert found == [others, [series[0]], [now[0]], [series[1]], [now[1]]]


def test_public_and_private_ideas_are_two_requests() -> None:
    account = Account("ideas", "", Network.IDEAS)
    ideas = [
        a_post(account=account, schedule=NoTime(), standing=standing)
        for standing in (PublishMode.PUBLIC_IDEA, PublishMode.PRIVATE_IDEA)
    ]
    assert batches(ideas) == [[ideas[0]], [ideas[1]]]


@pytest.mark.parametrize(("number", "sizes"), [(0, []), (500, [500]), (1001, [500, 500, 1])])
def test_at_most_500_posts_in_a_request(number: int, sizes: list[int]) -> None:
    assert [len(batch) for batch in batches(some(number, At(MORNING)))] == sizes


@pytest.mark.parametrize(
    "posts",
    [[], some(501, At(MORNING)), some(2, WEEKLY), some(2, Now()),
     [*some(1, At(MORNING)), *some(1, NoTime(), PublishMode.DRAFT)]],
)  # fmt: skip
def test_what_is_no_batch_is_no_request(posts: list[Post]) -> None:
    with pytest.raises(ValueError, match="not one request"):
        bulk(posts, Resources())
