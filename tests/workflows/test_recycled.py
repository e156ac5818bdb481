"""A recycled post goes out as often as its file says, whatever Publer counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.world import World
from tests.workflows.scenes import A, applied_world, pass_time

LATE = "2038-01-01T00:00:00+00:00"


def recycled(
    folder: Path, at: str, every: str, zone: str = "Europe/Berlin", **options: str
) -> World:
    rule = f"{{at: {at}, timezone: {zone}, recycle: {{every: {every}, times: 3}}}}"
    text = f"---\naccounts: [shop-linkedin]\nschedule: {rule}\n---\nNow and then\n"
    return applied_world(folder, {A: text}, **options)


def went_out(world: World) -> list[str]:
    pass_time(world, LATE)
    return sorted(p["scheduled_at"][:10] for p in world.posts() if p["state"] == "published")


@pytest.mark.parametrize("counted", ["all", "repeats"])
@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("1d", ["2036-05-05", "2036-05-06", "2036-05-07"]),
        ("2w", ["2036-05-05", "2036-05-19", "2036-06-02"]),
        ("1mo", ["2036-05-05", "2036-06-05", "2036-07-05"]),
    ],
)
def test_three_times_are_three(tmp_path: Path, counted: str, every: str, days: list[str]) -> None:
    world = recycled(tmp_path, "2036-05-05 09:00", every, expire_count=counted)
    assert went_out(world) == days


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Tokyo"])
def test_three_times_are_three_in_every_zone(tmp_path: Path, zone: str) -> None:
    assert len(went_out(recycled(tmp_path, "2036-05-05 23:30", "3d", zone))) == 3


def test_a_post_of_the_first_hours_begins_on_its_own_day(tmp_path: Path) -> None:
    world = recycled(tmp_path, "2036-05-05 00:30", "1d")
    (post,) = world.posts()
    assert post["entry"]["recycling"]["start_date"] == "2036-05-05"
    assert went_out(world) == ["2036-05-05", "2036-05-06", "2036-05-07"]
