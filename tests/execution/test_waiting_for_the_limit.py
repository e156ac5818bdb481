"""Between the look before a write and the write itself, Publer's limit may keep us waiting for minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from publer_sync.execution.events import Outcome
from publer_sync.render.text.notes import notes_text
from tests.support.projects import PROJECT
from tests.support.shelves import AUTO
from tests.support.shelves import entry as entry_of
from tests.support.wire import Killed, Wire
from tests.support.world import World, a_world
from tests.workflows.scenes import A, entry, outcomes

SCHEDULE = "/posts/schedule"
UNTIL_THE_WRITE = "6/120"
"""A limit that the requests of a plan, and the look before the first write, use up."""

BRISK = PROJECT + "policy: {settle: 60s, lead_time: 1m}\n"
UNTOLD = {"rate_limit": UNTIL_THE_WRITE, "rate_headers": "never"}
"""The same limit, of which only a refusal tells."""


def late(folder: Path, **options: Any) -> World:
    """A post that is due in 90 seconds, and a Publer that publishes at once what comes too late."""
    soon = {A: entry("Ours", "2036-05-01 10:05"), "publer-sync.yaml": BRISK}
    world = a_world(folder, soon, options={"backdated": "published", **options})
    world.time.now = datetime(2036, 5, 1, 8, 3, 30, tzinfo=UTC)
    return world


def test_a_post_is_not_sent_once_its_time_has_come_meanwhile(tmp_path: Path) -> None:
    world = late(tmp_path, rate_limit=UNTIL_THE_WRITE)
    assert outcomes(world.apply()) == {"a@shop-x": "create skipped"}
    assert world.requests("POST") == []


def test_a_post_is_not_sent_again_once_its_time_has_come_meanwhile(tmp_path: Path) -> None:
    world = late(tmp_path, **UNTOLD)
    (result,) = world.apply().results
    assert result.outcome is Outcome.FAILED
    assert "the time had come too near" in notes_text(result.notes)
    assert world.requests("POST") == [SCHEDULE]
    assert world.posts() == []


def killed_after_a_wait(folder: Path, how: str) -> World:
    """Killed when the request, which had to wait, has just been served; nothing shows for a while."""
    world = a_world(folder, {A: entry_of("Ours", AUTO)}, options={"visibility_delay": "20"})

    def die() -> None:
        world.wire.die_after = len(world.wire.requests) - 1

    if how == "full":
        world.set(rate_limit=UNTIL_THE_WRITE)
        world.just_before("POST", SCHEDULE, die)
    else:
        world.set(**UNTOLD)
        world.just_before("POST", SCHEDULE, lambda: world.just_before("POST", SCHEDULE, die))
    with pytest.raises(Killed):
        world.apply()
    world.wire = Wire(world.app, world.time)
    world.set(rate_limit="off")
    return world


@pytest.mark.parametrize("how", ["full", "refused first"])
def test_the_settling_time_counts_from_the_request_and_not_from_the_wait(
    tmp_path: Path, how: str
) -> None:
    world = killed_after_a_wait(tmp_path, how)
    world.apply()
    world.time.now += timedelta(minutes=2)
    world.apply_well()
    assert world.requests("POST") == []
    assert len(world.posts()) == 1


def test_a_slot_that_a_colleague_took_meanwhile_is_seen(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")}, options={"rate_limit": UNTIL_THE_WRITE})
    theirs = {
        "account_id": "63c675b54e299e9cf2b667ea",
        "text": "Theirs",
        "scheduled_at": "2036-05-05T07:00Z",
    }
    world.just_before("GET", "/posts", lambda: world.by_hand(**theirs), nth=5)
    assert outcomes(world.apply()) == {"a@shop-x": "create skipped"}
    assert world.requests("POST") == []
