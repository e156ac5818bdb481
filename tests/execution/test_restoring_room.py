"""Replacements that need the room of other posts: old ones come back only where there is room for them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.model.note import Note, NoteCode
from publer_sync.render.text.notes import note_text
from tests.execution.replacements import (
    ADDRESS,
    REFUSED,
    message,
    post,
    replacing,
    there,
)
from tests.support.world import World
from tests.workflows.scenes import LINKEDIN, A, actions, applied_world, entry, fillers, outcomes

SWAP = {
    A: post("The first", at="2036-05-05 09:00"),
    "content/b.md": post("The second", at="2036-05-05 12:00"),
}
SWAPPED = {
    A: post("The first", at="2036-05-05 12:00"),
    "content/b.md": post("The second", at="2036-05-05 09:00"),
}

LOST = note_text(Note(NoteCode.NOT_RESTORABLE))
RESTORED = note_text(Note(NoteCode.RESTORED))


def swapping(folder: Path) -> World:
    world = applied_world(folder, {**SWAP, **fillers(2)})
    world.write(SWAPPED)
    return world


def test_of_two_that_swap_both_come_back(tmp_path: Path) -> None:
    world = swapping(tmp_path)
    before = world.texts()
    world.fault(kind="status:422", path="/posts/schedule")
    world.apply()
    assert world.texts() == before


def test_of_two_that_swap_one_does_not_come_back_to_a_taken_minute(tmp_path: Path) -> None:
    world = swapping(tmp_path)
    world.fault(kind=REFUSED, path="/posts/schedule", says="The first")
    applied = world.apply()
    assert LOST in message(applied)
    assert there(world) == ["The second"]
    world.apply_well()
    assert world.texts() == world.wanted()


def test_a_replacement_that_the_plan_holds_deletes_nothing(tmp_path: Path) -> None:
    world = replacing(tmp_path, new=post("The new words", at="2036-05-06 09:00"))
    world.by_hand(account_id=LINKEDIN, text="Theirs", scheduled_at="2036-05-06T07:00Z")
    assert outcomes(world.apply()) == {ADDRESS: "replace skipped"}
    assert there(world) == ["The old words", "Theirs"]
    assert "DELETE" not in world.wire.methods


def test_a_moved_post_is_not_touched_when_its_new_version_is_refused(tmp_path: Path) -> None:
    world = replacing(tmp_path, new=post("The new words", at="2036-05-06 09:00"))
    world.fault(kind=REFUSED, path="/posts/schedule")
    world.apply()
    assert there(world) == ["The old words"]
    assert "DELETE" not in world.wire.methods
    world.time.now += timedelta(minutes=2)
    assert actions(world)[ADDRESS] == "replace"


def test_on_x_an_old_post_with_the_same_words_comes_back(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Same words"), **fillers(4)})
    world.write({A: entry("Same words", "2036-05-07 09:00", more="labels: [two]\n")})
    before = world.texts()
    world.fault(kind=REFUSED, path="/posts/schedule")
    assert RESTORED in message(world.apply(), "a@shop-x")
    assert world.texts() == before
    world.apply_well(retry_failed=True)
    assert world.texts() == world.wanted()


@pytest.mark.parametrize("kind", ["false_failure", "drop_after"])
def test_where_both_could_stand_only_the_new_one_does(tmp_path: Path, kind: str) -> None:
    """Not even the minute keeps the two apart here."""
    options = {"x_duplicates": "off", "visibility_delay": "50"}
    world = applied_world(tmp_path, {A: entry("Same words"), **fillers(4)}, **options)
    world.write({A: entry("Same words", "2036-05-07 09:00", more="labels: [two]\n")})
    world.fault(kind=kind, path="/posts/schedule")
    assert outcomes(world.apply()) == {"a@shop-x": "replace done"}
    assert world.texts() == world.wanted()
