"""Only what people were shown is written; everything else is held back, and in the way where it stands."""

from __future__ import annotations

from pathlib import Path

from publer_sync.planning.change import HELD, Action, Reason
from publer_sync.planning.guards.approval import item_of, items_of
from publer_sync.planning.plan import Plan
from tests.faults.promises import Ledger
from tests.faults.scenario import a_scene
from tests.faults.team import ALLOWED
from tests.support.git_repository import git
from tests.support.world import World, a_world
from tests.workflows.scenes import A, applied_world, entry, fillers, the_id

B = "content/b.md"


def blocked(plan: Plan) -> dict[str, Reason]:
    return {str(c.address): c.all_reasons[-1].reason for c in plan.of(HELD)}


def item_for(world: World, address: str) -> str:
    """The item of the one change of an address."""
    (item,) = [item_of(c) for c in world.plan_offline().changes if str(c.address) == address]
    return item


def test_what_an_offline_plan_showed_is_all_that_an_apply_needs(tmp_path: Path) -> None:
    world = a_scene(tmp_path, Ledger()).world
    shown = items_of(world.plan_offline(allow=ALLOWED))
    assert world.plan(allow=ALLOWED, approved=shown).changes == world.plan(allow=ALLOWED).changes
    world.apply_well(allow=ALLOWED, approved=shown)
    assert not world.plan(allow=ALLOWED).has_changes


def test_nothing_is_written_that_nobody_was_shown(tmp_path: Path) -> None:
    world = a_scene(tmp_path, Ledger()).world
    plan = world.plan(allow=ALLOWED, approved=frozenset())
    assert not any(change.writes for change in plan.changes)
    assert set(blocked(plan).values()) == {Reason.NOT_APPROVED}


def test_another_text_than_the_one_shown_is_held_back(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("First"), B: entry("B", "2036-05-09 09:00")})
    shown = items_of(world.plan_offline())
    world.write({A: entry("First, with a later thought")})
    assert blocked(world.plan(approved=shown)) == {"a@shop-x": Reason.NOT_APPROVED}


def test_what_two_pull_requests_showed_may_be_done_at_once(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("First")})
    first = items_of(world.plan_offline())
    world.remove(A)
    world.write({B: entry("B", "2036-05-09 09:00")})
    second = items_of(world.plan_offline())
    world.write({A: entry("First")})
    assert blocked(world.plan(approved=first | second)) == {}


def test_what_is_held_back_stays_in_the_way_of_others(tmp_path: Path) -> None:
    """`b` may move to where `a` stands only if `a` moves away."""
    files = {A: entry("First"), B: entry("B", "2036-05-09 09:00"), **fillers()}
    world = applied_world(tmp_path, files)
    world.write({A: entry("First", "2036-05-20 09:00"), B: entry("B")})
    plan = world.plan(approved=frozenset({item_for(world, "b@shop-x")}))
    assert blocked(plan) == {"a@shop-x": Reason.NOT_APPROVED, "b@shop-x": Reason.SLOT_TAKEN}


def test_an_edit_in_publer_is_not_undone_unless_that_was_shown(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("First"), **fillers()})
    world.edit_by_hand(the_id(world, "First"), text="By hand")
    shown = items_of(world.plan_offline())
    assert blocked(world.plan(approved=shown)) == {"a@shop-x": Reason.NOT_APPROVED}


def test_a_deletion_is_of_the_post_that_was_shown(tmp_path: Path) -> None:
    world = applied_world(
        tmp_path, {A: entry("First"), B: entry("B", "2036-05-09 09:00"), **fillers()}
    )
    world.remove(A)
    shown = items_of(world.plan_offline())
    world.remove(B)
    plan = world.plan(approved=shown)
    assert [str(c.address) for c in plan.of(Action.DELETE)] == ["a@shop-x"]
    assert blocked(plan) == {"b@shop-x": Reason.NOT_APPROVED}


def test_an_item_of_a_change_does_not_depend_on_when_it_was_planned(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("First")})
    before = items_of(world.plan())
    world.time.sleep(3600)
    assert items_of(world.plan()) == before != set()


def test_only_an_apply_that_left_nothing_undone_notes_its_commit(tmp_path: Path) -> None:
    """What the next apply takes for shown begins at that commit."""
    world = a_world(tmp_path, {A: entry("First"), B: entry("B", "2036-05-09 09:00")})
    first = committed(tmp_path)
    everything = items_of(world.plan_offline())
    world.apply(approved=frozenset({item_for(world, "a@shop-x")}))
    assert remembered(world) is None
    world.apply(approved=everything)
    assert remembered(world) == first
    committed(tmp_path)
    world.apply()
    assert remembered(world) == first  # who does not ask for approval leaves the note alone


def committed(folder: Path) -> str:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Posts")
    return git(folder, "rev-parse", "HEAD")


def remembered(world: World) -> str | None:
    state = world.store.load()
    assert state
    return state.applied
