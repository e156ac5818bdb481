"""Status after an apply that died: what is open, what can be seen of it, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.api.reader import Reader
from publer_sync.planning.change import Reason
from publer_sync.planning.status import RemotePresence, StatusReport
from publer_sync.workflows.status import find_status
from tests.support.wire import Killed
from tests.support.world import World, a_world

POST = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\nWe have launched.\n"


@pytest.fixture
def died(tmp_path: Path) -> World:
    """A world whose apply died right after Publer got its post."""
    world = a_world(tmp_path, {"content/launch.md": POST})

    def die() -> None:
        world.wire.die_after = len(world.wire.requests) - 1

    world.just_before("POST", "/posts/schedule", die)
    with pytest.raises(Killed):
        world.apply()
    world.wire.die_after = None
    return world


def status(world: World) -> StatusReport:
    project, state = world.valid().project, world.store.load()
    assert project
    assert state
    return find_status(project, state, Reader(world.session().get), time=world.time.current)


def test_a_post_that_can_be_seen_is_what_the_next_apply_records(died: World) -> None:
    died.time.sleep(300)
    (write,) = status(died).open_writes
    assert (str(write.intent.address), write.because) == ("launch@shop-x", None)


def test_one_that_cannot_be_seen_yet_is_unknown(died: World) -> None:
    for post in died.posts():
        died.delete_by_hand(post["id"])
    (write,) = status(died).open_writes
    assert write.because
    assert write.because.reason is Reason.OUTCOME_UNKNOWN


def test_looking_changes_nothing(died: World) -> None:
    before = died.store.path.read_bytes()
    died.wire.requests.clear()
    status(died)
    assert (died.store.path.read_bytes(), died.wire.methods) == (before, {"GET"})


def test_a_post_that_was_written_just_now_is_not_missing(tmp_path: Path) -> None:
    world = a_world(tmp_path, {"content/launch.md": POST})
    world.apply_well()
    for post in world.posts():
        world.delete_by_hand(post["id"])
    assert [each.presence for each in status(world).standings] == [RemotePresence.SETTLING]
    world.time.sleep(120)
    assert [each.presence for each in status(world).standings] == [RemotePresence.MISSING]


def test_a_post_that_went_out_is_published(tmp_path: Path) -> None:
    world = a_world(tmp_path, {"content/launch.md": POST})
    world.apply_well()
    world.time.sleep(5 * 86400)
    assert status(world).summary["published"] == 1
