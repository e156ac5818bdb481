"""The old post of a replacement comes back when Publer refuses its new version, and only once."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.model.note import Note, NoteCode
from publer_sync.render.text.notes import note_text
from tests.execution.replacements import (
    ADDRESS,
    OLD,
    REFUSALS,
    message,
    post,
    refused,
    replacing,
    there,
)
from tests.support.wire import Killed
from tests.support.world import World
from tests.workflows.scenes import LINKEDIN, A, actions, applied_world, entry, fillers, outcomes

LATER = note_text(Note(NoteCode.NOT_RESTORED_YET))
LOST = note_text(Note(NoteCode.NOT_RESTORABLE))
RESTORED = note_text(Note(NoteCode.RESTORED))


@pytest.mark.parametrize("how", REFUSALS)
def test_the_old_post_stands_again(tmp_path: Path, how: str) -> None:
    world = replacing(tmp_path)
    REFUSALS[how](world)
    applied = world.apply()
    assert outcomes(applied) == {ADDRESS: "replace failed"}
    assert message(applied).endswith(f"{RESTORED}, without what Publer does not show of it: labels")
    assert there(world) == ["The old words"]


@pytest.mark.parametrize("how", REFUSALS)
def test_then_its_new_version_waits_for_a_person(tmp_path: Path, how: str) -> None:
    world = replacing(tmp_path)
    REFUSALS[how](world)
    world.apply()
    posts = world.posts()
    assert outcomes(world.apply()) == {ADDRESS: "replace skipped"}
    assert world.posts() == posts
    state = world.store.load()
    assert state and not state.intents


@pytest.mark.parametrize("kind", ["drop_before", "status:503", "html"])
def test_what_publer_never_answered_is_tried_again_by_itself(tmp_path: Path, kind: str) -> None:
    world = replacing(tmp_path)
    world.fault(kind=kind, path="/posts/schedule")
    applied = world.apply()
    assert (outcomes(applied)[ADDRESS], there(world)) == ("replace failed", ["The old words"])
    assert RESTORED in message(applied)
    world.apply_well()
    assert there(world) == ["The new words"]


def test_killed_before_the_create_and_restored_then_the_next_plan_replaces(tmp_path: Path) -> None:
    """What was never answered is not refused, whatever words the state has for it."""
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.write({A: entry("Ours", "2036-05-08 09:00")})

    def die() -> None:
        raise Killed

    world.just_before("POST", "/posts/schedule", die)
    with pytest.raises(Killed):
        world.apply()
    world.time.sleep(300)
    world.fault(kind="drop_before", path="/posts/schedule")
    assert RESTORED in message(world.apply(), "a@shop-x")
    assert actions(world)["a@shop-x"] == "replace"


def test_it_is_tried_once_more_when_asked_for(tmp_path: Path) -> None:
    world = replacing(tmp_path)
    REFUSALS["422"](world)
    world.apply()
    assert actions(world, retry_failed=True)[ADDRESS] == "replace"
    world.apply_well(retry_failed=True)
    assert there(world) == ["The new words"]
    assert not world.plan().has_changes


def test_a_mended_file_replaces_the_restored_post(tmp_path: Path) -> None:
    world = refused(tmp_path)
    world.apply()
    world.write({A: post("Fixed words", "labels: [two]\n")})
    world.apply_well()
    assert there(world) == ["Fixed words"]
    assert not world.plan().has_changes


def test_a_file_without_its_entry_deletes_the_restored_post(tmp_path: Path) -> None:
    world = refused(tmp_path)
    world.apply()
    world.remove(A)
    world.apply_well(allow=frozenset({"deletes"}))
    assert there(world) == []
    state = world.store.load()
    assert state and not (state.intents or state.failures)


def test_a_file_put_back_names_what_could_not_be_restored(tmp_path: Path) -> None:
    world = refused(tmp_path)
    world.apply()
    world.write({A: OLD})
    (change,) = [c for c in world.plan().changes if str(c.address) == ADDRESS]
    assert (change.section, set(change.fields)) == ("replace", {"labels"})
    world.apply_well()
    assert not world.plan().has_changes


def test_what_is_restored_whole_needs_nothing_when_its_file_is_put_back(tmp_path: Path) -> None:
    plain = post("The old words", "")
    world = replacing(tmp_path, old=plain)
    REFUSALS["422"](world)
    assert message(world.apply()).endswith(RESTORED)
    world.write({A: plain})
    assert not world.plan().has_changes
    world.apply_well()
    state = world.store.load()
    assert state and not state.failures


def test_a_renamed_file_does_not_try_again_either(tmp_path: Path) -> None:
    world = refused(tmp_path)
    world.apply()
    world.rename(A, "content/b.md")
    world.apply()
    assert actions(world)["b@shop-linkedin"] == "held"
    assert there(world) == ["The old words"]


def test_no_answer_is_no_refusal(tmp_path: Path) -> None:
    """Nothing is restored while the new version may still appear."""
    world = replacing(tmp_path)
    world.set(
        visibility_delay="100"
    )  # longer than the settling delay: all that is left is Publer's own rule
    world.fault(kind="drop_after", path="/posts/schedule")
    for _ in range(3):
        world.apply()
        assert there(world) == ["The new words"]


@pytest.mark.parametrize("kind", ["false_failure", "drop_after", "status_after:503"])
@pytest.mark.parametrize("lag", ["0.3", "50"])
def test_a_new_version_that_appears_after_all_is_the_only_one(
    tmp_path: Path, kind: str, lag: str
) -> None:
    world = replacing(tmp_path, visibility_delay=lag)
    world.fault(kind=kind, path="/posts/schedule")
    assert outcomes(world.apply()) == {ADDRESS: "replace done"}
    assert there(world) == ["The new words"]
    world.apply_well()
    assert not world.plan().has_changes


def test_an_old_post_that_publer_refuses_too_is_tried_again(tmp_path: Path) -> None:
    world = replacing(tmp_path)
    world.fault(kind="refuse:Closed", path="/posts/schedule", count=2)
    assert LATER in message(world.apply())
    assert there(world) == []
    world.apply_well()
    assert there(world) == ["The new words"]


POLL = "poll: {options: [Yes, No], question: Well?, days: 3}\n"


def test_a_poll_is_not_restored_as_something_else(tmp_path: Path) -> None:
    other = "poll: {options: [Yes, No, Perhaps], question: Well?, days: 3}\n"
    world = replacing(tmp_path, post("What do you say?", POLL), post("What do you say?", other))
    REFUSALS["422"](world)
    assert message(world.apply()).endswith(f"{LOST}: Publer does not show its poll")
    assert there(world) == []
    assert world.plan().summary["create"] == 1


def test_a_poll_that_the_file_still_has_is_restored_with_it(tmp_path: Path) -> None:
    world = replacing(
        tmp_path, post("One?", POLL + "labels: [one]\n"), post("Two?", POLL + "labels: [two]\n")
    )
    REFUSALS["422"](world)
    world.apply()
    assert there(world) == ["One?"]
    (found,) = [p for p in world.posts() if p["text"] == "One?" and p["state"] != "deleted"]
    assert (found["type"], found["content"]["options"]) == ("poll", ["Yes", "No"])


def test_a_draft_with_a_date_comes_back_as_a_draft(tmp_path: Path) -> None:
    world = replacing(
        tmp_path, post("The old words", "draft: true\n"), post("The old words", "draft: false\n")
    )
    REFUSALS["422"](world)
    world.apply()
    assert [p["state"] for p in world.posts() if p["text"] == "The old words"][-1] == "draft"
    assert there(world) == ["The old words"]


def test_a_colleague_who_took_the_minute_keeps_it(tmp_path: Path) -> None:
    world = refused(tmp_path)
    theirs = {"account_id": LINKEDIN, "text": "Theirs", "scheduled_at": "2036-05-05T07:00Z"}
    world.just_before("POST", "/posts/schedule", lambda: world.by_hand(**theirs))
    world.apply()
    assert there(world) == ["Theirs"]


def test_what_was_kept_is_in_the_state_only_while_it_is_needed(tmp_path: Path) -> None:
    world = refused(tmp_path)
    world.just_before("DELETE", "/posts", lambda: saved.append(text_of_state(world)))
    saved: list[str] = []
    world.apply()
    assert "The old words" in saved[0]
    assert "words" not in text_of_state(world)


def text_of_state(world: World) -> str:
    return (world.root / ".publer-sync/state.json").read_text()
