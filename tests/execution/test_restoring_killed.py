"""Killed while an old post is put back: it stands once, and what the files say then still decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.workflows.apply import ApplyResult
from tests.execution.replacements import (
    ADDRESS,
    post,
    refused,
    there,
)
from tests.support.wire import Killed
from tests.support.world import World
from tests.workflows.scenes import A, actions


def resume(world: World) -> ApplyResult:
    world.wire.die_before = world.wire.die_after = None
    world.deaths.before_save = world.deaths.after_save = None
    for _ in range(4):
        applied = world.apply(allow=frozenset({"deletes"}))
        state = world.store.load()
        if state and not state.intents:
            return applied
    raise AssertionError(applied.results)


def assert_one_post(world: World, text: str) -> None:
    assert there(world) == [text]
    state = world.store.load()
    assert state and not state.intents
    living = {p["id"] for p in world.posts() if p["state"] != "deleted"}
    assert {record.post_id for record in state.records.values()} == living


def requests(folder: Path, **options: str) -> int:
    """How many the apply sends when it is not killed."""
    world = refused(folder, **options)
    sent = len(world.wire.requests)
    world.apply()
    return len(world.wire.requests) - sent


@pytest.mark.parametrize("side", ["die_before", "die_after"])
@pytest.mark.parametrize("lag", ["0.3", "20"])
def test_killed_at_any_request(tmp_path: Path, side: str, lag: str) -> None:
    for number in range(requests(tmp_path / "count", visibility_delay=lag)):
        world = refused(tmp_path / str(number), visibility_delay=lag)
        setattr(world.wire, side, len(world.wire.requests) + number)
        with pytest.raises(Killed):
            world.apply()
        resume(world)
        assert_one_post(world, "The old words")
        assert actions(world)[ADDRESS] == "held"


@pytest.mark.parametrize("side", ["before_save", "after_save"])
def test_killed_at_any_save_of_the_state(tmp_path: Path, side: str) -> None:
    counted = refused(tmp_path / "count")
    before = counted.deaths.saves
    counted.apply()
    for number in range(counted.deaths.saves - before):
        world = refused(tmp_path / str(number))
        setattr(world.deaths, side, world.deaths.saves + number)
        with pytest.raises(Killed):
            world.apply()
        resume(world)
        assert_one_post(world, "The old words")
        assert actions(world)[ADDRESS] == "held"


@pytest.mark.parametrize("side", ["die_before", "die_after"])
def test_killed_at_any_request_and_then_mended(tmp_path: Path, side: str) -> None:
    for number in range(requests(tmp_path / "count")):
        world = refused(tmp_path / str(number))
        setattr(world.wire, side, len(world.wire.requests) + number)
        with pytest.raises(Killed):
            world.apply()
        world.write({A: post("Fixed words", "labels: [two]\n")})
        resume(world)
        assert_one_post(world, "Fixed words")


@pytest.mark.parametrize("side", ["die_before", "die_after"])
def test_killed_at_any_request_and_then_removed(tmp_path: Path, side: str) -> None:
    for number in range(requests(tmp_path / "count")):
        world = refused(tmp_path / str(number))
        setattr(world.wire, side, len(world.wire.requests) + number)
        with pytest.raises(Killed):
            world.apply()
        world.remove(A)
        resume(world)
        assert there(world) == []
        state = world.store.load()
        assert state and not state.intents and len(state.records) == 2
