"""Stops an apply at every single request, resumes, and finds each desired post exactly once."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from publer_sync.api.errors import ApiError
from tests.support.pictures import a_picture
from tests.support.world import Killed, World, a_world


def entry(text: str, at: str, accounts: str = "shop-x", media: str = "") -> str:
    pictures = f"media: [{{file: ../media/{media}, alt: A picture}}]\n" if media else ""
    return f"---\naccounts: [{accounts}]\nschedule: 2036-05-{at}\n{pictures}---\n{text}\n"


BEFORE: dict[str, str | bytes] = {
    "media/one.png": a_picture("red"),
    "media/two.png": a_picture("blue"),
    "content/kept.md": entry("Kept as it is", "05 09:00", "everywhere"),
    "content/edited.md": entry("Before the edit", "05 10:00", "everywhere"),
    "content/moved.md": entry("Its time moves", "05 11:00"),
    "content/picture.md": entry("Its picture changes", "05 12:00", media="one.png"),
    "content/swap-a.md": entry("Swaps with the other", "05 13:00"),
    "content/swap-b.md": entry("The other", "05 14:00"),
    "content/gone.md": entry("Will be removed", "05 15:00", "everywhere"),
    "content/follows.md": entry("Takes the place of the removed one", "05 16:00"),
    "content/renamed.md": entry("Its file is renamed", "05 17:00"),
}

AFTER = {
    "content/edited.md": entry("After the edit", "05 10:00", "everywhere"),
    "content/moved.md": entry("Its time moves", "06 11:00"),
    "content/picture.md": entry("Its picture changes", "05 12:00", media="two.png"),
    "content/swap-a.md": entry("Swaps with the other", "05 14:00"),
    "content/swap-b.md": entry("The other", "05 13:00"),
    "content/follows.md": entry("Takes the place of the removed one", "05 15:00"),
    "content/new.md": entry("A new one with a picture", "07 09:00", "everywhere", "two.png"),
}

ALLOW = frozenset({"deletes"})


def a_scene(folder: Path, **options: str) -> World:
    """A project that was applied, a colleague's post, and then every kind of edit."""
    world = a_world(folder, BEFORE, options=options)
    world.apply_well()
    world.by_hand(
        account_id="63c675b54e299e9cf2b667ea",
        text="A colleague's own",
        scheduled_at="2036-05-05T20:00:00+02:00",
    )
    world.remove("content/gone.md")
    world.rename("content/renamed.md", "content/archive/named.md")
    world.write(AFTER)
    return world


def count_requests(folder: Path) -> int:
    world = a_scene(folder)
    before = len(world.wire.requests)
    world.apply_well(allow=ALLOW)
    return len(world.wire.requests) - before


def assert_exactly_once(world: World) -> None:
    """Each desired post stands once, nothing else does but the colleague's, and all is known."""
    colleague = ("63c675b54e299e9cf2b667ea", "2036-05-05T18:00Z", "A colleague's own")
    assert world.texts() == sorted([*world.wanted(), colleague])
    assert not world.plan().has_changes
    state = world.store.load()
    assert state and not state.intents
    stood = {p["id"] for p in world.posts() if p["text"] != "A colleague's own"}
    assert {record.post_id for record in state.records.values()} == stood


def resume(world: World) -> None:
    """Applies until all is well, as a person would; a second run may be needed after a rejection, and a
    word where a new version was not taken and its old post restored."""
    world.wire.die_before = world.wire.die_after = None
    world.deaths.before_save = world.deaths.after_save = None
    for _ in range(3):
        applied = world.apply(allow=ALLOW, retry_failed=True)
        if all(result.outcome == "done" for result in applied.results):
            return
    raise AssertionError(applied.results)


def test_the_scene_has_every_kind_of_write(tmp_path: Path) -> None:
    world = a_scene(tmp_path)
    summary = world.plan(allow=ALLOW).summary
    assert {name for name, number in summary.items() if number} == {
        "create", "update", "replace", "delete", "move", "no_change",
    }  # fmt: skip


@pytest.mark.parametrize("side", ["die_before", "die_after"])
@pytest.mark.parametrize("lag", ["0.3", "20"])
def test_killed_at_any_request(tmp_path: Path, side: str, lag: str) -> None:
    for number in range(count_requests(tmp_path / "count")):
        world = a_scene(tmp_path / str(number), visibility_delay=lag)
        setattr(world.wire, side, len(world.wire.requests) + number)
        with pytest.raises(Killed):
            world.apply(allow=ALLOW)
        resume(world)
        assert_exactly_once(world)


@pytest.mark.parametrize("side", ["before_save", "after_save"])
def test_killed_at_any_save_of_the_state(tmp_path: Path, side: str) -> None:
    counted = a_scene(tmp_path / "count")
    before = counted.deaths.saves
    counted.apply_well(allow=ALLOW)
    for number in range(counted.deaths.saves - before):
        world = a_scene(tmp_path / str(number))
        setattr(world.deaths, side, world.deaths.saves + number)
        with pytest.raises(Killed):
            world.apply(allow=ALLOW)
        resume(world)
        assert_exactly_once(world)


KINDS = [
    "drop_before", "drop_after", "status:503", "status_after:503", "status:429", "status_after:429",
    "html", "silent_loss", "false_failure",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lag", ["0.3", "20"])
def test_a_bad_answer_to_any_request(tmp_path: Path, kind: str, lag: str) -> None:
    for number in range(1, count_requests(tmp_path / "count") + 1):
        world = a_scene(tmp_path / str(number), visibility_delay=lag)
        world.fault(path="/", nth=number, kind=kind, count=1)
        with suppress(ApiError):
            world.apply(allow=ALLOW)
        resume(world)
        assert_exactly_once(world)
