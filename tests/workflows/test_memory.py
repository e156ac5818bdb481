"""What a state remembers: what went out at once, since when it knows everything, and what it held."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.model.state import State
from publer_sync.planning.change import HELD, Action, Change, Reason
from tests.support.shelves import entry
from tests.support.world import World
from tests.test_adoption_safety import ALLOW, AT_ONCE, project, reason, the_change, times_said

SIGNED = "Out with it\n\nSent with love"


def state_in(world: World) -> State:
    state = world.store.load()
    assert state
    return state


def is_held(change: Change) -> bool:
    return change.section == HELD and reason(change) is Reason.SAID_BEFORE


def went_and_left(folder: Path, *, shown: str = "Out with it") -> World:
    """A post that went out at once, as Publer shows it, and whose file was removed since."""
    world = project(folder)
    world.write({"content/first.md": AT_ONCE})
    world.apply_well()
    (post,) = (p for p in world.posts() if p["text"] == "Out with it")
    world.edit_by_hand(post["id"], text=shown)
    world.time.sleep(300)
    world.remove("content/first.md")
    world.apply_well(allow=ALLOW)
    return world


@pytest.mark.parametrize("shown", ["Out with it", SIGNED])
@pytest.mark.parametrize("name", ["first", "another"])
def test_a_revert_and_its_revert_send_nothing_again(tmp_path: Path, shown: str, name: str) -> None:
    world = went_and_left(tmp_path, shown=shown)
    sent = len(world.posts())
    for days in (0, 30, 300):
        world.time.sleep(days * 86400)
        world.write({f"content/{name}.md": AT_ONCE})
        assert is_held(the_change(world, name))
        world.apply()
        assert len(world.posts()) == sent


def test_after_400_days_it_may_go_out_again(tmp_path: Path) -> None:
    world = went_and_left(tmp_path)
    world.time.sleep(401 * 86400)
    world.apply_well()
    assert state_in(world).tombstones == ()
    world.write({"content/first.md": AT_ONCE})
    assert the_change(world, "first").section == Action.CREATE


def test_what_a_person_lets_through_is_held_again_once_its_file_goes(tmp_path: Path) -> None:
    world = went_and_left(tmp_path)
    (first,) = state_in(world).tombstones
    world.time.sleep(86400)
    world.write({"content/again.md": AT_ONCE})
    world.apply_well(allow=frozenset({"duplicate-text=again@shop-linkedin"}))
    assert times_said(world, "Out with it") == 2
    world.remove("content/again.md")
    world.apply_well(allow=ALLOW)
    (second,) = state_in(world).tombstones
    assert (second.address.entry, second.at > first.at) == ("again", True)


def test_a_post_that_failed_leaves_no_tombstone(tmp_path: Path) -> None:
    world = project(tmp_path)
    world.write({"content/first.md": AT_ONCE})
    world.apply_well()
    (post,) = (p for p in world.posts() if p["text"] == "Out with it")
    world.edit_by_hand(post["id"], state="failed")
    world.remove("content/first.md")
    world.apply(allow=ALLOW)
    after = state_in(world)
    assert [record.address.entry for record in after.records.values()] == ["other"]
    assert after.tombstones == ()


def test_a_memory_begins_with_the_first_save(tmp_path: Path) -> None:
    world = project(tmp_path)
    world.apply_well()
    began = state_in(world).known_since
    assert began and abs(began - world.time.now) < timedelta(minutes=5)
    world.time.sleep(86400)
    world.write({"content/more.md": entry("More", "draft: true")})
    world.apply_well()
    assert state_in(world).known_since == began


def test_the_memory_of_an_older_copy_begins_when_it_is_noticed(tmp_path: Path) -> None:
    world = project(tmp_path)
    world.apply_well()
    older, serial = world.store.path.read_bytes(), state_in(world).serial
    world.write({"content/more.md": entry("More", "draft: true")})
    world.apply_well()
    newest = state_in(world).serial
    world.store.path.write_bytes(older)
    world.time.sleep(86400)
    world.remove("content/more.md")
    world.apply_well(allow=ALLOW)
    after = state_in(world)
    assert serial < newest < after.serial
    assert after.known_since == world.time.now.replace(microsecond=0)


FAR = "2036-06-20T08:00Z"


@pytest.mark.parametrize("lost", ["the state", "what came after a copy of it"])
def test_what_a_forgetful_state_holds_the_next_apply_does_not_send(
    tmp_path: Path, lost: str
) -> None:
    """A colleague has dragged our post far away, and the state that knew it is gone."""
    world = project(tmp_path)
    world.apply_well()
    copy = world.store.path.read_bytes()
    world.write({"content/dated.md": entry("Only once", "schedule: 2036-05-05 09:00")})
    world.apply_well()
    (post,) = (p for p in world.posts() if p["text"] == "Only once")
    world.edit_by_hand(post["id"], scheduled_at=FAR)
    if lost == "the state":
        world.store.path.unlink()
    else:
        world.store.path.write_bytes(copy)
    for _ in range(4):
        world.time.sleep(600)
        change = the_change(world, "dated")
        assert (change.section, reason(change)) == (HELD, Reason.TEXT_IN_PUBLER)
        world.apply()
        assert times_said(world, "Only once") == 1
    world.delete_by_hand(post["id"])
    world.time.sleep(600)
    world.apply_well()
    assert times_said(world, "Only once") == 1
