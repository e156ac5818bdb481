"""Killed while a series is replaced in its own minute: one stands, and each of its days has one post."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.execution.replacements import REFUSED
from tests.execution.series import (
    ADDRESS,
    OLD,
    SERIES,
    TEXT,
    VARIANTS,
    WORDS,
    changing,
    children,
    parents,
    went_out,
)
from tests.execution.test_restoring_killed import resume
from tests.execution.test_series import DAYS, JUNE, STAY, TUESDAYS
from tests.support.wire import Killed
from tests.support.world import World
from tests.workflows.scenes import LINKEDIN, actions

DELETES = frozenset({"deletes"})
LISTS = {"children_ahead": "2", "list_lag": "20", "visibility_delay": "20"}


def replaced(folder: Path) -> World:
    return changing(folder, VARIANTS["interval"])


def listed_late(folder: Path) -> World:
    return changing(folder, VARIANTS["interval"], **LISTS)


def refused(folder: Path) -> World:
    """Publer refuses the new version whenever it is sent: it alone comes with a picture."""
    world = changing(folder, VARIANTS["media"])
    world.fault(kind=REFUSED, path="/posts/schedule", says="alt_text", count=99)
    return world


ENDS: dict[str, tuple[Callable[[Path], World], list[str]]] = {
    "replaced": (replaced, DAYS["interval"]),
    "listed late": (listed_late, DAYS["interval"]),
    "refused": (refused, TUESDAYS),
}


def assert_each_day_once(world: World, days: list[str]) -> None:
    assert parents(world) == [WORDS]
    state = world.store.load()
    assert state and not state.intents
    assert went_out(world, JUNE) == [(day, WORDS) for day in days]


@pytest.mark.parametrize("scene", ENDS)
@pytest.mark.parametrize("side", ["die_before", "die_after"])
def test_killed_at_any_request(tmp_path: Path, scene: str, side: str) -> None:
    a_scene, days = ENDS[scene]
    counted = a_scene(tmp_path / "count")
    before = len(counted.wire.requests)
    counted.apply()
    for number in range(len(counted.wire.requests) - before):
        world = a_scene(tmp_path / str(number))
        setattr(world.wire, side, len(world.wire.requests) + number)
        with suppress(Killed):
            world.apply()
        resume(world)
        assert_each_day_once(world, days)


@pytest.mark.parametrize("scene", ENDS)
@pytest.mark.parametrize("side", ["before_save", "after_save"])
def test_killed_at_any_save_of_the_state(tmp_path: Path, scene: str, side: str) -> None:
    a_scene, days = ENDS[scene]
    counted = a_scene(tmp_path / "count")
    before = counted.deaths.saves
    counted.apply()
    for number in range(counted.deaths.saves - before):
        world = a_scene(tmp_path / str(number))
        setattr(world.deaths, side, world.deaths.saves + number)
        with suppress(Killed):
            world.apply()
        resume(world)
        assert_each_day_once(world, days)


@pytest.mark.parametrize("side", ["die_before", "die_after"])
def test_killed_while_posts_of_the_old_series_stay(tmp_path: Path, side: str) -> None:
    """The new version never stands beside them."""
    counted = changing(tmp_path / "count", VARIANTS["text"], **STAY)
    before = len(counted.wire.requests)
    counted.apply()
    for number in range(len(counted.wire.requests) - before):
        world = changing(tmp_path / str(number), VARIANTS["text"], **STAY)
        setattr(world.wire, side, len(world.wire.requests) + number)
        with suppress(Killed):
            world.apply()
        setattr(world.wire, side, None)
        for _ in range(3):
            world.time.sleep(60)
            world.apply()
            texts = {post["text"] for post in world.posts() if post["account_id"] == LINKEDIN}
            assert not {WORDS, TEXT} <= texts


def test_killed_while_a_series_is_deleted_its_posts_are_named_all_the_same(tmp_path: Path) -> None:
    counted = changing(tmp_path / "count", OLD, **STAY)
    counted.remove(SERIES)
    before = len(counted.wire.requests)
    counted.apply(allow=DELETES)
    for number in range(len(counted.wire.requests) - before):
        world = changing(tmp_path / str(number), OLD, **STAY)
        world.remove(SERIES)
        world.wire.die_after = len(world.wire.requests) + number
        with suppress(Killed):
            world.apply(allow=DELETES)
        world.wire.die_after = None
        world.time.sleep(60)
        world.apply(allow=DELETES)
        assert not parents(world)
        assert [notice.detail for notice in world.plan().notices] == sorted(children(world))


def test_a_series_that_was_restored_is_not_taken_away_for_the_same_version(tmp_path: Path) -> None:
    world = refused(tmp_path)
    world.apply()
    assert actions(world)[ADDRESS] == "held"
