"""A post that was about to be deleted, and meanwhile went out or became another project's, is left alone.

Publer may take the delete of a published post for good; the post stays public, and nothing tells of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.wire import Killed
from tests.support.world import World
from tests.workflows.scenes import A, actions, applied_world, entry, fillers, outcomes, pass_time

OURS = entry("Ours", accounts="shop-linkedin")
LABELLED = entry("Ours", accounts="shop-linkedin", more="labels: [new]\n")
MOVED = entry("Ours", "2036-05-06 09:00", accounts="shop-linkedin")
DRAFT = entry("Ours", accounts="shop-linkedin", more="draft: true\n")
ALLOW = frozenset({"deletes"})


def applied(folder: Path, text: str = OURS) -> World:
    return applied_world(folder, {A: text, **fillers()}, delete_published="allowed")


def states(world: World) -> list[str]:
    return [post["state"] for post in world.posts() if post["text"] == "Ours"]


def once_planned(world: World, action: Callable[[], object]) -> None:
    """Let someone do something between the plan and the look that follows it."""
    world.just_before("GET", "/posts", lambda: world.just_before("GET", "/posts", action))


def published_by_hand(world: World) -> Callable[[], object]:
    """A colleague presses the button that publishes our post at once."""
    (ours,) = (post["id"] for post in world.posts() if post["text"] == "Ours")
    return lambda: world.edit_by_hand(ours, state="published", scheduled_at="2036-05-01T08:01Z")


@pytest.mark.parametrize("after", [LABELLED, MOVED], ids=["in its minute", "at another time"])
def test_no_new_version_follows_a_post_that_a_colleague_published(
    tmp_path: Path, after: str
) -> None:
    world = applied(tmp_path)
    world.write({A: after})
    once_planned(world, published_by_hand(world))
    world.apply()
    assert states(world) == ["published"]
    assert actions(world)["a@shop-linkedin"] == "published"


def published_while_its_new_version_is_made(folder: Path) -> World:
    world = applied(folder)
    world.write({A: MOVED})
    pass_time(world, "2036-05-05T06:54:00+00:00")
    world.set(job_delay="400")
    return world


def test_no_new_version_follows_a_post_that_went_out_while_it_was_made(tmp_path: Path) -> None:
    world = published_while_its_new_version_is_made(tmp_path)
    assert outcomes(world.apply()) == {"a@shop-linkedin": "replace failed"}
    assert [state for state in states(world) if state != "deleted"] == ["published"]
    assert actions(world)["a@shop-linkedin"] == "published"


def test_killed_while_the_new_version_is_taken_back(tmp_path: Path) -> None:
    world = published_while_its_new_version_is_made(tmp_path)
    saves = world.deaths.saves
    world.apply()
    for death in range(world.deaths.saves - saves):
        world = published_while_its_new_version_is_made(tmp_path / str(death))
        world.deaths.after_save = world.deaths.saves + death
        with pytest.raises(Killed):
            world.apply()
        world.set(job_delay="1")
        pass_time(world, "2036-05-05T07:10:00+00:00")
        for _ in range(2):
            world.apply()
        assert [state for state in states(world) if state != "deleted"] == ["published"], death


CHANGES = {
    "removed": None,
    "edited": LABELLED,
    "a post now": OURS,
    "with a different text": f"{DRAFT}More\n",
}


@pytest.mark.parametrize("after", CHANGES.values(), ids=list(CHANGES))
def test_a_draft_that_a_colleague_schedules_meanwhile_is_theirs(
    tmp_path: Path, after: str | None
) -> None:
    world = applied(tmp_path, DRAFT)
    (ours,) = (post["id"] for post in world.posts() if post["text"] == "Ours")
    world.write({A: after}) if after else world.remove(A)
    theirs = {"state": "scheduled", "scheduled_at": "2036-05-20T07:00Z"}
    once_planned(world, lambda: world.edit_by_hand(ours, **theirs))
    world.apply(allow=ALLOW)
    (found,) = (post for post in world.posts() if post["id"] == ours)
    assert (found["state"], found["text"]) == ("scheduled", "Ours")
