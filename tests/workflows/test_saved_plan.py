"""A saved plan is applied exactly, or refused with a word on what moved."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publer_sync.errors import InvalidUsageError, PlanRefusedError
from publer_sync.render.text.notes import note_text
from publer_sync.workflows.saved_plan import SavedPlan, save_plan
from tests.support.pictures import a_picture
from tests.support.projects import PROJECT
from tests.support.world import World
from tests.workflows.scenes import A, X, applied_world, entry, fillers, pass_time, the_id

PICTURED = entry("After", more="media: [../media/one.png]\n")
B = "content/b.md"


def planned(folder: Path) -> World:
    """A change of a picture and of a text is planned and saved as plan.json."""
    files = {A: entry("Before"), B: entry("Other", "2036-05-07 09:00"), **fillers()}
    world = applied_world(folder, {**files, "media/one.png": a_picture("red")})
    world.write({A: PICTURED, B: entry("Other words", "2036-05-07 09:00")})
    save_plan(world.plan(), folder / "plan.json", note_text)
    return world


def saved(world: World) -> SavedPlan:
    return SavedPlan(world.root / "plan.json")


def test_it_is_applied_while_everything_still_holds(tmp_path: Path) -> None:
    world = planned(tmp_path)
    world.apply(saved=saved(world))
    assert world.texts() == world.wanted()


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    planned(tmp_path)
    assert stat.S_IMODE((tmp_path / "plan.json").stat().st_mode) == 0o600


def apply_meanwhile(world: World) -> None:
    world.write({"content/c.md": entry("In between", "2036-05-08 09:00")})
    world.apply()
    world.remove("content/c.md")
    world.write({A: PICTURED})


MOVES: dict[str, Callable[[World], object]] = {
    "the state": apply_meanwhile,
    "the post files": lambda world: world.write({B: entry("Yet other words", "2036-05-07 09:00")}),
    "the media files": lambda world: world.write({"media/one.png": a_picture("blue")}),
    "the posts in Publer": lambda world: world.edit_by_hand(the_id(world, "Other"), text="Theirs"),
    "the time": lambda world: pass_time(world, "2036-05-05T06:57:00+00:00"),
}


@pytest.mark.parametrize("what", MOVES)
def test_it_is_refused_when_something_moved(tmp_path: Path, what: str) -> None:
    world = planned(tmp_path)
    MOVES[what](world)
    posts, sent = world.posts(), len(world.wire.requests)
    with pytest.raises(PlanRefusedError, match="out of date") as caught:
        world.apply(saved=saved(world))
    assert what in (caught.value.reason or "")
    assert {request.method for request in world.wire.requests[sent:]} == {"GET"}
    assert world.posts() == posts


def test_it_is_refused_when_a_colleague_takes_a_slot(tmp_path: Path) -> None:
    world = planned(tmp_path)
    world.write({"content/d.md": entry("New", "2036-05-09 09:00")})
    save_plan(world.plan(), tmp_path / "plan.json", note_text)
    world.by_hand(account_id=X, text="Theirs", scheduled_at="2036-05-09T07:00Z")
    with pytest.raises(PlanRefusedError, match="the posts in Publer"):
        world.apply(saved=saved(world))


def test_posts_that_the_plan_does_not_touch_may_move(tmp_path: Path) -> None:
    world = planned(tmp_path)
    world.by_hand(account_id=X, text="Theirs", scheduled_at="2036-05-20T07:00Z")
    world.apply(saved=saved(world))
    assert not world.plan().has_changes


def test_it_is_not_applied_twice(tmp_path: Path) -> None:
    world = planned(tmp_path)
    world.apply(saved=saved(world))
    with pytest.raises(PlanRefusedError, match="the state"):
        world.apply(saved=saved(world))


def test_its_own_options_hold(tmp_path: Path) -> None:
    world = planned(tmp_path)
    save_plan(world.plan(targets=("b",)), tmp_path / "plan.json", note_text)
    world.apply(saved=saved(world))
    assert {post["text"] for post in world.posts()} >= {"Other words", "Before"}


EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a word to allow": lambda plan: plan["options"]["allow"].append("deletes"),
    "a word that no version knows": lambda plan: plan["options"]["allow"].append("anything"),
    "no targets": lambda plan: plan["options"]["targets"].clear(),
    "the serial of the state": lambda plan: plan["basis"]["state"].update(serial=9),
    "that it can be applied": lambda plan: plan.update(can_apply=not plan["can_apply"]),
    "what a reviewer sees": lambda plan: plan["changes"][0]["fields"].clear(),
    "the digest": lambda plan: plan.update(digest="sha256:" + "0" * 64),
    "the checksum": lambda plan: plan.update(checksum="sha256:" + "0" * 64),
    "no checksum, as before there was one": lambda plan: plan.pop("checksum"),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edited_plan_is_refused(tmp_path: Path, what: str) -> None:
    save_plan(planned(tmp_path).plan(targets=("b",)), tmp_path / "plan.json", note_text)
    document = json.loads((tmp_path / "plan.json").read_text())
    EDITS[what](document)
    (tmp_path / "plan.json").write_text(json.dumps(document))
    with pytest.raises(PlanRefusedError, match="not the one that was made") as caught:
        SavedPlan(tmp_path / "plan.json")
    assert f"publer-sync plan --out {tmp_path / 'plan.json'}" in str(caught.value.hint)


def test_a_plan_that_only_looks_different_is_applied(tmp_path: Path) -> None:
    world = planned(tmp_path)
    document = json.loads((tmp_path / "plan.json").read_text())
    text = json.dumps(document, sort_keys=True, indent=7).replace("\n", "\r\n")
    (tmp_path / "plan.json").write_bytes(text.encode())
    world.apply(saved=saved(world))
    assert world.texts() == world.wanted()


def test_what_was_refused_then_is_refused_although_the_policy_allows_it_now(tmp_path: Path) -> None:
    world = planned(tmp_path)
    world.write({"publer-sync.yaml": PROJECT + "policy: {settle: 60s, max_deletes: 0}\n"})
    world.remove(B)
    save_plan(world.plan(), tmp_path / "plan.json", note_text)
    world.write({"publer-sync.yaml": PROJECT + "policy: {settle: 60s}\n"})
    posts = world.posts()
    assert world.plan().can_apply
    with pytest.raises(PlanRefusedError, match="refused when it was made") as caught:
        world.apply(saved=saved(world))
    assert f"plan --out {tmp_path / 'plan.json'} --allow deletes`" in str(caught.value.hint)
    assert world.posts() == posts


def test_what_the_policy_refuses_by_now_is_refused(tmp_path: Path) -> None:
    world = planned(tmp_path)
    world.remove(B)
    save_plan(world.plan(), tmp_path / "plan.json", note_text)
    world.write({"publer-sync.yaml": PROJECT + "policy: {settle: 60s, max_deletes: 0}\n"})
    with pytest.raises(PlanRefusedError, match="The plan is refused"):
        world.apply(saved=saved(world))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format_version": 1}', "\xff"])
def test_what_is_no_plan_is_not_applied(tmp_path: Path, content: str) -> None:
    (tmp_path / "plan.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(InvalidUsageError, match="not a plan file"):
        SavedPlan(tmp_path / "plan.json")


def test_the_format_of_another_version_is_refused(tmp_path: Path) -> None:
    planned(tmp_path)
    document = json.loads((tmp_path / "plan.json").read_text()) | {"format_version": 2}
    (tmp_path / "plan.json").write_text(json.dumps(document))
    with pytest.raises(PlanRefusedError, match="another version"):
        SavedPlan(tmp_path / "plan.json")


def test_a_folder_that_cannot_take_it(tmp_path: Path) -> None:
    world = planned(tmp_path)
    with pytest.raises(InvalidUsageError, match="cannot be written"):
        save_plan(world.plan(), tmp_path / "nowhere/plan.json", note_text)
