"""A series is replaced like a post in its own slot: deleted first, and restored if Publer refuses its new
version. Each of its days has one post."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publer_sync.model.state import State
from publer_sync.planning.change import Reason
from publer_sync.planning.plan import NoticeCode
from tests.execution.replacements import REFUSALS, REFUSED, message
from tests.execution.series import (
    ADDRESS,
    OLD,
    SERIES,
    TEXT,
    VARIANTS,
    WORDS,
    changing,
    children,
    parents,
    series,
    went_out,
)
from tests.support.pictures import a_picture
from tests.support.readings import READINGS
from tests.test_shelves_safety import apply_until_done
from tests.workflows.scenes import (
    LINKEDIN,
    A,
    actions,
    applied_world,
    entry,
    fillers,
    outcomes,
    pass_time,
)

JUNE = "2036-06-30T00:00:00+00:00"
TUESDAYS = ["05-06", "05-13", "05-20", "05-27", "06-03", "06-10", "06-17", "06-24"]
DAYS = {
    "text": TUESDAYS,
    "interval": TUESDAYS[::2],
    "days": sorted([*TUESDAYS, "05-09", "05-16", "05-23", "05-30", "06-06", "06-13", "06-20", "06-27"]),
    "end": TUESDAYS[:5],
    "media": TUESDAYS,
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("ahead", ["0", "1", "3"])
def test_a_series_changes_and_its_beginning_stays(tmp_path: Path, name: str, ahead: str) -> None:
    world = changing(tmp_path, VARIANTS[name], children_ahead=ahead)
    assert outcomes(world.apply_well()) == {ADDRESS: "replace done"}
    assert len(parents(world)) == 1
    assert not world.plan().has_changes
    assert [day for day, _ in went_out(world, JUNE)] == DAYS[name]


@pytest.mark.parametrize("how", REFUSALS)
@pytest.mark.parametrize("name", VARIANTS)
def test_the_old_series_stands_again(tmp_path: Path, name: str, how: str) -> None:
    world = changing(tmp_path, VARIANTS[name])
    REFUSALS[how](world)
    assert "the old post was restored" in message(world.apply(), ADDRESS)
    assert parents(world) == [WORDS]
    assert actions(world)[ADDRESS] == "held"
    assert went_out(world, JUNE) == [(day, WORDS) for day in TUESDAYS]


HOPELESS = {
    ("list_omission", "1"): "a series that stands alone is never seen",
    ("publish_outcome", "failed"): "nothing ever goes out",
    ("publish_outcome", "nothing"): "nothing ever goes out",
    ("time_shift", "3"): "no post is at the time that its file names",
    ("time_shift", "-2"): "likewise",
}
TOGETHER = [
    {"children_ahead": "3", "list_lag": "45"},
    {"children_ahead": "1", "visibility_delay": "45"},
    {"children_ahead": "3", "omission_seconds": "30"},
]
"""Readings that concern what Publer lists of a series."""


@pytest.mark.parametrize(
    "options", [*({n: v} for n, v in READINGS if (n, v) not in HOPELESS), *TOGETHER], ids=str
)
def test_every_reading_has_one_post_on_each_day(tmp_path: Path, options: dict[str, str]) -> None:
    world = changing(tmp_path, VARIANTS["interval"], **options)
    apply_until_done(world)
    days = [day for day, _ in went_out(world, JUNE)]
    assert len(days) == len(set(days)) == len(DAYS["interval"])


STAY = {"children_ahead": "2", "children_when_deleted": "stay"}
"""Should Publer keep the posts that a deleted series has made already."""

EMPTY = State(lineage="", workspace="")
ELSEWHERE = series(TEXT, from_="2036-05-07 15:00", weekdays="[wednesday]")


@pytest.mark.parametrize("new", [VARIANTS["interval"], ELSEWHERE], ids=["same minute", "elsewhere"])
def test_what_a_deleted_series_leaves_keeps_the_new_one_waiting(tmp_path: Path, new: str) -> None:
    world = changing(tmp_path, new, **STAY)
    said = message(world.apply(), ADDRESS)
    assert all(child in said for child in children(world))
    assert not parents(world)
    (change,) = [c for c in world.plan().changes if str(c.address) == ADDRESS]
    assert change.held and change.held.reason is Reason.SERIES_POSTS_STAY
    assert all(child in str(change.held.detail) for child in children(world))
    assert "restored" not in message(world.apply(), ADDRESS)
    for child in children(world):
        world.delete_by_hand(child)
    world.apply_well()
    assert len(parents(world)) == 1
    state = world.store.load()
    assert state and not state.intents


def test_a_post_of_the_old_series_that_shows_again_after_the_plan(tmp_path: Path) -> None:
    world = changing(tmp_path, VARIANTS["media"], **STAY)
    world.apply()
    for child in children(world):
        world.delete_by_hand(child)
    again = {"account_id": LINKEDIN, "text": WORDS, "scheduled_at": "2036-05-20T09:00:00+02:00"}
    blue = {"media/blue.png": a_picture("blue")}
    world.write({**blue, SERIES: VARIANTS["media"].replace("red", "blue")})
    world.just_before("POST", "/media", lambda: world.by_hand(**again))
    said = message(world.apply(), ADDRESS)
    assert "still scheduled" in said
    assert not parents(world)


def test_a_deleted_series_names_the_posts_that_it_leaves(tmp_path: Path) -> None:
    world = changing(tmp_path, OLD, **STAY)
    world.remove(SERIES)
    applied = world.apply(allow=frozenset({"deletes"}))
    said = message(applied, ADDRESS)
    assert outcomes(applied)[ADDRESS] == "delete failed"
    assert len(children(world)) == 2
    assert all(child in said for child in children(world))
    plan = world.plan()
    assert not plan.has_changes
    assert [notice.detail for notice in plan.notices] == sorted(children(world))
    assert {notice.code for notice in plan.notices} == {NoticeCode.SERIES_LEFTOVER}


@pytest.mark.parametrize("hidden", [30, 55])
def test_lists_that_leave_out_what_a_series_made_end_no_wait(tmp_path: Path, hidden: int) -> None:
    """What was listed before the series was deleted is looked for until the settling time is over."""
    world = changing(tmp_path, ELSEWHERE, **STAY)

    def hide() -> None:
        until = world.time.now + timedelta(seconds=hidden)
        for child in children(world):
            world.edit_by_hand(child, hidden_until=until.isoformat())

    world.just_before("DELETE", "/posts", hide)
    assert "still scheduled" in message(world.apply(), ADDRESS)
    assert not parents(world)


def test_the_new_version_waits_for_all_days_of_the_old_one(tmp_path: Path) -> None:
    """Also after its own first time has passed, and if its file was away meanwhile."""
    world = changing(tmp_path, ELSEWHERE, **STAY)
    world.apply()
    world.remove(SERIES)
    world.apply(allow=frozenset({"deletes"}))
    pass_time(world, "2036-05-07T20:00:00+00:00")
    world.write({SERIES: series(TEXT, from_="2036-05-14 15:00", weekdays="[wednesday]")})
    assert actions(world)[ADDRESS] == "held"
    world.delete_by_hand(children(world)[-1])
    assert "create" in str(outcomes(world.apply_well())[ADDRESS])


@pytest.mark.parametrize("when", ["2036-05-14T09:00:00+02:00", "2036-07-08T09:00:00+02:00"])
def test_the_same_words_on_a_day_that_the_series_does_not_have_are_a_colleagues(
    tmp_path: Path, when: str
) -> None:
    """On a Wednesday, or after its end: neither a replacement nor a delete says or does anything about it."""
    for number, new in enumerate([VARIANTS["interval"], None]):
        world = changing(tmp_path / str(number), new or OLD)
        theirs = world.by_hand(account_id=LINKEDIN, text=WORDS, scheduled_at=when)
        if new is None:
            world.remove(SERIES)
        said = outcomes(world.apply_well(allow=frozenset({"deletes"})))
        assert said[ADDRESS] == ("replace done" if new else "delete done")
        assert theirs["id"] in {post["id"] for post in world.posts()}
        assert not (world.store.load() or EMPTY).leftovers


def test_two_series_with_the_same_words_keep_their_days(tmp_path: Path) -> None:
    world = changing(tmp_path, OLD, children_ahead="2")
    world.write({"content/b.md": series(from_="2036-05-07 09:00", weekdays="[wednesday]")})
    world.apply_well()
    world.write({SERIES: VARIANTS["interval"]})
    assert outcomes(world.apply_well())[ADDRESS] == "replace done"
    assert len(parents(world)) == 2


def test_a_series_that_cannot_be_restored_goes_after_its_new_version(tmp_path: Path) -> None:
    begins = {"from_": "2036-05-28 09:00", "to": "2036-12-28 09:00", "repeat": "monthly"}
    old = series(**begins).replace(", weekdays: [tuesday]", "")
    world = changing(tmp_path, old, old, children_ahead="2")
    pass_time(world, "2036-05-29T00:00:00+00:00")
    world.write({SERIES: old.replace("05-28 09:00", "06-29 15:00").replace("[one]", "[two]")})
    world.fault(kind=REFUSED, path="/posts/schedule", count=1)
    world.apply()
    assert parents(world) == [WORDS]


def test_the_same_words_at_another_time_of_day_are_a_colleagues(tmp_path: Path) -> None:
    """A minute that such a post holds is not free for the new version."""
    world = changing(tmp_path, series(TEXT, from_="2036-05-13 15:00"))
    world.by_hand(account_id=LINKEDIN, text=WORDS, scheduled_at="2036-05-13T15:00:00+02:00")
    (change,) = [c for c in world.plan().changes if str(c.address) == ADDRESS]
    assert change.held and change.held.reason is Reason.SLOT_TAKEN
    world.apply()
    assert parents(world) == [WORDS]


def test_a_series_begins_in_a_minute_that_a_post_leaves(tmp_path: Path) -> None:
    single = {A: entry("A single post", "2036-05-06 09:00", "shop-linkedin"), **fillers(2)}
    for number, leaves in enumerate([entry("Moved", "2036-05-05 09:00", "shop-linkedin"), None]):
        world = applied_world(tmp_path / str(number), single)
        world.write({SERIES: OLD} | ({A: leaves} if leaves else {}))
        if leaves is None:
            world.remove(A)
        assert "failed" not in str(outcomes(world.apply_well(allow=frozenset({"deletes"}))))
        assert [day for day, _ in went_out(world, JUNE)] == TUESDAYS


@pytest.mark.parametrize("ahead", ["0", "3"])
def test_a_post_takes_a_minute_that_a_series_leaves(tmp_path: Path, ahead: str) -> None:
    """A single post follows on a later day of the series, and another series takes its beginning."""
    world = changing(
        tmp_path, series(from_="2036-05-07 10:00", weekdays="[wednesday]"), children_ahead=ahead
    )
    world.write({A: entry("A single post", "2036-05-20 09:00", "shop-linkedin")})
    world.write({"content/b.md": series("Other words", every="3")})
    assert set(outcomes(world.apply_well()).values()) == {"replace done", "create done"}
    assert len(parents(world)) == 2


def test_a_series_that_has_begun_goes_on_with_its_new_version(tmp_path: Path) -> None:
    world = changing(tmp_path, OLD)
    pass_time(world, "2036-05-15T00:00:00+00:00")
    world.write({SERIES: series(every="2")})
    (change,) = [c for c in world.plan().changes if str(c.address) == ADDRESS]
    assert change.held and change.held.reason is Reason.ALREADY_BEGUN
    world.write({SERIES: series(from_="2036-05-20 09:00", every="2")})
    world.apply_well()
    days = ["05-06", "05-13", "05-20", "06-03", "06-17"]
    assert [day for day, _ in went_out(world, JUNE)] == days


@pytest.mark.parametrize("how", REFUSALS)
def test_the_rest_of_a_series_that_has_begun_is_restored(tmp_path: Path, how: str) -> None:
    world = changing(tmp_path, OLD)
    pass_time(world, "2036-05-15T00:00:00+00:00")
    world.write({SERIES: series(from_="2036-05-20 09:00", every="2")})
    REFUSALS[how](world)
    assert "the old post was restored" in message(world.apply(), ADDRESS)
    world.write({SERIES: OLD})
    assert not world.plan(retry_failed=True).has_changes
    assert went_out(world, JUNE) == [(day, WORDS) for day in TUESDAYS]


@pytest.mark.parametrize(("minutes", "section"), [(4, "held"), (20, "replace")])
def test_a_series_whose_next_post_is_due_soon_is_left_alone(
    tmp_path: Path, minutes: int, section: str
) -> None:
    world = changing(tmp_path, OLD)
    world.write({SERIES: series(from_="2036-05-20 09:00", every="2")})
    world.time.now = datetime(2036, 5, 13, 7, tzinfo=UTC) - timedelta(minutes=minutes)
    before = world.posts()
    assert actions(world)[ADDRESS] == section
    world.apply()
    assert (world.posts() == before) is (section == "held")


def test_a_minute_of_a_colleague_keeps_the_series_as_it_is(tmp_path: Path) -> None:
    world = changing(tmp_path, series(from_="2036-05-13 09:04"))
    world.by_hand(account_id=LINKEDIN, text="By hand", scheduled_at="2036-05-13T09:05:00+02:00")
    assert actions(world)[ADDRESS] == "held"
    world.apply()
    assert parents(world) == [WORDS]
