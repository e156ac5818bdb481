"""What has no minute of its own, through every crash and every bad answer: it stands exactly once.

Drafts without a date, ideas, series, posts whose time Publer picks and posts that go out at once cannot be
named by their minute. They are the hardest to recognise, and a post that goes out at once the worst to
double.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from publer_sync.api.errors import ApiError
from publer_sync.execution.events import Outcome
from publer_sync.model.schedule import Now, PublishMode, Recurring
from tests.faults.sweep import requests_for
from tests.support.readings import READINGS
from tests.support.shelves import AUTO, LINKEDIN, SETTINGS, WEEKLY, entry
from tests.support.wire import Killed
from tests.support.world import World, a_world

BEFORE: dict[str, str | bytes] = {
    "publer-sync.yaml": SETTINGS,
    "content/dated.md": entry("A draft with a day", "draft: true\nschedule: 2036-05-05 09:00"),
    "content/undated.md": entry("A draft for some day", "draft: true"),
    "content/other.md": entry("Another draft, to be changed", "draft: true"),
    "content/idea.md": entry("An idea for everybody", "idea: public", accounts=""),
    "content/private.md": entry("An idea of my own", "idea: private", accounts=""),
    "content/auto.md": entry("Whenever there is a place", AUTO),
    "content/series.md": entry("Every Monday", WEEKLY),
    "content/again.md": entry(
        "Now and then", "schedule: {at: 2036-05-04 09:00, recycle: {every: 2w, times: 3}}"
    ),
    "content/first.md": entry("Out with it", "schedule: now"),
}

AFTER = {
    "content/dated.md": entry("A draft that became a post", "schedule: 2036-05-05 09:00"),
    "content/undated.md": entry("A draft with a different text", "draft: true"),
    "content/other.md": entry("Another draft, to be changed", "draft: true\nlabels: [new]"),
    "content/auto.md": entry("Whenever there is a place", AUTO.replace("05-09", "05-10")),
    "content/series.md": entry("Every Monday", WEEKLY.replace("monday", "friday")),
    "content/new-idea.md": entry("Another idea", "idea: public", accounts=""),
    "content/new-draft.md": entry("One more draft", "draft: true"),
    "content/second.md": entry("And out with this", "schedule: now"),
}

COLLEAGUES = [
    (LINKEDIN, "A colleague's draft", "draft"),
    (None, "A colleague's idea", "draft_public"),
]
ALLOW = frozenset({"deletes"})


def a_scene(folder: Path, **options: str) -> World:
    """Everything applied, something of a colleague's on each shelf, and then all kinds of edits."""
    world = a_world(folder, options=options)
    world.write(BEFORE)
    for account_id, text, state in COLLEAGUES:
        world.by_hand(account_id=account_id, text=text, state=state)
    apply_until_done(world)
    world.time.sleep(300)  # no one edits within the minute in which the last post went out
    world.remove("content/private.md")
    world.write(AFTER)
    return world


def apply_until_done(world: World) -> None:
    """Apply until each change ends well, as a person would try a few times."""
    for _ in range(5):
        applied = world.apply(allow=ALLOW)
        if {result.outcome for result in applied.results} <= {Outcome.DONE}:
            return
    raise AssertionError(applied.results)


def standing(world: World) -> list[tuple[str, str, str]]:
    """Account, text and state of everything that is in Publer."""
    return sorted(
        (post["account_id"] or "", post["text"], post["state"].removesuffix("_pending"))
        for post in world.posts()
        if post["state"] != "deleted" and not post["parent_id"]
    )


def wanted(world: World) -> list[tuple[str, str, str]]:
    """The same of what the files want, and of what colleagues made."""
    ours = [(post.account.id, post.text, state_of(post)) for post in world.valid().posts]
    theirs = [(account_id or "", text, state) for account_id, text, state in COLLEAGUES]
    return sorted([*ours, *theirs])


def state_of(post: Any) -> str:
    if post.standing is not PublishMode.SCHEDULED:
        return str(post.standing)
    if isinstance(post.schedule, Now):
        return "published"
    if isinstance(post.schedule, Recurring):
        return "recurring"
    return "scheduled" if getattr(post.schedule, "recycle", None) is None else "recycling"


def assert_exactly_once(world: World) -> None:
    assert standing(world) == wanted(world)
    assert not world.plan().has_changes
    state = world.store.load()
    assert state and not state.intents
    named = {text for _, text, _ in COLLEAGUES}
    ours = {str(p["id"]) for p in world.posts() if p["text"] not in named}
    assert {record.post_id for record in state.records.values()} == ours


def resume(world: World) -> None:
    world.wire.die_before = world.wire.die_after = None
    world.deaths.before_save = world.deaths.after_save = None
    apply_until_done(world)


def methods(folder: Path) -> list[str]:
    """Those of the requests that the apply takes when nothing goes wrong."""
    world = a_scene(folder)
    before = len(world.wire.requests)
    apply_until_done(world)
    return [request.method for request in world.wire.requests[before:]]


def saves(folder: Path) -> int:
    world = a_scene(folder)
    before = world.deaths.saves
    apply_until_done(world)
    return world.deaths.saves - before


@pytest.fixture
def points(request: pytest.FixtureRequest, tmp_path: Path) -> list[int]:
    """The requests, from 0, at which it goes wrong: all that write, and of those that read every third."""
    every = 1 if request.config.getoption("--thorough") else 3
    found = enumerate(methods(tmp_path / "count"))
    return [number for number, method in found if method != "GET" or number % every == 0]


def test_the_scene_has_every_kind_of_write(tmp_path: Path) -> None:
    summary = a_scene(tmp_path).plan(allow=ALLOW).summary
    assert {name for name, number in summary.items() if number} == {
        "create", "update", "replace", "delete", "no_change", "published",
    }  # fmt: skip


def test_everything_is_made_once_and_changed_once(tmp_path: Path) -> None:
    world = a_scene(tmp_path)
    apply_until_done(world)
    assert_exactly_once(world)


@pytest.mark.parametrize(("side", "lag"), [("die_before", "0.3"), ("die_after", "20")])
def test_killed_at_any_request(tmp_path: Path, points: list[int], side: str, lag: str) -> None:
    for number in points:
        world = a_scene(tmp_path / str(number), visibility_delay=lag)
        setattr(world.wire, side, len(world.wire.requests) + number)
        with suppress(Killed):
            world.apply(allow=ALLOW)
        resume(world)
        assert_exactly_once(world)


@pytest.mark.parametrize("side", ["before_save", "after_save"])
def test_killed_at_any_save_of_the_state(tmp_path: Path, side: str) -> None:
    for number in range(saves(tmp_path / "count")):
        world = a_scene(tmp_path / str(number))
        setattr(world.deaths, side, world.deaths.saves + number)
        with suppress(Killed):
            world.apply(allow=ALLOW)
        resume(world)
        assert_exactly_once(world)


KINDS = ["drop_after", "status_after:503", "status:503", "html", "silent_loss", "false_failure"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_answer_to_any_request(tmp_path: Path, points: list[int], kind: str) -> None:
    methods_sent = methods(tmp_path / "kinds")
    for number in {*requests_for(kind, methods_sent)} & {point + 1 for point in points}:
        world = a_scene(tmp_path / str(number), visibility_delay="20")
        world.fault(path="/", nth=number, kind=kind, count=1)
        with suppress(ApiError):
            world.apply(allow=ALLOW)
        resume(world)
        assert_exactly_once(world)


IMPOSSIBLE = {
    ("list_omission", "1"): "a shelf with one thing on it looks empty",
    ("list_omission", "2"): "likewise, with two",
    ("get_posts_without_dates", "slice"): "what has no time is in no slice",
    ("posting_slots", "none"): "there is no place that Publer could pick",
    ("publish_outcome", "failed"): "nothing can go out at once",
    ("publish_outcome", "nothing"): "nothing can go out at once",
    ("queued_undeletable", "auto_scheduled"): "what Publer has queued cannot be replaced",
    ("approval", "on"): "posts wait for someone to approve them",
    (
        "time_shift",
        "3",
    ): "a post is not where it was sent, so only a person can say that it is the one",
    ("time_shift", "-2"): "likewise",
}


@pytest.mark.parametrize(
    ("name", "value"), [reading for reading in READINGS if reading not in IMPOSSIBLE]
)
def test_every_reading_ends_in_the_same(tmp_path: Path, name: str, value: str) -> None:
    world = a_scene(tmp_path, **{name: value})
    apply_until_done(world)
    assert standing(world) == wanted(world)
    assert any(_is_empty_after(world, seconds) for seconds in (0, 3, 31, 30))


def _is_empty_after(world: World, seconds: float) -> bool:
    """Whether a plan is empty then. One that is made while the list leaves out a post says that it is gone;
    only an apply waits to see whether it is."""
    world.time.sleep(seconds)
    return not world.plan().has_changes


@pytest.mark.parametrize(("name", "value"), sorted(IMPOSSIBLE))
def test_nothing_is_made_twice_where_it_cannot_be_seen(
    tmp_path: Path, name: str, value: str
) -> None:
    world = a_world(tmp_path, options={name: value})
    for files in (BEFORE, AFTER):
        world.write(files)
        for _ in range(3):
            world.apply()
            gone = {"failed", "deleted"}
            texts = [post["text"] for post in world.posts() if post["state"] not in gone]
            assert len(texts) == len(set(texts))


def test_without_its_state_all_is_adopted_but_what_went_out_at_once(tmp_path: Path) -> None:
    """What was published cannot be taken back, so only a person may say that it is the one."""
    world = a_scene(tmp_path)
    apply_until_done(world)
    (tmp_path / ".publer-sync/state.json").unlink()
    applied = world.apply(allow=ALLOW)
    held = {str(r.address.entry) for r in applied.results if r.outcome is Outcome.SKIPPED}
    assert held == {"first", "second"}
    assert standing(world) == wanted(world)
    assert {str(c.address.entry) for c in world.plan().changes if c.held} == held


def test_an_entry_that_the_project_does_not_allow_never_goes_out_at_once(tmp_path: Path) -> None:
    world = a_world(tmp_path, {"content/first.md": BEFORE["content/first.md"]})
    assert [found.rule for found in world.validate().diagnostics] == ["publish-now"]
