"""A series is replaced like a post in its own slot: deleted first, and restored if Publer refuses its new
version. Each of its days has one post."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.execution.replacements import REFUSALS, message
from tests.execution.series import (
    ADDRESS,
    VARIANTS,
    WORDS,
    changing,
    parents,
    went_out,
)
from tests.support.readings import READINGS
from tests.test_shelves_safety import apply_until_done
from tests.workflows.scenes import actions, outcomes

JUNE = "2036-06-30T00:00:00+00:00"
TUESDAYS = ["05-06", "05-13", "05-20", "05-27", "06-03", "06-10", "06-17", "06-24"]
DAYS = {
    "text": TUESDAYS,
    "interval": TUESDAYS[::2],
    "days": sorted([*TUESDAYS, "05-09", "05-16", "05-23", "05-30", "06-06", "06-13", "06-20", "06-27"]),
    "end": TUESDAYS[:5],
    "media": TUESDAYS,
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("ahead", ["0", "1", "3"])
def test_a_series_changes_and_its_beginning_stays(tmp_path: Path, name: str, ahead: str) -> None:
    world = changing(tmp_path, VARIANTS[name], children_ahead=ahead)
    assert outcomes(world.apply_well()) == {ADDRESS: "replace done"}
    assert len(parents(world)) == 1
    assert not world.plan().has_changes
    assert [day for day, _ in went_out(world, JUNE)] == DAYS[name]


@pytest.mark.parametrize("how", REFUSALS)
@pytest.mark.parametrize("name", VARIANTS)
def test_the_old_series_stands_again(tmp_path: Path, name: str, how: str) -> None:
    world = changing(tmp_path, VARIANTS[name])
    REFUSALS[how](world)
    assert "the old post was restored" in message(world.apply(), ADDRESS)
    assert parents(world) == [WORDS]
    assert actions(world)[ADDRESS] == "held"
    assert went_out(world, JUNE) == [(day, WORDS) for day in TUESDAYS]


HOPELESS = {
    ("list_omission", "1"): "a series that stands alone is never seen",
    ("publish_outcome", "failed"): "nothing ever goes out",
    ("time_shift", "3"): "no post is at the time that its file names",
    ("time_shift", "-2"): "likewise",
}
TOGETHER = [
    {"children_ahead": "3", "list_lag": "45"},
    {"children_ahead": "1", "visibility_delay": "45"},
    {"children_ahead": "3", "omission_seconds": "30"},
]
"""Readings that concern what Publer lists of a series."""


@pytest.mark.parametrize(
    "options", [*({n: v} for n, v in READINGS if (n, v) not in HOPELESS), *TOGETHER], ids=str
)
def test_every_reading_has_one_post_on_each_day(tmp_path: Path, options: dict[str, str]) -> None:
    world = changing(tmp_path, VARIANTS["interval"], **options)
    apply_until_done(world)
    days = [day for day, _ in went_out(world, JUNE)]
    assert len(days) == len(set(days)) == len(DAYS["interval"])


def test_what_a_deleted_series_leaves_keeps_the_new_one_waiting(tmp_path: Path) -> None:
    """Should Publer keep the posts that it has made already, none of them goes out twice."""
    options = {"children_ahead": "2", "children_when_deleted": "stay"}
    world = changing(tmp_path, VARIANTS["interval"], **options)
    assert "another post stands in its place" in message(world.apply(), ADDRESS)
    assert actions(world)[ADDRESS] == "held"
    for post in world.posts():
        if post["parent_id"]:
            world.delete_by_hand(post["id"])
    world.apply_well()
    assert [day for day, _ in went_out(world, JUNE)] == DAYS["interval"]
