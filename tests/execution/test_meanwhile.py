"""What others do between the plan and the write, and what Publer does with a write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publer_sync.model.note import Note, NoteCode
from publer_sync.render.text.notes import note_text, notes_text
from tests.support.pictures import a_picture
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

MOVED = entry("Ours", "2036-05-06 09:00")
THERE = {"account_id": X, "text": "Theirs", "scheduled_at": "2036-05-05T07:00Z"}
ONE = "media: [{file: ../media/one.png, alt: One}]\n"

PUBLISHED = note_text(Note(NoteCode.PUBLISHED_BEFORE_DELETE))
REFUSED = note_text(Note(NoteCode.NOT_DELETED))
NO_ANSWER = note_text(Note(NoteCode.UPDATE_UNANSWERED))
UNCHANGED = note_text(Note(NoteCode.WORDS_NOT_SHOWN))
CHANGED = note_text(Note(NoteCode.FILE_CHANGED))


def message(world: World) -> str:
    (found,) = {notes_text(result.notes) for result in world.apply().results}
    return found or ""


def deleting(folder: Path) -> World:
    world = applied_world(folder, {A: entry("Ours"), **fillers()})
    world.remove(A)
    return world


def test_a_slot_that_a_colleague_takes_between_plan_and_create(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours"), "content/b.md": entry("B", "2036-05-09 09:00")})
    world.before_the_look_of_a_write(lambda: world.by_hand(**THERE))
    applied = world.apply()
    assert outcomes(applied) == {"a@shop-x": "create skipped", "b@shop-x": "create done"}
    assert [post["text"] for post in world.posts()] == ["Theirs", "B"]
    assert actions(world)["a@shop-x"] == "held"


def test_a_slot_that_a_colleague_takes_at_the_very_last_moment(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")})
    world.just_before("POST", "/posts/schedule", lambda: world.by_hand(**THERE))
    assert outcomes(world.apply()) == {"a@shop-x": "create unknown"}
    assert [post["text"] for post in world.posts()] == ["Theirs"]
    assert actions(world) == {"a@shop-x": "held"}


def test_a_post_that_is_published_before_it_is_deleted(tmp_path: Path) -> None:
    world = deleting(tmp_path)
    world.just_before("DELETE", "/posts", lambda: pass_time(world, "2036-05-05T07:00:30+00:00"))
    assert message(world) == PUBLISHED
    assert actions(world)["a@shop-x"] == "forget"


def test_a_deleted_post_that_publer_does_not_name(tmp_path: Path) -> None:
    world = deleting(tmp_path)
    post_id = the_id(world, "Ours")
    world.just_before("DELETE", "/posts", lambda: world.delete_by_hand(post_id))
    assert outcomes(world.apply()) == {"a@shop-x": "delete done"}


def test_a_post_that_publer_does_not_delete_is_not_forgotten(tmp_path: Path) -> None:
    world = deleting(tmp_path)
    world.edit_by_hand(the_id(world, "Ours"), state="scheduled")
    soon = "2036-05-05T06:59:30+00:00"
    world.just_before("DELETE", "/posts", lambda: pass_time(world, soon))
    assert message(world) in {REFUSED, PUBLISHED}
    assert "a@shop-x" in actions(world)


def test_one_of_many_that_stays_does_not_keep_the_others(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.remove(A)
    world.remove("content/filler-1.md")
    soon = "2036-05-05T06:59:30+00:00"
    world.just_before("DELETE", "/posts", lambda: pass_time(world, soon))
    results = outcomes(world.apply(allow=frozenset({"deletes"})))
    assert results["filler-1@shop-x"] == "delete done"
    assert results["a@shop-x"] != "delete done"


def test_a_file_that_changes_after_the_plan_is_not_uploaded(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours", more=ONE), "media/one.png": a_picture("red")})
    other = {"media/one.png": a_picture("blue")}
    world.just_before("GET", "/workspaces", lambda: world.write(other))
    assert CHANGED in message(world)
    assert world.requests("POST") == []
    world.apply_well()
    assert world.texts() == world.wanted()


def test_a_file_that_vanishes_after_the_plan_fails_its_post_only(tmp_path: Path) -> None:
    files = {A: entry("Ours", more=ONE), "media/one.png": a_picture(), **fillers(1)}
    world = a_world(tmp_path, files)
    world.just_before("GET", "/workspaces", lambda: world.remove("media/one.png"))
    assert outcomes(world.apply()) == {
        "a@shop-x": "create failed", "filler-1@shop-x": "create done",
    }  # fmt: skip


def test_a_link_out_of_the_project_that_is_swapped_in_after_the_plan(tmp_path: Path) -> None:
    root = tmp_path / "project"
    world = a_world(root, {A: entry("Ours", more=ONE), "media/one.png": a_picture()})
    (tmp_path / "secret.png").write_bytes(a_picture())

    def swap() -> None:
        world.remove("media/one.png")
        (root / "media/one.png").symlink_to(tmp_path / "secret.png")

    world.just_before("GET", "/workspaces", swap)
    assert "outside the project" in message(world)
    assert world.requests("POST") == []


def test_the_same_content_is_uploaded_once(tmp_path: Path) -> None:
    picture = a_picture()
    files: dict[str, str | bytes] = {
        "media/one.png": picture,
        "media/copy.png": picture,
        A: entry("Ours", accounts="everywhere", more=ONE),
        "content/b.md": entry("B", "2036-05-09 09:00", more=ONE.replace("one", "copy")),
    }
    world = a_world(tmp_path, files)
    world.apply_well()
    assert world.requests("POST").count("/media") == 1
    world.write({"content/c.md": entry("C", "2036-05-10 09:00", more=ONE)})
    world.apply_well()
    assert world.requests("POST").count("/media") == 1


def test_a_picture_that_vanished_from_the_library_is_uploaded_again(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {A: entry("Ours", more=ONE), "media/one.png": a_picture()}
    world = applied_world(tmp_path, files)
    world.delete_by_hand(the_id(world, "Ours"))
    state = world.store.load()
    assert state
    (stored,) = state.media.values()
    world.store.save(state.with_media(replace(stored, id="an-id-that-is-gone")))
    world.apply_well()
    assert world.requests("POST").count("/media") == 2
    assert world.texts() == world.wanted()


def test_a_text_that_publer_rewrites_is_no_drift(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Before")})
    world.write({A: entry("After, with https://example.com/long")})
    post_id = the_id(world, "Before")
    world.just_before(
        "GET", "/posts", lambda: world.just_before(
            "PUT", f"/posts/{post_id}", lambda: world.just_before(
                "GET", "/posts",
                lambda: world.edit_by_hand(post_id, text="After, with https://sho.rt/1"),
            ),
        ),
    )  # fmt: skip
    assert outcomes(world.apply()) == {"a@shop-x": "update done"}
    assert actions(world) == {"a@shop-x": "no_change"}


def titled(folder: Path, readable: str) -> World:
    """A post whose title alone is edited."""
    before = entry("Ours", accounts="shop-linkedin", more="title: Before\n")
    world = applied_world(folder, {A: before}, title_readable=readable)
    world.write({A: before.replace("Before", "After")})
    assert actions(world) == {"a@shop-linkedin": "update"}
    return world


@pytest.mark.parametrize("readable", ["on", "off"])
def test_a_title_alone_is_updated(tmp_path: Path, readable: str) -> None:
    world = titled(tmp_path, readable)
    world.apply_well()
    assert [post["title"] for post in world.posts()] == ["After"]
    assert actions(world) == {"a@shop-linkedin": "no_change"}


@pytest.mark.parametrize("readable", ["on", "off"])
@pytest.mark.parametrize("kind", ["status:422", "drop_before", "status:503"])
def test_a_title_that_was_not_taken_is_not_recorded_as_done(
    tmp_path: Path, readable: str, kind: str
) -> None:
    world = titled(tmp_path, readable)
    world.fault(method="PUT", kind=kind, count=3)
    applied = world.apply()
    assert outcomes(applied) == {"a@shop-linkedin": "update failed"}
    assert "422" in (told := notes_text(applied.results[0].notes)) or told == NO_ANSWER
    assert actions(world) == {"a@shop-linkedin": "update"}
    world.control.delete("/_emulator/faults")
    world.apply_well()
    assert [post["title"] for post in world.posts()] == ["After"]


def test_a_title_whose_answer_was_lost_is_sent_once_in_each_apply(tmp_path: Path) -> None:
    world = titled(tmp_path, "off")
    world.fault(method="PUT", kind="drop_after")
    assert message(world) == NO_ANSWER
    assert len(world.requests("PUT")) == 1
    world.apply_well()
    assert [post["title"] for post in world.posts()] == ["After"]


def test_a_text_that_was_taken_but_does_not_show_is_a_failure(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Before")})
    world.write({A: entry("After")})
    world.fault(method="PUT", kind="silent_loss")
    assert message(world) == UNCHANGED
    world.apply_well()
    assert world.texts() == world.wanted()


def test_a_job_that_cannot_be_asked_for_leaves_its_post_open(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")}, options={"visibility_delay": "300"})
    world.fault(method="GET", path="/job_status", kind="status:404", count=1)
    world.fault(method="GET", path="/job_status", kind="status:500", nth=1, count=50)
    world.apply()
    assert world.requests("POST") == ["/posts/schedule"]
    assert len(world.posts()) == 1


def test_a_job_that_outlives_the_budget_is_not_started_again(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")}, options={"job_delay": "4000"})
    for _ in range(3):
        assert set(outcomes(world.apply()).values()) <= {"create unknown", "create skipped"}
    assert world.requests("POST") == ["/posts/schedule"]
    pass_time(world, "2036-05-01T12:00:00+00:00")
    world.apply_well()
    assert world.texts() == world.wanted()


def test_a_replacement_that_was_not_made_keeps_its_old_half(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours", accounts="shop-linkedin")})
    world.write({A: entry("Ours", "2036-05-06 09:00", accounts="shop-linkedin")})
    world.fault(method="POST", path="/posts/schedule", kind="silent_loss")
    assert outcomes(world.apply()) == {"a@shop-linkedin": "replace failed"}
    assert len(world.posts()) == 1
    world.apply_well()
    assert world.texts() == world.wanted()


def test_a_failure_of_one_post_does_not_cut_the_wait_for_its_neighbour(tmp_path: Path) -> None:
    files = {A: entry("Ours"), "content/b.md": entry("B", "2036-05-09 09:00")}
    world = a_world(tmp_path, files, options={"visibility_delay": "20"})
    world.just_before("POST", "/posts/schedule", lambda: world.by_hand(**THERE))
    assert outcomes(world.apply()) == {"a@shop-x": "create unknown", "b@shop-x": "create done"}
