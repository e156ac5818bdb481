"""Apply under every way in which Publer may turn out to behave, one difference at a time.

What is not known about Publer is an option of the emulator. Whatever the answer, each desired post must
stand exactly once and nothing may be lost; where a value makes success impossible, the outcome that is
right then is in `tests/support/readings.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.emulator.options.settings import OPTIONS
from publer_sync.execution.events import Outcome
from publer_sync.render.text.notes import notes_text
from tests.support.pictures import a_picture
from tests.support.readings import IMPOSSIBLE, READINGS, SAMPLES, possible
from tests.support.world import World, a_world


def entry(text: str, at: str, accounts: str = "shop-x", media: str = "") -> str:
    pictures = f"media: [{{file: ../media/{media}, alt: A picture}}]\n" if media else ""
    return f"---\naccounts: [{accounts}]\nschedule: 2036-05-{at}\n{pictures}---\n{text}\n"


FILES: dict[str, str | bytes] = {
    "media/one.png": a_picture("red"),
    "content/picture.md": entry("A picture for everybody", "05 09:00", "everywhere", "one.png"),
    "content/edited.md": entry("Words before the edit", "05 10:00", "everywhere"),
    "content/moved.md": entry("Something that moves to another day", "05 11:00"),
    "content/labelled.md": entry("The same minute with other labels", "05 12:00", "shop-linkedin"),
    "content/night.md": entry("Late at night, still yesterday in UTC", "06 00:30"),
    "content/gone.md": entry("No one will want this any more", "05 15:00", "everywhere"),
    "content/named.md": entry("Its file gets another name", "05 17:00"),
}

EDITED = {
    "content/edited.md": entry("New words after it", "05 10:00", "everywhere"),
    "content/moved.md": entry("Something that moves to another day", "07 11:00"),
    "content/labelled.md": entry(
        "The same minute with other labels", "05 12:00", "shop-linkedin"
    ).replace("---\n", "---\nlabels: [spring]\n", 1),
    "content/night.md": entry("Late at night, still yesterday in UTC", "07 00:30"),
}


def edit(world: World) -> None:
    world.remove("content/gone.md")
    world.rename("content/named.md", "content/archive/with-a-name.md")
    world.write(EDITED)


def assert_mirrored(world: World) -> None:
    """Each desired post stands once, nothing else does, and there is nothing left to do."""
    assert world.texts() == world.wanted()
    plan = world.plan()
    assert not plan.has_changes, plan.summary
    state = world.store.load()
    assert state and not state.intents
    assert {r.post_id for r in state.records.values()} == {str(p["id"]) for p in world.posts()}


def apply_until_done(world: World) -> int:
    """How many applies it takes until each change ends well; a person would try a few times."""
    for number in range(1, 5):
        applied = world.apply(allow=frozenset({"deletes"}))
        if {result.outcome for result in applied.results} <= {Outcome.DONE}:
            return number
    raise AssertionError(applied.results)


def test_the_tables_name_real_options() -> None:
    numeric = {option.name for option in OPTIONS if not option.choices}
    assert set(SAMPLES) == numeric
    assert set(IMPOSSIBLE) <= set(READINGS)


@pytest.mark.parametrize(("name", "value"), [one for values in possible() for one in values])
def test_every_reading_ends_in_the_same_posts(tmp_path: Path, name: str, value: str) -> None:
    world = a_world(tmp_path, FILES, options={name: value})
    apply_until_done(world)
    assert_mirrored(world)
    edit(world)
    apply_until_done(world)
    assert_mirrored(world)


@pytest.mark.parametrize("every", ["2", "3", "5"])
def test_a_list_of_many_pages_that_leaves_posts_out(tmp_path: Path, every: str) -> None:
    world = a_world(tmp_path, FILES, options={"list_omission": every, "page_size": "2"})
    apply_until_done(world)
    edit(world)
    apply_until_done(world)
    assert_mirrored(world)


def test_no_post_is_made_twice_though_no_list_is_whole(tmp_path: Path) -> None:
    world = a_world(tmp_path, FILES, options={"list_omission": "1"})
    for _ in range(4):
        world.apply()
        texts = world.texts()
        assert len(texts) == len(set(texts))
    assert world.texts() == world.wanted()
    world.set(list_omission="off")
    apply_until_done(world)
    assert_mirrored(world)


def test_a_picture_that_publer_does_not_take_fails_its_own_posts_only(tmp_path: Path) -> None:
    world = a_world(tmp_path, FILES, options={"max_upload": "10"})
    results = {str(result.address): result for result in world.apply().results}
    failed = {name for name, result in results.items() if result.outcome is Outcome.FAILED}
    assert failed == {"picture@shop-x", "picture@shop-linkedin"}
    assert "HTTP 413" in notes_text(results["picture@shop-x"].notes)
    assert world.texts() == [post for post in world.wanted() if "picture" not in post[2]]
