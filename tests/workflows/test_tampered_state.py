"""A state that someone changed: without a signature, it still cannot do everything; see docs/safety.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from publer_sync.execution.recording import remove_record
from publer_sync.model.address import Address
from publer_sync.model.network import Network
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.state import Intent, State
from publer_sync.planning.change import Action, Change, Reason
from publer_sync.render.text.notes import note_text
from tests.execution.replacements import ADDRESS, REFUSED, message, post, refused, there
from tests.support.pictures import a_picture
from tests.support.projects import PROJECT
from tests.support.tampering import (
    change_restore_point,
    point_at,
    rename_media,
    say_instead,
    swap_media,
    tamper,
    with_content,
    with_digest,
    with_entry,
    with_state,
    with_target,
)
from tests.support.wire import Killed
from tests.support.world import World
from tests.workflows.scenes import LINKEDIN, A, X, applied_world, entry, fillers, outcomes

B = "content/b.md"
EDITED_DELETES = frozenset({"edited-deletes"})
HERS = {"account_id": LINKEDIN, "text": "Hers", "scheduled_at": "2036-05-20T07:00Z"}


def shop(folder: Path) -> World:
    """A post of ours on X, and one on the account where the colleague's post is, which is read with it."""
    near = {"content/near.md": entry("Near hers", "2036-05-20 12:00", "shop-linkedin")}
    return applied_world(folder, {A: entry("Ours"), **near, **fillers()})


def pointed_at_hers(folder: Path) -> World:
    """The same, and the state says that hers is ours."""
    world = shop(folder)
    tamper(world, point_at("a@shop-x", world.by_hand(**HERS)["id"]))
    return world


def changed(world: World, **options: frozenset[str]) -> Change:
    return next(c for c in world.plan(**options).changes if str(c.address) == "a@shop-x")


def with_notes_of_deletes(ids: list[str]) -> Callable[[State], State]:
    """The state says that replacements were interrupted, and that these posts are their old ones."""

    def change(state: State) -> State:
        record = state.records[Address.parse("near@shop-linkedin")]
        noted = [remove_record(replace(record, post_id=each), record.written_at) for each in ids]
        return state.with_intents(noted)

    return change


@pytest.mark.parametrize(("number", "words"), [(5, set()), (6, {"replaces"})])
def test_many_notes_of_deletes_that_did_not_end_refuse_a_plan(
    tmp_path: Path, number: int, words: set[str]
) -> None:
    world = shop(tmp_path)
    hers = [{**HERS, "scheduled_at": f"2036-05-20T0{n}:00Z"} for n in range(number)]
    tamper(world, with_notes_of_deletes([world.by_hand(**each)["id"] for each in hers]))
    world.write({"publer-sync.yaml": PROJECT + "policy: {settle: 60s, max_replaces: 0}\n"})
    plan = world.plan()
    assert (plan.summary["delete"], set(plan.words_to_allow)) == (number, words)
    assert plan.can_apply == (not words)


REMOVED = None
EDITS = {
    "removed": REMOVED,
    "other words": entry("Ours, edited"),
    "another time": entry("Ours", "2036-05-07 09:00"),
}


@pytest.mark.parametrize("after", EDITS.values(), ids=list(EDITS))
def test_a_post_that_has_nothing_of_its_record_is_left_alone(
    tmp_path: Path, after: str | None
) -> None:
    world = pointed_at_hers(tmp_path)
    world.write({A: after}) if after else world.remove(A)
    change = changed(world)
    assert change.held and change.held.reason is Reason.NOT_AS_RECORDED
    world.apply(allow=frozenset({"deletes"}))
    assert (LINKEDIN, "2036-05-20T07:00Z", "Hers") in world.texts()


def test_a_person_who_looked_at_it_allows_it(tmp_path: Path) -> None:
    world = pointed_at_hers(tmp_path)
    world.remove(A)
    change = changed(world, allow=EDITED_DELETES)
    assert change.section == Action.DELETE
    edits = {each.detail for each in change.reasons if each.reason is Reason.DELETES_EDIT}
    assert (change.network, edits) == (Network.LINKEDIN, {"scheduled_at", "text"})


COLLEAGUES_EDITS = {
    "text": {"text": "Ours, and hers"},
    "time": {"scheduled_at": "2036-05-08T09:00Z"},
    "text and time": {"text": "Ours, and hers", "scheduled_at": "2036-05-08T09:00Z"},
}


@pytest.mark.parametrize("edit", COLLEAGUES_EDITS.values(), ids=list(COLLEAGUES_EDITS))
def test_a_delete_of_what_a_colleague_edited_is_only_shown_as_such(
    tmp_path: Path, edit: dict[str, str]
) -> None:
    world = shop(tmp_path)
    (ours,) = [p["id"] for p in world.posts() if p["text"] == "Ours"]
    world.edit_by_hand(ours, **edit)
    world.remove(A)
    change = changed(world)
    said = {because.detail for because in change.reasons if because.reason is Reason.DELETES_EDIT}
    assert (change.section, said) == (Action.DELETE, set(edit))


def test_a_delete_of_a_post_as_it_was_sent_says_nothing_of_edits(tmp_path: Path) -> None:
    world = shop(tmp_path)
    world.remove(A)
    assert (changed(world).section, changed(world).reasons) == (Action.DELETE, ())


def test_a_delete_of_an_idea_says_nothing_of_its_account(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: "---\nidea: private\n---\nAn idea.\n", **fillers()})
    world.remove(A)
    (change,) = world.plan().of(Action.DELETE)
    assert change.reasons == ()


ONE, TWO = "media/one.png", "media/two.png"
URL = "https://example.com/jam.png"


def pictured(text: str, picture: str, at: str = "2036-05-05 09:00") -> str:
    return entry(text, at, more=f"media: [{{file: ../{picture}, alt: A picture}}]\n")


def pictures_of(world: World, text: str) -> list[str]:
    """The names of the pictures of a post, without hash and suffix."""
    (post,) = [p for p in world.posts() if p["text"] == text]
    return [medium["name"].partition(".")[0] for medium in post["media"]]


def test_a_picture_that_was_swapped_in_the_state_is_uploaded_again(tmp_path: Path) -> None:
    files = {ONE: a_picture("red"), TWO: a_picture("blue")}
    posts = {A: pictured("One", ONE), B: pictured("Two", TWO, "2036-05-06 09:00")}
    world = applied_world(tmp_path, {**files, **posts, **fillers()})
    tamper(world, swap_media)
    world.write({"content/c.md": pictured("Three", ONE, "2036-05-07 09:00")})
    world.apply()
    assert pictures_of(world, "Three") == ["one"]


def test_the_hash_of_another_file_within_a_name_does_not_count(tmp_path: Path) -> None:
    key = sha256(a_picture("red")).hexdigest()
    misnamed = f"media/two.{key[:12]}.png"
    files = {ONE: a_picture("red"), misnamed: a_picture("blue")}
    posts = {A: pictured("One", ONE), B: pictured("Two", misnamed, "2036-05-06 09:00")}
    world = applied_world(tmp_path, {**files, **posts, **fillers()})
    tamper(world, swap_media)
    world.write({"content/c.md": pictured("Three", ONE, "2036-05-07 09:00")})
    world.apply()
    assert pictures_of(world, "Three") == ["one"]


def from_the_web(text: str, at: str) -> str:
    return entry(text, at, more=f"media: [{{url: '{URL}', alt: A picture}}]\n")


def test_of_a_picture_from_the_web_the_name_must_have_its_hash_too(tmp_path: Path) -> None:
    posts = {
        A: from_the_web("One", "2036-05-05 09:00"),
        B: pictured("Two", TWO, "2036-05-06 09:00"),
    }
    world = applied_world(tmp_path, {TWO: a_picture(), **posts, **fillers()})
    (other,) = [p["media"][0] for p in world.posts() if p["text"] == "Two"]
    key = sha256(URL.encode()).hexdigest()
    tamper(world, rename_media(key, other["id"], other["name"], other["path"]))
    world.write({"content/c.md": from_the_web("Three", "2036-05-07 09:00")})
    world.apply()
    assert pictures_of(world, "Three") == ["jam"]


def test_a_picture_from_the_web_as_it_was_recorded_is_fetched_once(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: from_the_web("One", "2036-05-05 09:00"), **fillers()})
    world.write({B: from_the_web("Two", "2036-05-06 09:00")})
    world.apply_well()
    assert world.requests("POST").count("/media/from-url") == 1


def test_a_picture_as_it_was_recorded_is_not_uploaded_again(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {ONE: a_picture(), A: pictured("One", ONE), **fillers()})
    world.write({B: pictured("Two", ONE, "2036-05-06 09:00")})
    world.apply_well()
    assert world.requests("POST").count("/media") == 1


Edit = Callable[[Intent], Intent]
RESTORE_EDITS: dict[str, Edit] = {
    "another text": lambda intent: with_content(intent, text="Unreviewed"),
    "text that is none": lambda intent: with_content(intent, text=["Unreviewed"]),
    "another text, noted too": lambda i: replace(with_content(i, text="No"), text="No"),
    "other digests": lambda intent: replace(intent, fields={"text": "x"}),
    "a comment": lambda intent: with_target(intent, comments=[{"text": "Unreviewed"}]),
    "another time": lambda intent: with_target(intent, scheduled_at="2036-05-05T08:00:00+00:00"),
    "no digest, as before there was one": lambda intent: replace(intent, request_digest=""),
    "no posts": lambda intent: replace(
        intent, request={"bulk": {"posts": [], "state": "scheduled"}}
    ),
    "another account": lambda intent: with_target(intent, id=X),
}
WITH_DIGEST: dict[str, Edit] = {
    "another account": lambda intent: with_target(intent, id=X),
    "another account, noted too": lambda i: replace(with_target(i, id=X), account_id=X),
    "shared by another account": lambda i: with_target(i, share={"account_ids": [X]}),
    "a time that has passed": lambda i: with_target(i, scheduled_at="2026-05-05T08:00:00+00:00"),
    "no time": lambda intent: with_target(intent, scheduled_at=None),
    "no account": lambda intent: with_target(intent, id=[]),
    "published at once": lambda intent: with_state(intent, "publish"),
    "a series without a rule": lambda intent: with_state(intent, "recurring"),
    "a draft": lambda intent: with_state(intent, "draft"),
    "a comment": lambda intent: with_target(intent, comments=[{"text": "Unreviewed"}]),
    "a comment that is none": lambda intent: with_target(intent, comments=["Unreviewed"]),
    "a title": lambda intent: with_content(intent, title="Unreviewed"),
    "deleted soon": lambda intent: with_target(intent, delete={"hide": False}),
    "recycled": lambda intent: with_entry(intent, recycling={"gap": 1, "gap_freq": "Day"}),
    "at a time of Publer's": lambda intent: with_entry(intent, auto=True),
    "no posts": RESTORE_EDITS["no posts"],
}


def killed_between_the_halves(folder: Path, **versions: str) -> World:
    """The old post is deleted, its restore point is in the state, and the new one is refused."""
    world = refused(folder, **versions)
    sent = len(world.requests("POST"))
    world.just_before("POST", "/posts/schedule", _die)
    with pytest.raises(Killed):
        world.apply()
    assert (there(world), len(world.requests("POST"))) == ([], sent + 1)
    return world


def _die() -> None:
    raise Killed


def is_not_sent(world: World) -> bool:
    applied = world.apply()
    assert note_text(Note(NoteCode.KEPT_DIFFERS)) in message(applied)
    return {text for _, _, text in world.texts()} <= {t for _, _, t in world.wanted()}


@pytest.mark.parametrize("edit", RESTORE_EDITS.values(), ids=list(RESTORE_EDITS))
def test_a_restore_point_that_was_edited_is_not_sent(tmp_path: Path, edit: Edit) -> None:
    world = killed_between_the_halves(tmp_path)
    tamper(world, change_restore_point(edit))
    assert is_not_sent(world)


def test_a_text_that_was_replaced_throughout_the_state_is_not_sent(tmp_path: Path) -> None:
    world = killed_between_the_halves(tmp_path)
    say_instead(world, "The old words", "Unreviewed")
    assert is_not_sent(world)


@pytest.mark.parametrize("edit", WITH_DIGEST.values(), ids=list(WITH_DIGEST))
def test_a_digest_that_fits_sends_nothing_to_others_nor_at_once(tmp_path: Path, edit: Edit) -> None:
    world = killed_between_the_halves(tmp_path)
    tamper(world, change_restore_point(lambda intent: with_digest(edit(intent))))
    assert is_not_sent(world)


def test_a_restore_point_of_a_removed_file_is_not_sent(tmp_path: Path) -> None:
    world = killed_between_the_halves(tmp_path)
    world.remove(A)
    world.apply()
    assert there(world) == []


def test_a_restore_point_that_nobody_touched_is_sent(tmp_path: Path) -> None:
    world = killed_between_the_halves(tmp_path)
    assert outcomes(world.apply()) == {ADDRESS: "create failed"}
    assert there(world) == ["The old words"]


COMMENTED = "comments: [{text: Hello, match: any}, {text: Later, after: 2d}]\ndelete: {after: 9w}\n"
LAST = {"relation": "AND", "clauses": {"age": {"duration": 2, "unit": "Day"}}}
AS_NOTED: list[dict[str, object]] = [{"text": "Hello"}, {"text": "Later", "conditions": LAST}]
Comments = list[dict[str, object]]
COMMENT_EDITS: dict[str, Comments] = {
    "another text": [{"text": "Unreviewed"}, AS_NOTED[1]],
    "one more": [*AS_NOTED, {"text": "Unreviewed"}],
    "one less": AS_NOTED[1:],
    "at once": [{"text": "Hello"}, {"text": "Later"}],
    "a picture": [{"text": "Hello", "media": {"path": "https://example.com/x.png"}}, AS_NOTED[1]],
}


def commented(folder: Path) -> World:
    """A post with comments, and the same between the two halves of its replacement."""
    versions = {"old": post("The old words", COMMENTED + "labels: [one]\n")}
    versions |= {"new": post("The new words", COMMENTED)}
    return killed_between_the_halves(folder, **versions)


@pytest.mark.parametrize("comments", COMMENT_EDITS.values(), ids=list(COMMENT_EDITS))
@pytest.mark.parametrize("edited", [COMMENTED, ""], ids=["file as noted", "file edited since"])
def test_comments_that_were_edited_are_not_sent(
    tmp_path: Path, comments: Comments, edited: str
) -> None:
    world = commented(tmp_path)
    world.write({A: post("The new words", edited)})
    tamper(world, change_restore_point(lambda i: with_digest(with_target(i, comments=comments))))
    assert is_not_sent(world)


@pytest.mark.parametrize("edited", [COMMENTED, "", "comments: [{text: Other}]\n"])
def test_comments_that_nobody_touched_in_the_state_are_sent(tmp_path: Path, edited: str) -> None:
    world = commented(tmp_path)
    world.write({A: post("The new words", edited)})
    world.apply()
    assert there(world) == ["The old words"]


PICTURED = "thread: [{text: See, media: {file: ../media/one.png, alt: A}}]\n"


@pytest.mark.parametrize("edit", ["See", "Unreviewed"])
def test_a_thread_with_a_picture_is_that_of_the_file(tmp_path: Path, edit: str) -> None:
    old = entry("The old words", more=PICTURED + "labels: [one]\n")
    world = applied_world(tmp_path, {ONE: a_picture(), A: old, **fillers(2)})
    world.write({A: entry("The new words", more=PICTURED)})
    world.fault(kind=REFUSED, path="/posts/schedule", says="The new words", count=99)
    world.just_before("POST", "/posts/schedule", _die)
    with pytest.raises(Killed):
        world.apply()
    say_instead(world, '"See"', f'"{edit}"')
    tamper(world, change_restore_point(with_digest))
    world.apply()
    assert ("The old words" in {text for _, _, text in world.texts()}) == (edit == "See")
