"""The example shop, applied, and its state lost: what is in Publer is told which file it is of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publer_sync.emulator.app import create_app
from publer_sync.planning.change import Action, ChangeStatus
from tests.support.examples import EXAMPLES
from tests.support.fake_time import FakeTime
from tests.support.rebuilding import lost, rebuilt, sole_candidates
from tests.support.world import World
from tests.workflows.scenes import pass_time

UNCERTAIN = {
    "a-book-of-jams@ideas", "if-it-snows@shop-x", "surprise-for-piero@ideas",
    "shutters-up@shop-telegram", "whenever-it-fits@shop-facebook", "wordpress-article@shop-journal",
}  # fmt: skip
"""What has no minute, or shows no words: there a person has to say so."""

BEGUN = {"ask-for-a-taste@shop-threads", "jars-back@shop-mastodon"}
"""Recycled posts, which stand at their next time once they have begun."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The shop in an emulator, with everything applied in one go."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__", ".publer-sync")
    shutil.copytree(EXAMPLES, tmp_path / "shop", ignore=ignored)
    time = FakeTime()
    world = World(tmp_path / "shop", time, create_app(clock=time.seconds, sleep=time.sleep))
    world.apply_well()
    return world


@pytest.mark.parametrize(
    ("now", "uncertain"),
    [
        ("2036-05-01T09:00+00:00", UNCERTAIN),
        ("2036-05-20T12:00+00:00", UNCERTAIN),
        ("2036-06-20T12:00+00:00", UNCERTAIN | BEGUN),
    ],
)
def test_a_lost_state_is_rebuilt_from_all_of_them(
    world: World, now: str, uncertain: set[str]
) -> None:
    """Before any was published, and after some and all were."""
    state = world.store.load()
    assert state
    held = {address: record.post_id for address, record in state.records.items()}
    pass_time(world, now)
    before = rebuilt(lost(world), confirm=lambda _: False).rebuilding.matching
    assert {str(each.desired.address) for each in before.undecided} == uncertain
    assert before.missing == ()
    rebuilt(world, take=sole_candidates(before))
    plan = world.plan()
    settled = {Action.NO_CHANGE, ChangeStatus.PUBLISHED}
    assert [str(c.address) for c in plan.changes if c.action not in settled] == []
    state = world.store.load()
    assert state
    recorded = {address: record.post_id for address, record in state.records.items()}
    assert recorded == held
