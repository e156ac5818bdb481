"""Apply: the question, the guards, targets, and what is in the way of all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publer_sync.api.errors import CredentialsError, SubscriptionError
from publer_sync.errors import (
    InvalidProjectError,
    InvalidUsageError,
    LockedError,
    PlanRefusedError,
    StateError,
)
from publer_sync.planning.plan import Plan
from tests.support.projects import PROJECT
from tests.support.world import World, a_world
from tests.workflows.scenes import (
    A,
    X,
    actions,
    applied_world,
    entry,
    fillers,
    outcomes,
    pass_time,
    the_id,
)


def edited(folder: Path) -> World:
    world = applied_world(folder, {A: entry("Before"), **fillers()})
    world.write({A: entry("After"), "content/new.md": entry("New", "2036-05-08 09:00")})
    return world


def test_the_plan_is_shown_and_agreed_to(tmp_path: Path) -> None:
    world, shown = edited(tmp_path), list[Plan]()

    def confirm(plan: Plan) -> bool:
        shown.append(plan)
        return True

    world.apply(confirm=confirm)
    assert [plan.summary["update"] for plan in shown] == [1]
    assert world.texts() == world.wanted()


def test_a_no_changes_nothing(tmp_path: Path) -> None:
    world = edited(tmp_path)
    posts, saves = world.posts(), world.deaths.saves
    applied = world.apply(confirm=lambda plan: False)
    assert (applied.declined, applied.results) == (True, ())
    assert (world.posts(), world.deaths.saves) == (posts, saves)


def test_nobody_is_asked_about_nothing(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours")})

    def never(plan: Plan) -> bool:
        raise AssertionError(plan)

    assert not world.apply(confirm=never).declined


MEANWHILE: dict[str, Callable[[World], object]] = {
    "edited by a colleague": lambda w: w.edit_by_hand(the_id(w, "Before"), text="Theirs"),
    "deleted by a colleague": lambda w: w.delete_by_hand(the_id(w, "Before")),
    "slot taken": lambda w: w.by_hand(
        account_id=X, text="Theirs", scheduled_at="2036-05-08T07:00Z"
    ),
    "published": lambda w: pass_time(w, "2036-05-05T07:01:00+00:00"),
    "due soon": lambda w: pass_time(w, "2036-05-05T06:57:00+00:00"),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_changed_while_a_person_was_asked_refuses_the_plan(tmp_path: Path, what: str) -> None:
    world = edited(tmp_path)
    posts: list[object] = []

    def confirm(plan: Plan) -> bool:
        MEANWHILE[what](world)
        posts.extend(world.posts())
        return True

    sent = len(world.wire.requests)
    with pytest.raises(PlanRefusedError, match="while you were asked"):
        world.apply(confirm=confirm)
    assert world.posts() == posts
    assert {request.method for request in world.wire.requests[sent:]} == {"GET"}


def test_the_state_of_another_workspace_is_not_touched(tmp_path: Path) -> None:
    world = edited(tmp_path)
    file = tmp_path / ".publer-sync/state.json"
    before = file.read_bytes()
    other = PROJECT.replace("61a7c2e4f9e8c3b2d1e0f9a8", "61a7c2e4f9e8c3b2d1e0f9ff")
    world.write({"publer-sync.yaml": other})
    for verb in (world.plan, world.apply):
        with pytest.raises(StateError, match="another workspace"):
            verb()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("policy", "guard"),
    [("max_deletes: 1", "max_deletes"), ("max_delete_share: 0.1", "max_delete_share")],
)
def test_many_deletes_are_refused_until_they_are_allowed(
    tmp_path: Path, policy: str, guard: str
) -> None:
    world = applied_world(tmp_path, fillers(10))
    world.write({"publer-sync.yaml": PROJECT + f"policy: {{{policy}}}\n"})
    world.remove("content/filler-1.md")
    world.remove("content/filler-2.md")
    sent = len(world.wire.requests)
    with pytest.raises(PlanRefusedError, match="--allow deletes") as caught:
        world.apply()
    assert caught.value.location == f"policy: {guard}"
    assert "DELETE" not in {request.method for request in world.wire.requests[sent:]}
    world.apply_well(allow=frozenset({"deletes"}))
    assert world.texts() == world.wanted()


def test_an_empty_folder_does_not_empty_the_queue(tmp_path: Path) -> None:
    world = applied_world(tmp_path, fillers(2))
    for name in fillers(2):
        world.remove(name)
    with pytest.raises(PlanRefusedError, match="no post files"):
        world.apply()
    assert len(world.posts()) == 2


def test_missed_posts_refuse_the_plan_if_the_team_wants_that(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours", "2036-04-30 09:00")})
    world.write({"publer-sync.yaml": PROJECT + "policy: {missed: error}\n"})
    with pytest.raises(PlanRefusedError, match="--allow past"):
        world.apply()
    world.apply_well(allow=frozenset({"past"}))


def test_a_protected_post_is_neither_deleted_nor_replaced(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours", more="protect: true\n"), **fillers()})
    world.write({A: entry("Ours", "2036-05-06 09:00", more="protect: true\n")})
    assert outcomes(world.apply()) == {"a@shop-x": "replace skipped"}
    world.remove(A)
    assert outcomes(world.apply()) == {"a@shop-x": "delete skipped"}
    assert the_id(world, "Ours")


@pytest.mark.parametrize(
    "target", ["content/new.md", "new", "new@shop-x", "2036-05-08", "2036-05-08..2036-05-09"]
)
def test_a_target_narrows_the_apply(tmp_path: Path, target: str) -> None:
    world = edited(tmp_path)
    plan = world.plan(targets=(target,))
    assert (plan.partial, [str(c.address) for c in plan.changes]) == (True, ["new@shop-x"])
    world.apply_well(targets=(target,))
    assert {post["text"] for post in world.posts()} >= {"New", "Before"}
    assert actions(world)["a@shop-x"] == "update"


def test_a_target_that_names_nothing_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(InvalidUsageError, match="names no post"):
        edited(tmp_path).apply(targets=("nwe",))


def test_a_partial_apply_forgets_nothing_else(tmp_path: Path) -> None:
    world = edited(tmp_path)
    world.remove("content/filler-1.md")
    world.apply_well(targets=("new",))
    assert actions(world)["filler-1@shop-x"] == "delete"


def test_an_account_that_is_not_there_is_named(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")})
    world.write({"publer-sync.yaml": PROJECT.replace("63c675b5", "63c675ff")})
    with pytest.raises(InvalidProjectError, match="shop-x"):
        world.apply()


def test_an_account_of_another_network_is_named(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")})
    world.write({"publer-sync.yaml": PROJECT.replace("network: twitter", "network: mastodon")})
    with pytest.raises(InvalidProjectError, match="another network"):
        world.apply()


@pytest.mark.parametrize("status", ["live", "documented"])
def test_a_wrong_key_is_named_and_never_shown(tmp_path: Path, status: str) -> None:
    world = a_world(tmp_path, {A: entry("Ours")}, options={"key_error": status})
    world.key = "canary-key-0815"
    with pytest.raises(CredentialsError) as caught:
        world.apply()
    assert "canary" not in str(caught.value)


def test_only_one_apply_at_a_time(tmp_path: Path) -> None:
    world = edited(tmp_path)

    def second(plan: Plan) -> bool:
        with pytest.raises(LockedError, match="pid 1"):
            world.apply()
        return False

    assert world.apply(confirm=second).declined


def test_a_run_that_was_cut_short_is_made_up_for(tmp_path: Path) -> None:
    world = edited(tmp_path)
    world.fault(method="POST", path="/posts/schedule", kind="status:403")
    with pytest.raises(SubscriptionError):
        world.apply()
    world.apply_well()
    assert world.texts() == world.wanted()
