"""Posts that are moved, rewritten or copied around an apply: none is made twice, no other one touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from publer_sync.api.reader import Reader
from publer_sync.planning.change import Reason
from publer_sync.state.store import StateStore
from publer_sync.workflows.state.take import TakeDeps, TakeOptions, take
from tests.support.pictures import a_picture
from tests.support.projects import PROJECT
from tests.support.shelves import AUTO
from tests.support.shelves import entry as entry_of
from tests.support.stores import Team, git_team
from tests.support.world import World, a_world
from tests.workflows.scenes import (
    LINKEDIN,
    A,
    X,
    actions,
    applied_world,
    entry,
    fillers,
    outcomes,
    the_id,
)

SCHEDULE = "/posts/schedule"
HALF_AN_HOUR, NEXT_DAY, FIVE_WEEKS = "2036-05-05T07:30Z", "2036-05-06T07:00Z", "2036-06-09T07:00Z"
DRAFT = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\ndraft: true\n---\nOurs\n"


def moved(world: World, to: str) -> None:
    """A colleague moves the post as soon as it exists, before it is read back."""

    def move() -> None:
        made = [post for post in world.posts() if post["text"] == "Ours"]
        if made:
            world.edit_by_hand(made[-1]["id"], scheduled_at=to)
        else:
            world.just_before("GET", "/posts", move)

    world.just_before("POST", SCHEDULE, lambda: world.just_before("GET", "/posts", move))


def texts(world: World) -> list[str]:
    return sorted(post["text"] for post in world.posts() if post["state"] != "deleted")


def applied_again(world: World, times: int = 2) -> list[dict[str, str]]:
    """What each of several further applies does, minutes apart."""
    done = []
    for _ in range(times):
        world.time.sleep(300)
        done.append(outcomes(world.apply()))
    return done


def reasons(world: World) -> set[Reason]:
    return {because.reason for change in world.plan().changes for because in change.all_reasons}


@pytest.fixture(params=["local", "git"])
def each_store(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Run a test with the state in a local file, and on a branch that a team shares."""
    if request.param == "local":
        return
    teams: dict[Path, Team] = {}

    def shared(world: World) -> StateStore:
        if world.root not in teams:
            teams[world.root] = git_team(tmp_path_factory.mktemp("team"))
            teams[world.root].time = world.time
        return teams[world.root].at()

    monkeypatch.setattr(World, "store", property(shared))


on_each_store = pytest.mark.usefixtures("each_store")


# Finding 1: moved before it was read back.


@on_each_store
@pytest.mark.parametrize("to", [HALF_AN_HOUR, NEXT_DAY, FIVE_WEEKS])
@pytest.mark.parametrize("trouble", ["", "drop_after", "status_after:503"])
def test_moved_before_it_was_read_back_it_is_not_made_again(
    tmp_path: Path, to: str, trouble: str
) -> None:
    world = a_world(tmp_path, {A: entry("Ours")})
    moved(world, to)
    if trouble:
        world.fault(path=SCHEDULE, kind=trouble, count=1)
    assert outcomes(world.apply()) == {"a@shop-x": "create unknown"}
    assert applied_again(world) == [{"a@shop-x": "create skipped"}] * 2
    assert texts(world) == ["Ours"]
    assert reasons(world) == {Reason.PERHAPS_MOVED}


@on_each_store
@pytest.mark.parametrize("file", [DRAFT, entry_of("Ours", AUTO)])
def test_a_dated_draft_or_one_outside_its_range_is_not_made_again(
    tmp_path: Path, file: str
) -> None:
    world = a_world(tmp_path, {A: file})
    moved(world, FIVE_WEEKS)
    world.apply()
    applied_again(world)
    assert texts(world) == ["Ours"]


@on_each_store
def test_the_new_half_of_a_replacement_that_is_moved_is_not_made_again(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.write({A: entry("Ours", "2036-05-08 09:00")})
    moved(world, FIVE_WEEKS)
    world.apply()
    applied_again(world)
    assert [text for text in texts(world) if text == "Ours"] in (["Ours"], ["Ours", "Ours"])
    assert world.requests("POST").count(SCHEDULE) == 2


@on_each_store
def test_a_job_that_names_its_posts_makes_a_moved_one_certain(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")}, options={"ids_in_job": "always"})
    moved(world, NEXT_DAY)
    assert outcomes(world.apply()) == {"a@shop-x": "create done"}
    assert actions(world) == {"a@shop-x": "replace"}  # moved like any recorded post


def test_a_named_post_that_was_edited_before_it_was_read_back_is_put_right(tmp_path: Path) -> None:
    world = corrected(tmp_path, ids_in_job="always")
    assert actions(world) == {"a@shop-x": "update"}
    world.apply_well()
    assert texts(world) == ["Our lunch"]


# Finding 6: every open write ends.


@on_each_store
def test_the_file_says_what_publer_shows(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")})
    moved(world, NEXT_DAY)
    world.apply()
    world.write({A: entry("Ours", "2036-05-06 09:00")})
    world.time.sleep(300)
    world.apply_well()
    assert actions(world) == {"a@shop-x": "no_change"}
    assert texts(world) == ["Ours"]


def corrected(folder: Path, **options: str) -> World:
    """A post whose typo a colleague corrects before it is read back."""
    world = a_world(folder, {A: entry("Our lunch")}, options=options)

    def correct() -> None:
        made = world.posts()
        if made:
            world.edit_by_hand(made[0]["id"], text="Our launch")
        else:
            world.just_before("GET", "/posts", correct)

    world.just_before("POST", SCHEDULE, lambda: world.just_before("GET", "/posts", correct))
    world.apply()
    world.time.sleep(300)
    return world


@on_each_store
def test_a_typo_that_a_colleague_fixed_ends_with_the_file(tmp_path: Path) -> None:
    world = corrected(tmp_path)
    assert reasons(world) == {Reason.PERHAPS_EDITED}
    world.write({A: entry("Our launch")})
    world.apply_well()
    assert (actions(world), texts(world)) == ({"a@shop-x": "no_change"}, ["Our launch"])


@on_each_store
def test_without_its_file_the_write_is_given_up_and_its_post_listed(tmp_path: Path) -> None:
    world = corrected(tmp_path)
    world.remove(A)
    world.write({"content/b.md": entry("Another", "2036-05-09 09:00")})
    assert outcomes(world.apply())["a@shop-x"] == "create skipped"
    plan = world.plan()
    (notice,) = [each for each in plan.notices if each.code == "leftover"]
    assert (notice.address, notice.detail) == ("a@shop-x", the_id(world, "Our launch"))
    assert not plan.has_changes
    assert texts(world) == ["Another", "Our launch"]


@on_each_store
def test_none_of_them_is_it_says_a_person(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours", accounts="shop-linkedin")})
    world.fault(path=SCHEDULE, kind="silent_loss", count=1)
    theirs = {"account_id": LINKEDIN, "text": "Ours", "scheduled_at": FIVE_WEEKS}
    world.just_before("POST", SCHEDULE, lambda: world.by_hand(**theirs))
    assert outcomes(world.apply()) == {"a@shop-linkedin": "create unknown"}
    world.time.sleep(300)
    world.apply_well(allow=frozenset({"duplicate-text=a@shop-linkedin"}))
    assert texts(world) == ["Ours", "Ours"]


# Finding 5: adopting compares everything that can be compared.

RED, BLUE = a_picture("red"), a_picture("blue")
PHOTO = entry("Ours", more="media: [{file: ../media/red.png, alt: Red}]\n")


def with_a_photo(folder: Path, file: str, **theirs: Any) -> World:
    world = a_world(folder, {A: file, "media/red.png": RED, "media/blue.png": BLUE})
    world.by_hand(account_id=X, text="Ours", scheduled_at="2036-05-05T07:00Z", **theirs)
    return world


@on_each_store
@pytest.mark.parametrize(
    ("file", "theirs"),
    [
        (entry("Ours"), {"type": "photo", "media": [{"id": "p1", "type": "photo"}]}),
        (PHOTO, {"type": "photo", "media": [{"id": "p1", "type": "photo", "name": "cat.jpg"}]}),
        (PHOTO, {"type": "status"}),
        (entry("Ours"), {"type": "poll"}),
        (entry("Ours"), {"state": "draft"}),
        (DRAFT, {"state": "scheduled"}),
    ],
)
def test_a_post_that_differs_in_anything_else_is_held(
    tmp_path: Path, file: str, theirs: dict[str, Any]
) -> None:
    world = with_a_photo(tmp_path, file, **theirs)
    assert outcomes(world.apply()) == {"a@shop-x": "create skipped"}
    assert reasons(world) == {Reason.POST_DIFFERS}
    assert len(texts(world)) == 1


def test_a_post_that_is_equal_in_everything_is_adopted(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: PHOTO, "media/red.png": RED})
    world.store.path.unlink()
    assert actions(world) == {"a@shop-x": "adopt"}


# Finding 4: an equal text elsewhere on the account.


def test_an_older_state_and_a_moved_post(tmp_path: Path) -> None:
    """A committed state that is switched with a branch."""
    world = a_world(
        tmp_path, {A: entry("First"), "content/b.md": entry("Later", "2036-05-09 09:00")}
    )
    world.remove("content/b.md")
    world.apply_well()
    older = world.store.path.read_bytes()
    world.write({A: entry("First", "2036-05-20 09:00")})
    world.apply_well()
    world.edit_by_hand(the_id(world, "First"), scheduled_at=FIVE_WEEKS)
    world.store.path.write_bytes(older)
    world.time.sleep(300)
    assert outcomes(world.apply()) == {"a@shop-x": "create skipped"}
    assert (texts(world), reasons(world)) == (["First"], {Reason.TEXT_IN_PUBLER, Reason.GONE})


def test_a_lost_state_and_a_moved_post(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("First")})
    world.apply_well()
    world.edit_by_hand(the_id(world, "First"), scheduled_at=FIVE_WEEKS)
    world.store.path.unlink()
    world.time.sleep(300)
    assert outcomes(world.apply()) == {"a@shop-x": "create skipped"}
    assert texts(world) == ["First"]


@on_each_store
@pytest.mark.parametrize("at", ["2036-05-07T07:00Z", "2036-05-10T06:00Z"])
def test_within_the_window_an_equal_text_holds(tmp_path: Path, at: str) -> None:
    world = applied_world(tmp_path, fillers())
    world.by_hand(account_id=LINKEDIN, text="Ours", scheduled_at=at)
    world.write({A: entry("Ours", accounts="shop-linkedin")})
    assert outcomes(world.apply()) == {"a@shop-linkedin": "create skipped"}
    world.apply_well(allow=frozenset({"duplicate-text=a@shop-linkedin"}))
    assert texts(world).count("Ours") == 2


# False alarms: none of these may hold or adopt.

HARMLESS = {
    "a year ahead": {"text": "Ours", "scheduled_at": "2037-05-05T07:00Z"},
    "last week": {"text": "Ours", "scheduled_at": "2036-04-28T07:00Z", "state": "published"},
    "another link": {"text": "Ours: https://example.com/2", "scheduled_at": "2036-05-06T07:00Z"},
    "another account": {"text": "Ours", "scheduled_at": "2036-05-06T07:00Z", "account_id": "other"},
    "a draft": {"text": "Ours", "scheduled_at": "2036-05-06T07:00Z", "state": "draft"},
    "an undated draft": {"text": "Ours", "state": "draft"},
}


@on_each_store
@pytest.mark.parametrize("what", HARMLESS)
def test_a_harmless_neighbour_neither_holds_nor_is_adopted(tmp_path: Path, what: str) -> None:
    world = applied_world(tmp_path, fillers(), x_duplicates="off")
    theirs = {"account_id": X, **HARMLESS[what]}
    if theirs["account_id"] == "other":
        theirs["account_id"] = LINKEDIN
    world.by_hand(**theirs)
    text = "Ours: https://example.com/1" if what == "another link" else "Ours"
    world.write({A: entry(text)})
    world.apply_well()
    assert len(world.posts()) == 6


@on_each_store
def test_a_far_equal_text_is_named(tmp_path: Path) -> None:
    world = applied_world(tmp_path, fillers(), x_duplicates="off")
    world.by_hand(account_id=LINKEDIN, text="Ours", scheduled_at="2036-05-25T07:00Z")
    world.write(
        {
            A: entry("Ours", accounts="shop-linkedin"),
            "content/late.md": entry("Late", "2036-06-20 09:00", "shop-linkedin"),
        }
    )
    change = next(c for c in world.plan().changes if str(c.address) == "a@shop-linkedin")
    assert (change.action.value, change.all_reasons[0].reason) == ("create", Reason.TEXT_ELSEWHERE)


# Finding 10: two looks that are apart.


@on_each_store
def test_a_post_that_the_list_leaves_out_for_a_while_is_not_made_again(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    until = (world.time.now + timedelta(seconds=45)).isoformat()
    world.edit_by_hand(the_id(world, "Ours"), hidden_until=until)
    assert outcomes(world.apply()) == {}
    assert texts(world).count("Ours") == 1


# Found by a review: gaps at the edges of the tables.

OFF = "rules: {duplicate-text: off}\n"
PUBLISH = "policy: {settle: 60s, publish_now: allowed}\n"


def test_a_rule_that_is_off_for_good_ends_no_open_write(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours", accounts="shop-linkedin", more=OFF)})
    moved(world, FIVE_WEEKS)
    world.apply()
    applied_again(world)
    assert texts(world) == ["Ours"]


def test_nor_does_it_publish_again_what_went_out_at_once(tmp_path: Path) -> None:
    now = f"---\naccounts: [shop-linkedin]\nschedule: now\n{OFF}---\n{{Hi|Hello}} all\n"
    files = {"publer-sync.yaml": PROJECT + PUBLISH, A: now}
    options = {"text_when_published": "expanded", "ids_in_job": "never"}
    world = a_world(tmp_path, files, options=options)
    world.fault(path="/posts/schedule/publish", kind="drop_after", count=1)
    world.apply()
    applied_again(world)
    assert texts(world) == ["Hi all"]


def test_a_photo_without_a_text_that_is_moved_is_not_made_again(tmp_path: Path) -> None:
    wordless = PHOTO.replace("Ours\n", "").replace("shop-x", "shop-linkedin")
    world = a_world(tmp_path, {A: wordless, "media/red.png": RED})

    def move() -> None:
        made = world.posts()
        if made:
            world.edit_by_hand(made[-1]["id"], scheduled_at=FIVE_WEEKS)
        else:
            world.just_before("GET", "/posts", move)

    world.just_before("POST", SCHEDULE, lambda: world.just_before("GET", "/posts", move))
    world.apply()
    applied_again(world)
    assert len(texts(world)) == 1


def test_a_post_that_a_colleague_published_days_ago_is_not_made_again(tmp_path: Path) -> None:
    files = {A: entry("Ours", "2036-06-05 09:00", "shop-linkedin"), **fillers()}
    world = applied_world(tmp_path, files)
    at = (world.time.now + timedelta(hours=1)).isoformat()
    world.edit_by_hand(the_id(world, "Ours"), state="published", scheduled_at=at)
    world.time.sleep(4 * 86_400)
    world.apply()
    assert texts(world).count("Ours") == 1


def test_a_failed_post_is_not_followed_by_a_second_one(tmp_path: Path) -> None:
    """A colleague has made the post again by hand, and then the file gets another time."""
    world = applied_world(tmp_path, {A: entry("Ours", accounts="shop-linkedin"), **fillers()})
    world.edit_by_hand(the_id(world, "Ours"), state="failed", failure="Refused")
    world.by_hand(account_id=LINKEDIN, text="Ours", scheduled_at="2036-05-05T08:00Z")
    world.write({A: entry("Ours", "2036-05-05 11:00", "shop-linkedin")})
    assert outcomes(world.apply()) == {"a@shop-linkedin": "create skipped"}


def test_an_ordinary_refusal_makes_no_harmless_neighbour_hold(tmp_path: Path) -> None:
    world = applied_world(tmp_path, fillers())
    world.by_hand(account_id=LINKEDIN, text="Ours", scheduled_at="2037-05-05T07:00Z")
    world.write({A: entry("Ours", accounts="shop-linkedin")})
    world.fault(path=SCHEDULE, kind="status:422", count=1)
    assert outcomes(world.apply()) == {"a@shop-linkedin": "create failed"}
    world.time.sleep(300)
    world.apply_well()
    assert texts(world).count("Ours") == 2


def test_a_draft_that_is_never_listed_ends_with_its_file(tmp_path: Path) -> None:
    undated = "---\naccounts: [shop-linkedin]\ndraft: true\n---\nOurs\n"
    world = a_world(tmp_path, {A: undated})
    world.fault(path=SCHEDULE, kind="silent_loss", count=1)
    assert outcomes(world.apply()) == {"a@shop-linkedin": "create unknown"}
    world.time.sleep(300)
    world.remove(A)
    world.write({"content/b.md": entry("Another", accounts="shop-linkedin")})
    # Also an apply that was asked for something else says so, since it ends the write.
    applied = world.apply(targets=("b@shop-linkedin",))
    assert outcomes(applied)["a@shop-linkedin"] == "create skipped"
    state = world.store.load()
    assert state and not state.intents


def test_a_left_over_post_that_is_moved_again_is_still_listed_and_not_made_again(
    tmp_path: Path,
) -> None:
    world = corrected(tmp_path)
    world.remove(A)
    world.write(fillers())
    world.apply()
    world.edit_by_hand(the_id(world, "Our launch"), scheduled_at="2036-08-09T07:00Z")
    assert [each.code for each in world.plan().notices] == ["leftover"]
    world.write({A: entry("Our launch")})
    world.apply()
    assert texts(world).count("Our launch") == 1


def test_on_a_runner_that_remembers_nothing_what_came_after_the_last_write_holds(
    tmp_path: Path,
) -> None:
    now = "---\naccounts: [shop-linkedin]\nschedule: now\n---\nOurs\n"
    world = applied_world(tmp_path, {"publer-sync.yaml": PROJECT + PUBLISH, **fillers()})
    older = world.store.path.read_bytes()
    world.write({A: now})
    world.apply_well()
    world.time.sleep(10 * 86_400)
    world.store.path.write_bytes(older)
    for note in world.root.rglob("last-seen.json"):
        note.unlink()
    assert outcomes(world.apply())["a@shop-linkedin"] == "create skipped"
    assert texts(world).count("Ours") == 1


def test_what_an_early_look_showed_counts_though_the_last_one_leaves_it_out(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours", "2036-05-05 09:00"), **fillers()})
    began = world.time.now
    moved(world, FIVE_WEEKS)

    def hide() -> None:
        if world.time.now - began < timedelta(seconds=40):
            world.just_before("GET", "/posts", hide)
        else:
            later = (world.time.now + timedelta(minutes=5)).isoformat()
            world.edit_by_hand(the_id(world, "Ours"), hidden_until=later)

    world.write({A: entry("Ours", "2036-05-05 09:01")})  # too near for both halves at once
    world.just_before("POST", SCHEDULE, lambda: world.just_before("GET", "/posts", hide))
    assert outcomes(world.apply())["a@shop-x"] == "replace unknown"
    applied_again(world)
    assert texts(world).count("Ours") == 1


@pytest.mark.parametrize(
    "file", [entry("Ours"), "---\naccounts: [shop-linkedin]\ndraft: true\n---\nOurs\n"]
)
def test_a_post_that_each_look_at_the_whole_account_leaves_out_is_not_made_again(
    tmp_path: Path, file: str
) -> None:
    world = applied_world(tmp_path, {A: file, **fillers()})
    hidden_for(world, "Ours", 3)
    for seconds in (29, 59):
        at_looks(world, seconds, lambda: hidden_for(world, "Ours", 4))
    assert (outcomes(world.apply()), texts(world).count("Ours")) == ({}, 1)


def test_a_left_over_post_that_one_look_leaves_out_is_listed_further(tmp_path: Path) -> None:
    world = corrected(tmp_path)
    world.remove(A)
    world.write(fillers())
    world.apply()
    left = the_id(world, "Our launch")
    until = (world.time.now + timedelta(seconds=45)).isoformat()
    world.edit_by_hand(left, hidden_until=until)
    world.apply()
    state = world.store.load()
    assert state and set(state.leftovers) == {left}


def test_a_file_that_comes_back_waits_for_a_left_over_post_in_its_minute(tmp_path: Path) -> None:
    world = corrected(tmp_path)
    world.remove(A)
    world.write(fillers())
    world.apply()
    world.write({A: entry("Our lunch")})
    assert outcomes(world.apply()) == {"a@shop-x": "create skipped"}
    (notice,) = [each for each in world.plan().notices if each.code == "leftover"]
    assert notice.detail == the_id(world, "Our launch")
    assert "Our lunch" not in texts(world)


def hidden_for(world: World, text: str, seconds: float) -> None:
    until = (world.time.now + timedelta(seconds=seconds)).isoformat()
    world.edit_by_hand(the_id(world, text), hidden_until=until)


def at_looks(world: World, after: float, act: Callable[[], None]) -> None:
    """Do something at the first look at Publer so many seconds from now."""
    began = world.time.now

    def look() -> None:
        if (world.time.now - began).total_seconds() < after:
            world.just_before("GET", "/posts", look)
        else:
            act()

    world.just_before("GET", "/posts", look)


def test_a_moved_post_that_the_first_and_the_last_look_leave_out_is_not_made_again(
    tmp_path: Path,
) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.edit_by_hand(the_id(world, "Ours"), scheduled_at=FIVE_WEEKS)
    hidden_for(world, "Ours", 1)
    at_looks(world, 55, lambda: hidden_for(world, "Ours", 15))
    assert outcomes(world.apply()) == {"a@shop-x": "replace done"}
    assert texts(world).count("Ours") == 1


def test_an_unanswered_delete_does_not_end_because_the_last_looks_leave_the_post_out(
    tmp_path: Path,
) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.remove(A)
    world.fault(path="/posts", method="DELETE", kind="drop_before", count=1)

    def hide_later() -> None:
        at_looks(world, 45, lambda: hidden_for(world, "Ours", 30))

    world.just_before("DELETE", "/posts", hide_later)
    assert outcomes(world.apply()) == {"a@shop-x": "delete unknown"}
    assert applied_again(world, 1) == [{"a@shop-x": "delete done"}]
    assert "Ours" not in texts(world)


def test_both_posts_are_left_over_that_a_write_may_have_made(tmp_path: Path) -> None:
    """A colleague moves ours as it is made, and writes another one into its minute."""
    world = a_world(tmp_path, {A: entry("Ours"), **fillers()})
    moved(world, FIVE_WEEKS)
    world.apply()
    world.by_hand(account_id=X, text="Hers", scheduled_at="2036-05-05T07:00Z")
    world.time.sleep(300)
    world.remove(A)
    world.apply()
    state = world.store.load()
    assert state and set(state.leftovers) == {the_id(world, "Ours"), the_id(world, "Hers")}


def test_a_left_over_idea_that_is_deleted_is_listed_no_more(tmp_path: Path) -> None:
    idea = "content/idea.md"
    world = a_world(tmp_path, {idea: "---\nidea: public\n---\nOurs\n", **fillers()})

    def edit() -> None:
        made = [post for post in world.posts() if post["text"] == "Ours"]
        if made:
            world.edit_by_hand(made[0]["id"], text="Ours #again")
        else:
            world.just_before("GET", "/posts", edit)

    world.just_before("POST", SCHEDULE, lambda: world.just_before("GET", "/posts", edit))
    world.apply()
    world.time.sleep(300)
    world.remove(idea)
    world.apply()
    assert [notice.code for notice in world.plan().notices] == ["leftover"]
    world.delete_by_hand(the_id(world, "Ours #again"))
    world.time.sleep(300)
    world.apply()
    state = world.store.load()
    assert state and not state.leftovers


def taken(world: World, address: str, post_id: str) -> None:
    """Take a post as `state take` does."""
    validated = world.valid()
    assert validated.project
    sources = TakeDeps(
        reader=Reader(world.session().get),
        store=world.store,
        clock=world.time.clock(),
        new_lineage=lambda: "another-lineage",
        holder={"pid": 1},
    )
    take(validated.project, validated.posts, sources, TakeOptions(address=address, post_id=post_id))


def test_taking_one_post_into_a_new_state_does_not_let_the_others_out(tmp_path: Path) -> None:
    files = {A: entry("Ours"), "content/b.md": entry("Theirs", accounts="shop-linkedin")}
    world = applied_world(tmp_path, files)
    for text in ("Ours", "Theirs"):
        world.edit_by_hand(the_id(world, text), scheduled_at=FIVE_WEEKS)
    world.store.path.unlink()
    assert reasons(world) == {Reason.TEXT_IN_PUBLER}
    taken(world, "a@shop-x", the_id(world, "Ours"))
    assert actions(world) == {"a@shop-x": "replace", "b@shop-linkedin": "held"}
    world.apply()
    assert actions(world) == {"a@shop-x": "no_change", "b@shop-linkedin": "held"}
    assert texts(world) == ["Ours", "Theirs"]


def test_a_new_half_that_appears_late_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours", accounts="shop-linkedin"), **fillers()})
    world.write({A: entry("Ours", "2036-05-08 09:00", accounts="shop-linkedin")})
    world.set(visibility_delay="100")  # the settling time is 60
    assert outcomes(world.apply()) == {"a@shop-linkedin": "replace failed"}
    assert texts(world).count("Ours") == 2
    world.time.sleep(300)
    world.apply_well()
    assert texts(world).count("Ours") == 1
    assert actions(world)["a@shop-linkedin"] == "no_change"


def test_a_colleagues_post_in_the_minute_of_a_refused_replacement_is_left_alone(
    tmp_path: Path,
) -> None:
    world = applied_world(tmp_path, {A: entry("Ours", accounts="shop-linkedin"), **fillers()})
    world.write({A: entry("Ours", "2036-05-08 09:00", accounts="shop-linkedin")})
    world.fault(path=SCHEDULE, kind="status:422", count=1)
    assert outcomes(world.apply()) == {"a@shop-linkedin": "replace failed"}
    world.by_hand(account_id=LINKEDIN, text="Ours", scheduled_at="2036-05-08T07:00Z")
    world.time.sleep(300)
    assert outcomes(world.apply())["a@shop-linkedin"] == "replace skipped"
    assert texts(world).count("Ours") == 2


def test_an_open_delete_is_not_believed_after_one_look(tmp_path: Path) -> None:
    """No record names the old half of a replacement any more, only the intent to delete it."""
    linkedin = {"accounts": "shop-linkedin"}
    world = applied_world(tmp_path, {A: entry("Ours", **linkedin), **fillers()})
    old = the_id(world, "Ours")
    world.write({A: entry("Ours", "2036-05-08 09:00", **linkedin)})
    world.fault(path="/posts", method="DELETE", kind="drop_before", count=1)

    def hide(seconds: float) -> None:
        until = (world.time.now + timedelta(seconds=seconds)).isoformat()
        world.edit_by_hand(old, hidden_until=until)

    world.just_before("DELETE", "/posts", lambda: at_looks(world, 45, lambda: hide(30)))
    assert outcomes(world.apply()) == {"a@shop-linkedin": "replace unknown"}
    world.time.sleep(300)
    hide(5)
    world.apply_well()
    assert texts(world).count("Ours") == 1


def test_what_was_waited_for_once_is_not_waited_for_after_the_answer(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.delete_by_hand(the_id(world, "Ours"))
    began = world.time.now
    world.apply(confirm=lambda plan: True)
    assert timedelta(seconds=60) < world.time.now - began < timedelta(seconds=100)
