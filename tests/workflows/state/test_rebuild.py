"""A state that was lost is rebuilt: nothing is made twice, nothing is guessed, Publer is only read."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.errors import InvalidUsageError, PlanRefusedError, StateError
from publer_sync.model.address import Address
from publer_sync.model.state import State
from publer_sync.state.format import from_text
from publer_sync.workflows.state.take_option import takes_of
from tests.support.planning import open_addresses
from tests.support.rebuilding import lost, rebuilt, sole_candidates
from tests.support.wire import Killed
from tests.support.world import World
from tests.test_adoption_safety import AT_ONCE, MONTH, RECYCLED, project, times_said
from tests.test_shelves_safety import (
    BEFORE,
    a_scene,
    apply_until_done,
    assert_exactly_once,
)
from tests.workflows.scenes import (
    LINKEDIN,
    A,
    X,
    actions,
    applied_world,
    entry,
    fillers,
    pass_time,
    the_id,
)

FILES = {A: entry("First post"), **fillers(2)}


def state_in(world: World) -> State:
    state = world.store.load()
    assert state
    return state


@pytest.fixture
def world(tmp_path: Path) -> World:
    return applied_world(tmp_path, FILES)


def test_the_plan_is_empty_again(world: World) -> None:
    before = state_in(world)
    done = rebuilt(lost(world))
    after = state_in(world)
    assert (done.is_saved, done.backup, after.lineage, after.serial) == (
        True,
        None,
        "a-new-lineage",
        1,
    )
    assert {a: r.post_id for a, r in after.records.items()} == {
        a: r.post_id for a, r in before.records.items()
    }
    assert set(actions(world).values()) == {"no_change"}


def test_what_was_published_is_recorded_with_its_link(world: World) -> None:
    pass_time(world, "2036-05-20T08:00+00:00")
    rebuilt(lost(world))
    record = state_in(world).records[Address("a", "shop-x")]
    assert record.status == "published"
    assert record.post_link
    assert actions(world)["a@shop-x"] == "published"


def test_what_failed_is_not_made_again(tmp_path: Path) -> None:
    world = applied_world(tmp_path, FILES)
    world.set(publish_outcome="failed")
    pass_time(world, "2036-05-20T08:00+00:00")
    rebuilt(lost(world))
    assert actions(world)["a@shop-x"] == "failed"


def test_what_somebody_dragged_is_a_question(tmp_path: Path) -> None:
    """Left alone it would be held, which is shown before anything is written."""
    world = applied_world(tmp_path, {A: entry("First post", accounts="shop-linkedin")})
    it = the_id(world, "First post")
    world.edit_by_hand(it, scheduled_at="2036-07-01T10:00Z")
    done = rebuilt(lost(world), confirm=lambda _: False)
    assert open_addresses(done.rebuilding.matching) == {"a@shop-linkedin": ["same_text"]}
    assert done.rebuilding.next[Address("a", "shop-linkedin")].section == "held"
    rebuilt(world, take={"a@shop-linkedin": it})
    assert actions(world) == {"a@shop-linkedin": "replace"}
    world.apply_well()
    assert world.texts() == world.wanted()


def test_what_somebody_edited_is_a_question(world: World) -> None:
    it = the_id(world, "First post")
    world.edit_by_hand(it, text="By hand")
    done = rebuilt(lost(world))
    assert open_addresses(done.rebuilding.matching) == {"a@shop-x": ["same_time"]}
    assert actions(world)["a@shop-x"] == "held"
    lost(world)
    rebuilt(world, take={"a@shop-x": it})
    assert actions(world)["a@shop-x"] == "update"
    world.apply_well()
    assert the_id(world, "First post") == it


def test_the_same_words_of_a_colleague_elsewhere_stay_theirs(world: World) -> None:
    world.write({"content/b.md": entry("Words of all", accounts="shop-linkedin")})
    world.apply_well()
    theirs = world.by_hand(
        account_id=LINKEDIN, text="Words of all", scheduled_at="2036-05-09T10:00Z"
    )["id"]
    done = rebuilt(lost(world))
    assert [post.id for post in done.rebuilding.matching.surplus] == [theirs]
    assert theirs not in {record.post_id for record in state_in(world).records.values()}
    world.remove("content/b.md")
    world.apply(allow=frozenset({"deletes"}))
    assert {p["state"] for p in world.posts() if p["id"] == theirs} == {"scheduled"}


def test_a_post_whose_file_is_gone_is_listed_and_left_alone(world: World) -> None:
    world.remove("content/filler-1.md")
    done = rebuilt(lost(world))
    assert [post.text for post in done.rebuilding.waiting] == ["Filler number 1 of its own kind"]
    assert set(actions(world).values()) == {"no_change"}


def test_everything_that_has_no_minute_can_be_taken(tmp_path: Path) -> None:
    world = a_scene(tmp_path)
    apply_until_done(world)
    first = rebuilt(lost(world), confirm=lambda _: False, take=at_once(world))
    rebuilt(world, take=at_once(world) | sole_candidates(first.rebuilding.matching))
    assert_exactly_once(world)
    assert not any(record.by_words for record in state_in(world).records.values())


def at_once(world: World) -> dict[str, str]:
    """What of the scene went out at once."""
    texts = {"first": "Out with it", "second": "And out with this"}
    return {f"{name}@shop-linkedin": the_id(world, text) for name, text in texts.items()}


def test_what_is_left_alone_is_adopted_for_its_words(tmp_path: Path) -> None:
    world = a_scene(tmp_path)
    apply_until_done(world)
    rebuilt(lost(world), take=at_once(world))
    apply_until_done(world)
    assert_exactly_once(world)


@pytest.mark.parametrize("months", [0.1, 2, 11, 14])
def test_what_went_out_at_once_must_be_decided(tmp_path: Path, months: float) -> None:
    world = project(tmp_path)
    world.write({"content/first.md": AT_ONCE})
    world.apply_well()
    lost(world)
    world.time.sleep(months * MONTH)
    world.write({"content/old.md": entry("Long ago", "2036-04-01 09:00")})
    with pytest.raises(PlanRefusedError):
        rebuilt(world)
    assert world.store.load() is None
    rebuilt(world, take={"first@shop-linkedin": the_id(world, "Out with it")})
    world.time.sleep(3 * MONTH)
    world.apply()
    assert times_said(world, "Out with it") == 1


@pytest.mark.parametrize("days", [0, 5, 20])
def test_a_recycled_post_is_found_at_its_next_time(tmp_path: Path, days: int) -> None:
    world = project(tmp_path)
    world.write({"content/again.md": RECYCLED})
    world.apply_well()
    parent = next(str(p["id"]) for p in world.posts() if p["state"].startswith("recycling"))
    lost(world)
    world.time.sleep(days * 86400)
    first = rebuilt(world, confirm=lambda _: False)
    rebuilt(world, take=sole_candidates(first.rebuilding.matching))
    assert parent in {record.post_id for record in state_in(world).records.values()}
    assert set(actions(world).values()) == {"no_change"}


@pytest.mark.parametrize("side", ["die_before", "die_after"])
def test_a_state_that_was_lost_while_a_write_was_open(tmp_path: Path, side: str) -> None:
    """Also where that shows up only later, and nothing but its words could tell it."""
    reference = slow(tmp_path / "reference")
    reference.apply_well()
    writes = [n for n, request in enumerate(reference.wire.requests) if request.method != "GET"]
    assert len(writes) == 3  # posts of a kind go out together
    for number in writes:
        world = slow(tmp_path / str(number))
        setattr(world.wire, side, number)
        with pytest.raises(Killed):
            world.apply()
        world.wire.die_before = world.wire.die_after = None
        first = rebuilt(lost(world), confirm=lambda _: False)
        rebuilt(world, take=sole_candidates(first.rebuilding.matching))
        apply_until_done(world)
        texts = [post["text"] for post in world.posts()]
        assert sorted(texts) == sorted(post.text for post in world.valid().posts), number


def slow(folder: Path) -> World:
    """Posts with and without a minute, beside a Publer that shows nothing for a while."""
    world = project(folder, visibility_delay="20")
    world.write({name: BEFORE[name] for name in SLOW})
    return world


SLOW = ["content/dated.md", "content/undated.md", "content/auto.md", "content/series.md"]


def die_after_this(world: World) -> None:
    world.wire.die_after = len(world.wire.requests) - 1


def test_what_shows_up_late_is_waited_for(tmp_path: Path) -> None:
    world = slow(tmp_path)
    world.just_before("POST", "/posts/schedule", lambda: die_after_this(world))
    with pytest.raises(Killed):
        world.apply()
    world.wire.die_after = None
    assert world.posts() == []  # the job has not run yet
    missing = rebuilt(lost(world)).rebuilding.matching.missing
    made = [post["text"] for post in world.posts()]
    wanted = [post.text for post in world.valid().posts]
    assert made
    assert sorted([*made, *(post.text for post in missing)]) == sorted(wanted)


@pytest.mark.parametrize("by", [{"state": "draft", "scheduled_at": None}, {"state": "draft"}])
def test_what_somebody_made_a_draft_is_a_question(world: World, by: dict[str, str]) -> None:
    it = the_id(world, "First post")
    world.edit_by_hand(it, **by)
    done = rebuilt(lost(world), take={"a@shop-x": it})
    assert done.rebuilding.matching.matches[-1].is_by_hand
    assert actions(world)["a@shop-x"] == "replace"


def test_nobody_waits_for_what_would_be_missed_anyway(world: World) -> None:
    world.write({"content/old.md": entry("Long ago", "2036-04-01 09:00")})
    told: list[str] = []
    slept = world.time.slept
    done = rebuilt(lost(world), tell=told.append)
    assert [str(post.address) for post in done.rebuilding.matching.missing] == ["old@shop-x"]
    assert (told, world.time.slept) == ([], slept)
    assert actions(world)["old@shop-x"] == "missed"


def test_a_declined_question_changes_nothing(world: World) -> None:
    done = rebuilt(lost(world), confirm=lambda _: False)
    assert (done.declined, done.is_saved, world.store.load()) == (True, False, None)


def test_nothing_found_is_nothing_to_write(world: World) -> None:
    for name in FILES:
        world.remove(name)
    assert not rebuilt(lost(world)).is_saved
    assert world.store.load() is None


def test_a_state_that_is_there_is_not_lost(world: World) -> None:
    before = world.store.path.read_bytes()
    with pytest.raises(PlanRefusedError):
        rebuilt(world)
    assert world.store.path.read_bytes() == before
    done = rebuilt(world, force=True)
    assert done.backup and done.backup.read_bytes() == before
    after = state_in(world)
    assert (after.lineage, after.serial) == ("a-lineage", state_of(before).serial + 1)
    assert set(actions(world).values()) == {"no_change"}


def state_of(content: bytes) -> State:
    return from_text(content.decode(), "here")


def test_by_force_uploads_are_remembered_and_so_are_posts_whose_files_are_gone(
    world: World,
) -> None:
    before = state_in(world)
    world.remove("content/filler-1.md")
    done = rebuilt(world, force=True)
    assert done.rebuilding.forgotten == ()
    assert [str(r.address) for r in done.rebuilding.without_file] == ["filler-1@shop-x"]
    assert (state_in(world).media, state_in(world).records) == (before.media, before.records)
    assert actions(world, allow=frozenset({"deletes"}))["filler-1@shop-x"] == "delete"


def test_by_force_a_record_that_names_the_very_post_decides_first(world: World) -> None:
    """What a colleague has edited or dragged is no question while the record says which post it is."""
    it = the_id(world, "First post")
    world.edit_by_hand(it, text="By hand", scheduled_at="2036-07-01T10:00Z")
    before = state_in(world).records
    done = rebuilt(world, force=True)
    assert (done.rebuilding.matching.open, state_in(world).records) == ((), before)


def test_by_force_only_what_publer_shows_no_more_is_looked_for_again(world: World) -> None:
    it, other = the_id(world, "First post"), the_id(world, "Filler number 1 of its own kind")
    text = world.store.path.read_text().replace(it, "f" * 24)
    world.store.path.write_text(text)
    done = rebuilt(world, force=True)
    assert [found.post.id for found in done.rebuilding.matching.matches] == [it]
    ids = {record.post_id for record in state_in(world).records.values()}
    assert {it, other} <= ids and "f" * 24 not in ids
    assert set(actions(world).values()) == {"no_change"}


def test_by_force_posts_of_an_account_that_no_file_uses_any_more_stay_ours(tmp_path: Path) -> None:
    linkedin = {A: entry("First post", accounts="shop-linkedin"), **fillers(1)}
    world = applied_world(tmp_path, linkedin)
    world.remove(A)
    rebuilt(world, force=True)
    assert actions(world, allow=frozenset({"deletes"}))["a@shop-linkedin"] == "delete"


def test_what_was_published_long_ago_stays_recorded_by_force(world: World) -> None:
    pass_time(world, "2036-05-20T08:00+00:00")
    world.apply_well()
    before = state_in(world).records
    world.time.now += timedelta(days=500)
    done = rebuilt(world, force=True)
    assert state_in(world).records == before
    assert len(done.rebuilding.retained) == len(before)


def test_the_memory_of_a_rebuilt_state_begins_with_it_and_keeps_tombstones(tmp_path: Path) -> None:
    world = project(tmp_path)
    world.write({"content/first.md": AT_ONCE})
    world.apply_well()
    world.remove("content/first.md")
    world.apply_well()
    (tombstone,) = state_in(world).tombstones
    world.time.sleep(3600)
    rebuilt(world, force=True)
    after = state_in(world)
    assert after.known_since == world.time.now.replace(microsecond=0)
    assert after.tombstones == (tombstone,)


def test_a_broken_state_goes_by_force_only_and_is_kept(world: World) -> None:
    world.store.path.write_text("{")
    with pytest.raises(PlanRefusedError):
        rebuilt(world)
    assert world.store.path.read_text() == "{"
    done = rebuilt(world, force=True)
    assert done.backup and done.backup.read_text() == "{"
    assert state_in(world).lineage == "a-new-lineage"
    assert set(actions(world).values()) == {"no_change"}


def test_the_state_of_another_workspace_never_goes(world: World) -> None:
    text = world.store.path.read_text().replace("61a7c2e4f9e8c3b2d1e0f9a8", "f" * 24)
    world.store.path.write_text(text)
    with pytest.raises(StateError):
        rebuilt(world, force=True)
    assert world.store.path.read_text() == text


def test_an_old_half_that_has_to_go_still_goes_by_force(world: World) -> None:
    """The new post of a replacement stands, and the process died before the old one was deleted."""
    world.write({A: entry("First post", "2036-05-06 09:00", accounts="shop-linkedin, shop-x")})
    world.write({"content/c.md": entry("On LinkedIn", accounts="shop-linkedin")})
    world.apply_well()
    world.time.now += timedelta(minutes=2)
    world.write({"content/c.md": entry("On LinkedIn", "2036-05-09 09:00", "shop-linkedin")})
    world.just_before("DELETE", "/posts", die)
    with suppress(Killed):
        world.apply()
    assert [p["text"] for p in world.posts() if p["state"] == "scheduled"].count("On LinkedIn") == 2
    rebuilt(world, force=True)
    apply_until_done(world)
    assert [p["text"] for p in world.posts() if p["state"] == "scheduled"].count("On LinkedIn") == 1


def die() -> None:
    raise Killed


def test_only_a_candidate_can_be_taken(world: World) -> None:
    it, filler = the_id(world, "First post"), the_id(world, "Filler number 1 of its own kind")
    world.edit_by_hand(it, scheduled_at="2036-07-01T10:00Z")
    theirs = world.by_hand(account_id=X, text="Hello", scheduled_at="2036-05-09T10:00Z")["id"]
    lost(world)
    for address, post_id, why in [
        ("a@shop-x", "no one", "no such post"),
        ("a@shop-x", theirs, "neither the time nor the text"),
        ("a@shop-x", filler, "that of filler-1@shop-x for certain"),
        ("filler-1@shop-x", theirs, "it is " + filler),
    ]:
        with pytest.raises(PlanRefusedError, match=why):
            rebuilt(world, take={address: post_id})
    with pytest.raises(InvalidUsageError, match="did you mean a@shop-x"):
        rebuilt(world, take={"aa@shop-x": it})
    assert world.store.load() is None


@pytest.mark.parametrize(
    "words",
    [["a@shop-x"], ["a=1"], ["a@shop-x="], ["a@shop-x=1", "a@shop-x=2"], ["a@x=1", "b@x=1"]],
)
def test_a_take_that_says_too_little_or_too_much(words: list[str]) -> None:
    with pytest.raises(InvalidUsageError):
        takes_of(words)


def test_a_take_may_have_an_equals_sign_in_its_address() -> None:
    assert takes_of(["a=b@shop-x=1"]) == {Address("a=b", "shop-x"): "1"}
