"""What colleagues do in the web app while files and apply go their own way: nothing twice, nothing lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from publer_sync.errors import PlanRefusedError
from publer_sync.execution.events import Outcome
from publer_sync.planning.change import HELD, Action, ChangeStatus, Reason
from publer_sync.planning.plan import Plan
from publer_sync.render.text.notes import notes_text
from tests.support.wire import Killed
from tests.support.world import World, a_world

LINKEDIN = "650170394e299e33b427c2ff"
X = "63c675b54e299e9cf2b667ea"
A, B = "content/a.md", "content/b.md"


def entry(text: str, at: str = "10 09:00", account: str = "shop-linkedin", more: str = "") -> str:
    return f"---\naccounts: [{account}]\nschedule: 2036-05-{at}\n{more}---\n{text}\n"


def applied(folder: Path, **options: str) -> World:
    """Two posts that were applied a while ago."""
    files: dict[str, str | bytes] = {A: entry("Ours"), B: entry("Another", "20 09:00")}
    world = a_world(folder, files, options=options)
    world.apply_well()
    world.time.now += timedelta(minutes=10)
    return world


def ours(world: World, text: str = "Ours") -> dict[str, Any]:
    return next(post for post in world.posts() if post["text"] == text)


def action(world: World, address: str = "a@shop-linkedin", **options: Any) -> str:
    plan = world.plan(**options)
    return next(change.section for change in plan.changes if str(change.address) == address)


def test_a_dragged_post_whose_file_goes_is_deleted_where_it_stands(tmp_path: Path) -> None:
    world = applied(tmp_path)
    world.edit_by_hand(ours(world)["id"], scheduled_at="2036-09-20T12:00:00+02:00")
    world.remove(A)
    world.apply_well(allow=frozenset({"deletes"}))
    assert [post["text"] for post in world.posts()] == ["Another"]


@pytest.mark.parametrize("ids", ["same", "integer"])
def test_a_post_that_somebody_published_at_once_is_not_made_again(tmp_path: Path, ids: str) -> None:
    world = applied(tmp_path, published_ids=ids)
    world.edit_by_hand(ours(world)["id"], scheduled_at=world.time.now.isoformat())
    world.time.now += timedelta(minutes=10)
    assert action(world) == ChangeStatus.PUBLISHED
    world.apply()
    assert len(world.posts()) == 2


def test_a_post_that_became_a_draft_without_a_time_is_found(tmp_path: Path) -> None:
    world = applied(tmp_path)
    world.edit_by_hand(ours(world)["id"], state="draft", scheduled_at=None)
    assert action(world) == Action.REPLACE
    world.apply_well()
    assert world.texts() == world.wanted()


def test_a_post_that_was_published_meanwhile_gets_no_second_one(tmp_path: Path) -> None:
    """Killed between the new half and the old one; then the old one goes out on its day."""
    world = applied(tmp_path)
    world.write({A: entry("Ours", "12 09:00")})
    world.wire.die_after = _the_post_before_the_delete(tmp_path / "count")
    with pytest.raises(Killed):
        world.apply()
    world.wire.die_after = None
    world.time.now += timedelta(days=10)
    world.apply(allow=frozenset({"deletes"}))
    assert [p["state"] for p in world.posts() if p["text"] == "Ours"] == ["published"]


def _the_post_before_the_delete(folder: Path) -> int:
    world = applied(folder)
    world.write({A: entry("Ours", "12 09:00")})
    world.apply_well()
    methods = [request.method for request in world.wire.requests]
    return methods.index("DELETE") - 1


def test_an_edit_made_while_a_person_thinks_stops_the_apply(tmp_path: Path) -> None:
    world = applied(tmp_path)
    world.write({A: entry("Ours, edited")})

    def think(plan: Plan) -> bool:
        world.edit_by_hand(ours(world)["id"], text="An important correction")
        return True

    with pytest.raises(PlanRefusedError, match="changed while you were asked"):
        world.apply(confirm=think)
    assert "An important correction" in [post["text"] for post in world.posts()]


def test_protection_counts_although_its_change_was_blocked(tmp_path: Path) -> None:
    world = applied(tmp_path)
    world.write({A: entry("Ours", more="protect: true\nlabels: [new]\n")})
    world.apply()
    world.remove(A)
    assert action(world, allow=frozenset({"deletes"})) == HELD


def test_a_colleagues_published_post_in_our_slot_is_not_ours(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours", "01 10:30"), B: entry("Another", "20 09:00")})
    world.apply_well()
    world.delete_by_hand(ours(world)["id"])
    world.by_hand(account_id=LINKEDIN, text="Theirs", scheduled_at="2036-05-01T10:30:00+02:00")
    world.time.now += timedelta(hours=1)
    world.write({A: entry("Ours, edited", "01 10:30")})
    world.apply(update_published=True)
    assert "Theirs" in [post["text"] for post in world.posts()]


def test_a_text_that_x_would_refuse_is_foreseen_before_anything_is_deleted(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Alpha", account="shop-x")})
    world.apply_well()
    world.by_hand(account_id=X, text="Beta is out", scheduled_at="2036-05-11T09:00:00+02:00")
    world.write({A: entry("Beta is out", account="shop-x", more="labels: [new]\n")})
    change = next(c for c in world.plan().changes if c.address.entry == "a")
    assert (change.section, change.all_reasons[-1].reason) == (HELD, Reason.SAME_TEXT)
    world.apply()
    assert len(world.posts()) == 2


def test_beyond_the_window_a_refusal_by_x_is_a_failure_like_any_other(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        A: entry("Our thanks", "03 09:00", "shop-x"),
        B: entry("Our thanks", "28 09:00", "shop-x"),
    }
    world = a_world(tmp_path, files, options={"x_duplicates": "refused"})
    failed = [each for each in world.apply().results if each.outcome is Outcome.FAILED]
    assert [str(each.address) for each in failed] == ["b@shop-x"]
    assert "duplicative" in notes_text(failed[0].notes)
    world.set(x_duplicates="off")
    world.apply_well(retry_failed=True)
    assert len(world.posts()) == 2
