"""A colleague drags one of our posts to another month: it is found there, never made twice."""

from __future__ import annotations

from pathlib import Path

from publer_sync.planning.change import Action, Cause
from tests.support.world import World, a_world

POST = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\nOpening early on Monday\n"


def dragged(folder: Path) -> World:
    world = a_world(folder, {"content/monday.md": POST})
    world.apply_well()
    world.edit_by_hand(world.posts()[0]["id"], scheduled_at="2036-09-20T12:00:00+02:00")
    return world


def test_it_is_drift_and_not_gone(tmp_path: Path) -> None:
    world = dragged(tmp_path)
    change = world.plan().changes[0]
    assert (change.section, change.cause) == (Action.REPLACE, Cause.DRIFT)


def test_the_files_win_and_it_stands_once(tmp_path: Path) -> None:
    world = dragged(tmp_path)
    world.apply_well()
    assert world.texts() == world.wanted()
    assert not world.plan().has_changes
