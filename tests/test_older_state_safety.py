"""An older copy of the state, from git or another laptop: what was made again since then is not made
twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.shelves import AUTO, SETTINGS, WEEKLY, entry
from tests.support.world import World, a_world
from tests.workflows.scenes import A, actions

DATED = "draft: true\nschedule: 2036-05-05 09:00"
AGAIN = "schedule: {at: 2036-05-04 09:00, recycle: {every: 2w, times: 3}}"
EDITS = {
    "a series": (WEEKLY, WEEKLY.replace("monday", "friday")),
    "the queue": (AUTO, AUTO.replace("05-09", "05-10")),
    "a draft": ("draft: true", "draft: true\nlabels: [new]"),
    "a draft with a day": (DATED, f"{DATED}\nlabels: [new]"),
    "a recycled post": (AGAIN, AGAIN.replace("2w", "3w")),
    "a post": ("schedule: 2036-05-05 09:00", "schedule: 2036-05-06 09:00"),
}


def with_an_older_state(folder: Path, before: str, after: str) -> World:
    """A post that was made again by an apply of which the state has forgotten everything."""
    world = a_world(folder, {A: entry("Words of its own", before), "publer-sync.yaml": SETTINGS})
    world.apply_well()
    older = world.store.path.read_text()
    world.time.now += timedelta(minutes=2)
    world.write({A: entry("Words of its own", after)})
    world.apply_well()
    world.store.path.write_text(older)
    world.time.now += timedelta(minutes=2)
    return world


@pytest.mark.parametrize("kind", EDITS)
def test_what_was_made_anew_since_then_is_found_again(tmp_path: Path, kind: str) -> None:
    world = with_an_older_state(tmp_path, *EDITS[kind])
    standing = [post["id"] for post in world.posts()]
    assert actions(world) == {"a@shop-linkedin": "adopt"}
    world.apply_well()
    assert [post["id"] for post in world.posts()] == standing
    assert actions(world) == {"a@shop-linkedin": "no_change"}
