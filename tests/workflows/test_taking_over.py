"""An apply that takes over the lock of another one, which may live and only have another clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.execution.test_recovery import an_intent
from tests.support.fake_time import START, FakeTime
from tests.support.planning import a_state
from tests.support.stores import Team, git_team
from tests.support.world import World, a_world
from tests.workflows.scenes import A, entry


@dataclass
class SharedWorld(World):
    """A world whose state is on a branch."""

    team: Team = field(kw_only=True)

    @property
    def store(self) -> Any:
        return self.team.at("ben")


def shared_world(folder: Path) -> SharedWorld:
    world = a_world(folder / "project", {A: entry("Ours")})
    return SharedWorld(world.root, world.time, world.app, team=git_team(folder))


def test_what_it_left_open_gets_its_whole_time_by_our_own_clock(tmp_path: Path) -> None:
    world = shared_world(tmp_path)
    long_ago = START - timedelta(minutes=20)
    world.team.time = FakeTime(long_ago)  # hers is slow, and it is now that she works
    anna = world.team.at("anna")
    held = anna.lock({"command": "apply"})
    held.__enter__()
    anna.save(a_state(intents=(an_intent(since=long_ago),)))
    world.team.time = world.time
    world.apply()
    assert world.team.told == [
        "Took over a lock that had expired (command apply, expires 2036-05-01T07:50:00Z)."
    ]
    assert world.time.now - START >= timedelta(seconds=60)
