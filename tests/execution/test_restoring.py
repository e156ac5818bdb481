"""The old post of a replacement comes back when Publer refuses its new version, and only once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.execution.restoring import LATER, LOST, RESTORED
from publer_sync.workflows.apply import Applied
from tests.support.wire import Killed
from tests.support.world import World
from tests.workflows.scenes import LINKEDIN, A, actions, applied_world, entry, fillers, outcomes

ADDRESS = "a@shop-linkedin"
AT = "2036-05-05 09:00"
REFUSED = "refuse:Too loud for us"


def post(text: str, more: str = "labels: [one]\n", at: str = AT) -> str:
    return entry(text, at, "shop-linkedin", more)


OLD, NEW = post("The old words"), post("The new words", "labels: [two]\n")


def replacing(folder: Path, old: str = OLD, new: str = NEW, **options: str) -> World:
    """A post that is replaced in its own minute."""
    world = applied_world(folder, {A: old, **fillers(2)}, **options)
    world.write({A: new})
    return world


def refused(folder: Path, **options: str) -> World:
    """The same, and Publer refuses the new version whenever it is sent."""
    world = replacing(folder, **options)
    world.fault(kind=REFUSED, path="/posts/schedule", says="The new words", count=99)
    return world


def there(world: World) -> list[str]:
    """The texts that stand on the account, in order."""
    return [text for account, _, text in world.texts() if account == LINKEDIN]


def message(applied: Applied, address: str = ADDRESS) -> str:
    (found,) = [r.message for r in applied.results if str(r.address) == address]
    return found or ""


REFUSALS: dict[str, Callable[[World], None]] = {
    "a failed job": lambda w: w.fault(kind=REFUSED, path="/posts/schedule"),
    "422": lambda w: w.fault(kind="status:422", path="/posts/schedule"),
    "silent loss": lambda w: w.fault(kind="silent_loss", path="/posts/schedule"),
}


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
    assert outcomes(world.apply()) == {ADDRESS: "blocked skipped"}
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
    world.write({A: post("Mended words", "labels: [two]\n")})
    world.apply_well()
    assert there(world) == ["Mended words"]
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
    assert (change.action, set(change.fields)) == ("replace", {"labels"})
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
    assert actions(world)["b@shop-linkedin"] == "blocked"
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


SWAP = {
    A: post("The first", at="2036-05-05 09:00"),
    "content/b.md": post("The second", at="2036-05-05 12:00"),
}
SWAPPED = {
    A: post("The first", at="2036-05-05 12:00"),
    "content/b.md": post("The second", at="2036-05-05 09:00"),
}


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


def test_a_replacement_that_the_plan_blocks_deletes_nothing(tmp_path: Path) -> None:
    world = replacing(tmp_path, new=post("The new words", at="2036-05-06 09:00"))
    world.by_hand(account_id=LINKEDIN, text="Theirs", scheduled_at="2036-05-06T07:00Z")
    assert outcomes(world.apply()) == {ADDRESS: "blocked skipped"}
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


def resume(world: World) -> Applied:
    world.wire.die_before = world.wire.die_after = None
    world.deaths.before_save = world.deaths.after_save = None
    for _ in range(4):
        applied = world.apply(allow=frozenset({"deletes"}))
        state = world.store.load()
        if state and not state.intents:
            return applied
    raise AssertionError(applied.results)


def assert_one_post(world: World, text: str) -> None:
    assert there(world) == [text]
    state = world.store.load()
    assert state and not state.intents
    living = {p["id"] for p in world.posts() if p["state"] != "deleted"}
    assert {record.post_id for record in state.records.values()} == living


@pytest.mark.parametrize("side", ["die_before", "die_after"])
@pytest.mark.parametrize("lag", ["0.3", "20"])
def test_killed_at_any_request(tmp_path: Path, side: str, lag: str) -> None:
    counted = refused(tmp_path / "count", visibility_delay=lag)
    sent = len(counted.wire.requests)
    counted.apply()
    for number in range(len(counted.wire.requests) - sent):
        world = refused(tmp_path / str(number), visibility_delay=lag)
        setattr(world.wire, side, len(world.wire.requests) + number)
        with pytest.raises(Killed):
            world.apply()
        resume(world)
        assert_one_post(world, "The old words")
        assert actions(world)[ADDRESS] == "blocked"


@pytest.mark.parametrize("side", ["before_save", "after_save"])
def test_killed_at_any_save_of_the_state(tmp_path: Path, side: str) -> None:
    counted = refused(tmp_path / "count")
    before = counted.deaths.saves
    counted.apply()
    for number in range(counted.deaths.saves - before):
        world = refused(tmp_path / str(number))
        setattr(world.deaths, side, world.deaths.saves + number)
        with pytest.raises(Killed):
            world.apply()
        resume(world)
        assert_one_post(world, "The old words")
        assert actions(world)[ADDRESS] == "blocked"


@pytest.mark.parametrize("side", ["die_before", "die_after"])
def test_killed_at_any_request_and_then_mended(tmp_path: Path, side: str) -> None:
    counted = refused(tmp_path / "count")
    sent = len(counted.wire.requests)
    counted.apply()
    for number in range(len(counted.wire.requests) - sent):
        world = refused(tmp_path / str(number))
        setattr(world.wire, side, len(world.wire.requests) + number)
        with pytest.raises(Killed):
            world.apply()
        world.write({A: post("Mended words", "labels: [two]\n")})
        resume(world)
        assert_one_post(world, "Mended words")


@pytest.mark.parametrize("side", ["die_before", "die_after"])
def test_killed_at_any_request_and_then_removed(tmp_path: Path, side: str) -> None:
    counted = refused(tmp_path / "count")
    sent = len(counted.wire.requests)
    counted.apply()
    for number in range(len(counted.wire.requests) - sent):
        world = refused(tmp_path / str(number))
        setattr(world.wire, side, len(world.wire.requests) + number)
        with pytest.raises(Killed):
            world.apply()
        world.remove(A)
        resume(world)
        assert there(world) == []
        state = world.store.load()
        assert state and not state.intents and len(state.records) == 2
