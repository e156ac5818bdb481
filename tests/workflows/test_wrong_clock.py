"""The clock of the command beside Publer's: nothing is written while they differ by more than two minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.api.server_clock import WrongClockError
from publer_sync.model.note import NoteCode
from publer_sync.planning.change import Reason
from tests.support.wire import Killed
from tests.support.world import World, a_world
from tests.workflows.scenes import A, applied_world, entry, fillers, outcomes

AT = "2036-05-05 09:00"
MOVED = "2036-05-06 09:00"
BACKDATED = ["failure", "published", "stuck"]


def writes(world: World) -> list[str]:
    return [r.method for r in world.wire.requests if r.method != "GET"]


@pytest.mark.parametrize("backdated", BACKDATED)
def test_hours_behind_a_past_post_is_not_sent(tmp_path: Path, backdated: str) -> None:
    world = a_world(tmp_path, {A: entry("Ours", AT)}, options={"backdated": backdated})
    world.differ(days=4, hours=3)
    with pytest.raises(WrongClockError) as caught:
        world.apply()
    assert (world.posts(), writes(world)) == ([], [])
    assert caught.value.location == (
        "here it is 2036-05-01 08:00:00 UTC, at Publer 2036-05-05 11:00:00 UTC"
    )


@pytest.mark.parametrize("backdated", BACKDATED)
def test_hours_behind_a_post_is_not_replaced(tmp_path: Path, backdated: str) -> None:
    world = applied_world(tmp_path, {A: entry("Ours", AT), **fillers()}, backdated=backdated)
    before, sent = world.texts(), len(writes(world))
    world.write({A: entry("Ours", MOVED)})
    world.differ(hours=3)
    with pytest.raises(WrongClockError):
        world.apply()
    assert (world.texts(), len(writes(world))) == (before, sent)


def test_hours_ahead_nothing_is_written_either(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours", AT)})
    world.differ(hours=-3)
    with pytest.raises(WrongClockError):
        world.apply()
    assert (world.posts(), writes(world)) == ([], [])


@pytest.mark.parametrize("ahead", [-110, -5, 5, 110])
def test_a_minute_or_two_are_fine(tmp_path: Path, ahead: float) -> None:
    world = a_world(tmp_path, {A: entry("Ours", AT)})
    world.differ(seconds=ahead)
    world.apply_well()
    assert len(world.posts()) == 1


@pytest.mark.parametrize("date_header", ["absent", "stale:3600"])
def test_an_answer_without_a_date_or_from_a_cache_is_no_alarm(
    tmp_path: Path, date_header: str
) -> None:
    world = a_world(tmp_path, {A: entry("Ours", AT)}, options={"date_header": date_header})
    world.apply_well()
    assert len(world.posts()) == 1


def test_a_date_that_is_shifted_is_believed(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours", AT)}, options={"date_header": "shifted:7200"})
    with pytest.raises(WrongClockError):
        world.apply()


@pytest.mark.parametrize(("ahead", "held"), [(0, False), (100, True)])
def test_the_lead_time_goes_by_the_later_clock(tmp_path: Path, ahead: float, held: bool) -> None:
    world = a_world(tmp_path, {A: entry("Ours", "2036-05-01 10:06")})
    world.differ(seconds=ahead)
    (change,) = world.plan().changes
    assert (change.held is not None) == held
    if change.held:
        assert change.held.reason is Reason.LEAD_TIME


def test_a_clock_that_is_set_while_posts_are_sent_ends_the_run(tmp_path: Path) -> None:
    files = {f"content/{n}.md": entry(f"Post {n}", f"2036-05-0{n} 09:00") for n in (4, 5, 6)}
    world = a_world(tmp_path, files)
    world.just_before("POST", "/posts/schedule", lambda: world.differ(hours=1))
    with pytest.raises(WrongClockError):
        world.apply(), world.apply()
    world.differ(hours=-1)
    world.apply_well()
    assert world.texts() == world.wanted()


def test_both_halves_that_stay_are_both_reported(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours", AT, accounts="shop-linkedin"), **fillers()})
    (old,) = [post["id"] for post in world.posts() if post["text"] == "Ours"]
    world.write({A: entry("Ours", MOVED, accounts="shop-linkedin")})
    gone_out = {"state": "published", "scheduled_at": "2036-05-01T08:01Z"}
    world.just_before("DELETE", "/posts", lambda: world.edit_by_hand(old, **gone_out))
    world.just_before(
        "DELETE",
        "/posts",
        lambda: world.fault(kind="status:500", method="DELETE", path="/posts"),
        nth=2,
    )
    applied = world.apply()
    assert outcomes(applied) == {"a@shop-linkedin": "replace failed"}
    (note,) = applied.results[-1].notes
    listed = {post["id"] for post in world.posts() if post["text"] == "Ours"}
    assert (note.code, {*note.details} | {old}) == (NoteCode.NEW_POST_STAYS, listed)
    world.apply()
    states = [post["state"] for post in world.posts() if post["text"] == "Ours"]
    assert [state for state in states if state != "deleted"] == ["published"]


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_wrong_clock_is_told_before_anything_is_waited_for(tmp_path: Path, hours: int) -> None:
    world = a_world(tmp_path, {A: entry("Ours", AT)})
    world.deaths.after_save = world.deaths.saves + 2
    with pytest.raises(Killed):
        world.apply()
    state, sent, slept = world.store.load(), len(writes(world)), world.time.slept
    assert state and state.intents
    world.differ(hours=hours)
    with pytest.raises(WrongClockError):
        world.apply()
    assert (len(writes(world)), world.time.slept) == (sent, slept)


def test_a_wrong_clock_is_told_before_a_missing_post_is_looked_for_again(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours", AT), **fillers()})
    slept = world.time.slept
    world.delete_by_hand(world.posts()[0]["id"])
    world.differ(hours=3)
    with pytest.raises(WrongClockError):
        world.apply()
    assert world.time.slept == slept
