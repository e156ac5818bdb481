"""The example shop, applied, and its state lost: every post of every network is found again."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.api.reader import Reader
from publer_sync.emulator.app import create_app
from publer_sync.model.address import Address
from publer_sync.planning.change import Action
from publer_sync.planning.rebuilding import Rebuilding
from publer_sync.workflows.state_rebuild import Access, Wishes, rebuild_state
from tests.support.examples import EXAMPLES
from tests.support.fake_time import FakeTime
from tests.support.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The shop in an emulator, with everything applied, and no state."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__", ".publer-sync")
    shutil.copytree(EXAMPLES, tmp_path / "shop", ignore=ignored)
    time = FakeTime()
    world = World(tmp_path / "shop", time, create_app(clock=time.seconds, sleep=time.sleep))
    world.apply_well()
    world.store.path.unlink()
    return world


def rebuilt(world: World, takes: Mapping[Address, str], *, sure: bool) -> Rebuilding:
    validated = world.valid()
    assert validated.project
    access = Access(
        reader=Reader(world.session().get),
        store=world.store,
        holder={},
        clock=world.time.clock(),
        new_lineage=lambda: "anew",
    )
    wishes = Wishes(takes=takes, force=False, confirm=lambda found: sure)
    return rebuild_state(validated.project, validated.posts, access, wishes).rebuilding


WORDLESS = "wordpress-article@shop-journal"
"""A draft without words: which of those in Publer it is only a person can say."""

OVER = {"jars-back@shop-mastodon", "ask-for-a-taste@shop-threads"}
"""Recycled posts leave nothing behind that tells them from any other post, once they are over."""


@pytest.mark.parametrize(("days", "over"), [(0, set()), (3, set()), (400, OVER)])
def test_every_example_is_found_and_nothing_is_left_to_do(
    world: World, days: int, over: set[str]
) -> None:
    world.time.now += timedelta(days=days)
    before = world.posts()
    found = rebuilt(world, {}, sure=False).findings
    open_ones = {str(f.address): f for f in found if not f.found}
    assert set(open_ones) == {WORDLESS} | over
    wordless = open_ones[WORDLESS]
    (candidate,) = wordless.candidates
    rebuilt(world, {wordless.address: candidate.id}, sure=True)
    assert world.posts() == before
    calm = {Action.NO_CHANGE, Action.PUBLISHED, Action.FAILED}
    left = {str(c.address): c.action for c in world.plan().changes if c.action not in calm}
    assert left == dict.fromkeys(over, Action.MISSED)
