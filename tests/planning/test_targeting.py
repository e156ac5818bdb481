"""A plan narrowed to a path, a folder, an entry, an address, an alias or days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from publer_sync.planning.targeting import matching
from tests.support.planning import (
    SHOP_LINKEDIN,
    ZONE,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    wanted,
)

# Half past midnight of 7 May in Rome, and still 6 May in UTC.
NIGHT = datetime(2036, 5, 6, 22, 30, tzinfo=UTC)

POSTS = [
    wanted("2036/launch"),
    wanted("2036/launch", account=SHOP_LINKEDIN),
    wanted("tips", scheduled_at=NIGHT),
]
ALL = ["2036/launch@shop-linkedin", "2036/launch@shop-x", "tips@shop-x"]
LAUNCH = ALL[:2]
ON_X = ALL[1:]
TIPS = ALL[2:]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (["content/2036/launch.md"], LAUNCH),
        (["./content/2036/launch.md"], LAUNCH),
        (["content/2036"], LAUNCH),
        (["content/2036/"], LAUNCH),
        (["content"], ALL),
        (["2036/launch"], LAUNCH),
        (["2036/launch@shop-x"], ALL[1:2]),
        (["shop-x"], ON_X),
        (["2036-05-05"], LAUNCH),
        (["2036-05-06"], []),
        (["2036-05-07"], TIPS),
        (["2036-05-05..2036-05-07"], ALL),
        (["2036-05-06..2036-05-08"], TIPS),
        (["tips", "shop-linkedin"], [ALL[0], ALL[2]]),
        (["content/20"], []),
        (["nothing"], []),
    ],
)
def test_targets(targets: list[str], expected: list[str]) -> None:
    plan = a_plan(POSTS, moment=a_moment(targets=tuple(targets)))
    assert [str(change.address) for change in plan.changes] == expected
    assert plan.partial


def test_without_targets_a_plan_is_whole() -> None:
    assert not a_plan(POSTS).partial


def test_a_removed_file_is_named_by_the_path_it_had() -> None:
    gone = wanted("gone")
    plan = a_plan(
        POSTS[2:],
        [a_record(gone)],
        [a_remote_post(gone)],
        moment=a_moment(targets=("content/gone.md",)),
    )
    assert [str(change.address) for change in plan.changes] == ["gone@shop-x"]


def test_a_misspelt_target_matches_nothing() -> None:
    changes = a_plan(POSTS).changes
    assert matching(changes, "tips", ZONE)
    assert not matching(changes, "tipps", ZONE)


def test_the_requests_of_a_partial_plan_are_its_own() -> None:
    tips = a_plan(POSTS, moment=a_moment(targets=("tips",)))
    assert tips.summary["create"] == 1
    assert tips.basis.desired != a_plan(POSTS).basis.desired
