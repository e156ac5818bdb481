"""No answer is believed, and no write is repeated, before Publer was looked at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.execution.events import Event, LookupStarted
from tests.support.world import World, a_world
from tests.workflows.scenes import A, actions, applied_world, entry, fillers, outcomes, pass_time

SCHEDULE = "/posts/schedule"


def new(folder: Path, kind: str, **options: str) -> World:
    """A post to be made, by a request that goes wrong in a certain way."""
    world = a_world(folder, {A: entry("Ours")}, options=options)
    world.fault(method="POST", path=SCHEDULE, kind=kind)
    return world


@pytest.mark.parametrize(
    "kind",
    ["status_after:429", "status_after:422", "status_after:503", "drop_after", "html",
     "false_failure"],
)  # fmt: skip
def test_a_post_that_was_made_after_all_is_not_sent_again(tmp_path: Path, kind: str) -> None:
    world = new(tmp_path, kind)
    world.apply()
    world.apply_well()
    assert world.texts() == world.wanted()
    expected = 2 if kind == "html" else 1  # the page came instead of the service
    assert world.requests("POST") == [SCHEDULE] * expected


@pytest.mark.parametrize("kind", ["status_after:422", "status_after:429", "drop_after"])
def test_a_post_that_shows_is_done_whatever_the_answer_said(tmp_path: Path, kind: str) -> None:
    world = new(tmp_path, kind)
    assert outcomes(world.apply()) == {"a@shop-x": "create done"}


@pytest.mark.parametrize("kind", ["status:503", "drop_before", "html", "silent_loss"])
def test_an_unknown_outcome_is_not_repeated_in_the_same_run(tmp_path: Path, kind: str) -> None:
    world = new(tmp_path, kind)
    assert outcomes(world.apply()) == {"a@shop-x": "create failed"}
    assert world.requests("POST") == [SCHEDULE]
    assert world.time.slept > 59
    assert outcomes(world.apply_well()) == {"a@shop-x": "create done"}


def test_a_long_look_is_told_of_once(tmp_path: Path) -> None:
    world, heard = new(tmp_path, "silent_loss"), list[Event]()
    world.apply(tell=heard.append)
    told = [event for event in heard if isinstance(event, LookupStarted)]
    assert len(told) == 1
    assert abs(told[0].until - world.time.clock().now()) < timedelta(seconds=5)


def test_a_short_look_is_not_told_of(tmp_path: Path) -> None:
    world, heard = a_world(tmp_path, {A: entry("Ours")}), list[Event]()
    world.apply(tell=heard.append)
    assert heard
    assert not [event for event in heard if isinstance(event, LookupStarted)]


def test_a_failure_that_is_told_too_early_leaves_the_post_open(tmp_path: Path) -> None:
    world = new(tmp_path, "false_failure", visibility_delay="40")
    assert outcomes(world.apply()) == {"a@shop-x": "create failed"}
    state = world.store.load()
    assert state and len(state.intents) == 1
    world.apply_well()
    assert world.requests("POST") == [SCHEDULE]
    assert actions(world) == {"a@shop-x": "no_change"}


def test_one_list_without_a_post_does_not_prove_that_it_was_deleted(tmp_path: Path) -> None:
    """Publer does not delete a post that is about to go out, and its next list leaves it out."""
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.remove(A)

    def refuse_and_omit() -> None:
        pass_time(world, "2036-05-05T06:59:01+00:00")
        world.set(list_omission="1")
        world.just_before("GET", "/posts", show_again_after_this_one)

    def show_again_after_this_one() -> None:
        world.just_before("GET", "/posts", lambda: world.set(list_omission="off"))

    world.just_before("DELETE", "/posts", refuse_and_omit)
    assert outcomes(world.apply()) == {"a@shop-x": "delete failed"}
    assert "a@shop-x" in actions(world)


@pytest.mark.parametrize("kind", ["status:422", "drop_before", "status:503"])
def test_the_words_of_a_colleague_are_not_taken_for_a_change_that_failed(
    tmp_path: Path, kind: str
) -> None:
    world = applied_world(tmp_path, {A: entry("Before")})
    world.write({A: entry("After")})
    (post,) = world.posts()
    world.fault(method="PUT", kind=kind, count=3)
    world.just_before(
        "PUT", f"/posts/{post['id']}", lambda: world.edit_by_hand(post["id"], text="Hers")
    )
    assert outcomes(world.apply()) == {"a@shop-x": "update failed"}
    assert actions(world) == {"a@shop-x": "update"}
