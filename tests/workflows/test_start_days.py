"""Recycling starts on the day of its own zone, which may be another one than Publer shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.planning.change import HELD, Cause, Change, Reason
from tests.execution.replacements import REFUSALS, REFUSED, message
from tests.support.world import World, a_world
from tests.workflows.scenes import LINKEDIN, A, applied_world, fillers, outcomes, pass_time

ADDRESS = "a@shop-linkedin"
ROME, TOKYO, NEW_YORK = "Europe/Rome", "Asia/Tokyo", "America/New_York"


def recycled(
    at: str, zone: str = ROME, rule: str = "every: 1d, times: 3", text: str = "Again"
) -> str:
    """A recycled post; the emulator's workspace is in Rome."""
    schedule = f"{{at: {at}, timezone: {zone}, recycle: {{{rule}}}}}"
    return f"---\naccounts: [shop-linkedin]\nschedule: {schedule}\n---\n{text}\n"


OLD = recycled("2036-05-05 22:00")
SAME_MINUTE = recycled("2036-05-06 05:00", TOKYO, "every: 2d, times: 3")


def change_of(world: World) -> Change:
    (change,) = [c for c in world.plan().changes if str(c.address) == ADDRESS]
    return change


def asked(world: World) -> bool:
    return Reason.OTHER_START_DAY in {b.reason for b in change_of(world).all_reasons}


def went_out(world: World) -> list[str]:
    pass_time(world, "2036-06-30T00:00:00+00:00")
    return sorted(
        p["scheduled_at"][:10]
        for p in world.posts()
        if p["state"] == "published" and p["account_id"] == LINKEDIN
        and p["text"].startswith("Again")
    )  # fmt: skip


def test_a_later_start_day_is_held_before_anything_is_deleted(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: OLD, **fillers(2)})
    world.write({A: SAME_MINUTE})
    change = change_of(world)
    assert change.section == HELD and change.held
    assert change.held.detail == "2036-05-06 in the file, 2036-05-05 at UTC+02:00"
    world.apply()
    assert went_out(world) == ["2036-05-05", "2036-05-06", "2036-05-07"]


def test_the_zone_of_the_workspace_ends_the_hold(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: OLD, **fillers(2)})
    world.write({A: SAME_MINUTE})
    world.apply()
    world.write({A: recycled("2036-05-05 22:00", rule="every: 2d, times: 3")})
    assert outcomes(world.apply_well()) == {ADDRESS: "replace done"}
    assert went_out(world) == ["2036-05-05", "2036-05-07", "2036-05-09"]


@pytest.mark.parametrize(
    ("at", "zone"), [("2036-05-06 05:00", TOKYO), ("2036-05-05 20:00", NEW_YORK)]
)
def test_a_new_post_is_sent_with_a_reason(tmp_path: Path, at: str, zone: str) -> None:
    world = applied_world(tmp_path, fillers(2))
    world.write({A: recycled(at, zone)})
    assert asked(world) and change_of(world).held is None


def test_a_refusal_in_an_empty_workspace_is_explained(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: recycled("2036-05-06 05:00", TOKYO)})
    assert not asked(world)
    world.apply()
    assert world.posts() == []
    pass_time(world, "2036-05-02T00:00:00+00:00")
    assert change_of(world).reasons[-1].detail == "2036-05-06 in the file, 2036-05-05 at UTC"


def test_times_listed_in_utc_do_not_tell_the_zone(tmp_path: Path) -> None:
    """Publer may list UTC whatever the workspace's zone: Rome, here as well."""
    old = recycled("2036-05-06 12:00", rule="every: 1w, times: 3")
    world = applied_world(tmp_path, {A: old, **fillers(2)}, time_zone_in_reads="utc")
    world.write({A: recycled("2036-05-06 00:30", rule="every: 1w, times: 3")})
    assert not asked(world)
    assert outcomes(world.apply_well()) == {ADDRESS: "replace done"}
    assert went_out(world) == ["2036-05-06", "2036-05-13", "2036-05-20"]


def test_a_later_start_day_that_nothing_tells_costs_no_post(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: OLD, **fillers(2)}, time_zone_in_reads="utc")
    world.write({A: SAME_MINUTE})
    assert not asked(world)
    assert "the old post was restored" in message(world.apply(), ADDRESS)
    assert went_out(world) == ["2036-05-05", "2036-05-06", "2036-05-07"]


@pytest.mark.parametrize(
    ("at", "posts"), [("2036-05-06 00:30", fillers(2)), ("2036-05-05 20:00", {})]
)
def test_another_refusal_is_not_explained_by_the_day(
    tmp_path: Path, at: str, posts: dict[str, str | bytes]
) -> None:
    """In Rome the first is its own day; Publer refuses no start before the post, as in New York."""
    world = applied_world(tmp_path, posts, time_zone_in_reads="utc")
    world.write({A: recycled(at, NEW_YORK if "20:00" in at else ROME)})
    world.fault(kind=REFUSED, path="/posts/schedule", says="Again")
    world.apply()
    pass_time(world, "2036-05-02T00:00:00+00:00")
    change = change_of(world)
    assert change.cause is Cause.RETRY and not asked(world)


@pytest.mark.parametrize(
    ("rule", "wanted", "comes"),
    [
        ("every: 1d, times: 3", 3, 2),
        ("every: 2d, times: 3", 3, 2),
        ("every: 1d, until: 2036-05-08", 4, 3),
        ("every: 1w, until: 2036-05-19", 3, 2),
        ("every: 3d, times: 3", 3, 3),
        ("every: 1w, times: 3", 3, 3),
        ("every: 1mo, times: 2", 2, 2),
        ("every: 1w, until: 2036-05-20", 3, 3),
        ("every: 1w, times: 3, solo: false", 3, 3),
        ("every: 3w", 3, 3),
    ],
)
def test_a_day_later_in_publer_is_told_where_it_costs_a_post(
    tmp_path: Path, rule: str, wanted: int, comes: int
) -> None:
    world = applied_world(tmp_path, fillers(2))
    world.write({A: recycled("2036-05-05 20:00", NEW_YORK, rule)})
    assert asked(world) is (comes < wanted) and change_of(world).held is None
    world.apply_well()
    assert len(went_out(world)) == comes


HARMLESS = {
    "the same day in both zones": recycled("2036-05-06 12:00", TOKYO),
    "midnight in the workspace's zone": recycled("2036-05-06 00:10"),
    "midnight after the clocks changed": recycled("2036-11-05 23:30"),
    "the last minutes of a day": recycled("2036-05-05 23:50"),
    "not recycled": "---\naccounts: [shop-linkedin]\n"
    "schedule: {at: 2036-05-06 05:00, timezone: Asia/Tokyo}\n---\nAgain\n",
}


@pytest.mark.parametrize("new", HARMLESS.values(), ids=HARMLESS)
def test_no_reason_where_the_days_agree(tmp_path: Path, new: str) -> None:
    world = applied_world(tmp_path / "new", fillers(2))
    world.write({A: new})
    assert not asked(world)
    world = applied_world(tmp_path / "edited", {A: recycled("2036-05-05 12:00"), **fillers(2)})
    world.write({A: new})
    assert not asked(world)
    assert outcomes(world.apply_well()) == {ADDRESS: "replace done"}


def test_a_start_day_that_publer_took_is_sent_again(tmp_path: Path) -> None:
    """Where Publer counts in UTC, an evening in New York is the next day."""
    world = applied_world(tmp_path, {A: recycled("2036-05-05 20:00", NEW_YORK), **fillers(2)})
    world.write({A: recycled("2036-05-05 20:00", NEW_YORK, "every: 2d, times: 3")})
    assert not asked(world)
    assert outcomes(world.apply_well()) == {ADDRESS: "replace done"}


@pytest.mark.parametrize("how", REFUSALS)
def test_a_rule_that_publer_refuses_leaves_the_old_one(tmp_path: Path, how: str) -> None:
    world = applied_world(tmp_path, {A: OLD, **fillers(2)})
    world.write({A: recycled("2036-05-05 22:00", rule="every: 2d, times: 3", text="Again, louder")})
    REFUSALS[how](world)
    assert "the old post was restored" in message(world.apply(), ADDRESS)
    assert change_of(world).section == HELD
    world.write({A: OLD})
    assert change_of(world).section == "no_change"
    assert went_out(world) == ["2036-05-05", "2036-05-06", "2036-05-07"]


def test_a_start_day_in_utc_comes_back_as_it_was(tmp_path: Path) -> None:
    """Where Publer counts in UTC, the first hours of a day in Rome are the day before."""
    old = recycled("2036-05-05 22:30", "UTC", "every: 3d, times: 3")
    world = applied_world(tmp_path, {A: old, **fillers(2)}, start_date_zone="utc")
    world.write({A: recycled("2036-05-06 00:30", rule="every: 2d, times: 3")})
    assert "the old post was restored" in message(world.apply(), ADDRESS)
    assert went_out(world) == ["2036-05-06", "2036-05-09", "2036-05-12"]


@pytest.mark.parametrize("end", ["times: 4", "until: 2036-05-08"])
def test_the_rest_of_a_recycled_post_is_restored(tmp_path: Path, end: str) -> None:
    world = applied_world(tmp_path, {A: recycled("2036-05-05 22:00", rule=f"every: 1d, {end}")})
    pass_time(world, "2036-05-06T10:00:00+00:00")
    world.write({A: recycled("2036-05-06 22:00", rule="every: 3d, times: 2")})
    REFUSALS["a failed job"](world)
    assert "the old post was restored" in message(world.apply(), ADDRESS)
    assert went_out(world) == ["2036-05-05", "2036-05-06", "2036-05-07", "2036-05-08"]


def test_what_is_left_of_a_count_is_not_known(tmp_path: Path) -> None:
    rule = "every: 1d, times: 4, solo: false"
    world = applied_world(tmp_path, {A: recycled("2036-05-05 22:00", rule=rule)})
    pass_time(world, "2036-05-06T10:00:00+00:00")
    world.write({A: recycled("2036-05-06 22:00", rule="every: 3d, times: 2")})
    REFUSALS["a failed job"](world)
    assert "its further times are not known" in message(world.apply(), ADDRESS)
