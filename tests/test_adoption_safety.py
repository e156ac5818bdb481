"""Posts that Publer holds and the state does not record: none goes out twice, none of a colleague's goes.

A state may be lost, or an older copy of it brought back; and a colleague may have written the same words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publer_sync.execution.events import Outcome
from publer_sync.planning.change import HELD, Action, Change, ChangeStatus, Reason
from tests.support.shelves import AUTO, LINKEDIN, SETTINGS, entry
from tests.support.world import World, a_world

YESTERDAY = {"scheduled_at": "2036-04-30T08:00Z"}
ALLOW = frozenset({"deletes"})

SHELVES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a draft": ("draft: true", "accounts: [shop-linkedin]", {"state": "draft"}),
    "an idea": ("idea: public", "", {"state": "draft_public", "account_id": None}),
    "the queue": (AUTO, "accounts: [shop-linkedin]", {"scheduled_at": "2036-05-05T10:00Z"}),
}


def project(folder: Path, **options: str) -> World:
    world = a_world(folder, {"content/other.md": entry("Hello", "draft: true")}, options=options)
    world.write({"publer-sync.yaml": SETTINGS})
    return world


def the_change(world: World, name: str) -> Change:
    (change,) = (c for c in world.plan(allow=ALLOW).changes if c.address.entry == name)
    return change


def reason(change: Change) -> Reason:
    return change.all_reasons[-1].reason


def post_of(world: World, post_id: str) -> dict[str, Any]:
    return next(post for post in world.posts() if str(post["id"]) == post_id)


def beside_a_colleagues(folder: Path, shelf: str) -> tuple[World, str, str]:
    """A post file that says what a colleague's post says, applied; its text and the colleague's post."""
    keys, accounts, theirs = SHELVES[shelf]
    world = project(folder)
    made = world.by_hand(**{"account_id": LINKEDIN, "text": "Same words", **theirs})
    text = entry("Same words", keys, accounts)
    world.write({"content/same.md": text})
    world.apply_well()
    return world, text, str(made["id"])


@pytest.mark.parametrize("shelf", SHELVES)
def test_a_colleagues_post_with_the_same_words_outlives_our_file(
    tmp_path: Path, shelf: str
) -> None:
    world, _, theirs = beside_a_colleagues(tmp_path, shelf)
    world.remove("content/same.md")
    change = the_change(world, "same")
    assert (change.section, reason(change)) == (Action.FORGET, Reason.FOUND_BY_WORDS)
    world.apply_well(allow=ALLOW)
    assert post_of(world, theirs)["state"] != "deleted"
    state = world.store.load()
    assert state and theirs not in {record.post_id for record in state.records.values()}


@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize(
    ("before", "after"), [("Same", "Other"), ("---\n", "---\nlink: https://example.com\n")]
)
def test_a_colleagues_post_with_the_same_words_is_not_changed(
    tmp_path: Path, shelf: str, before: str, after: str
) -> None:
    world, text, theirs = beside_a_colleagues(tmp_path, shelf)
    shown = post_of(world, theirs)
    world.write({"content/same.md": text.replace(before, after, 1)})
    change = the_change(world, "same")
    assert (change.section, reason(change)) == (HELD, Reason.FOUND_BY_WORDS)
    world.apply(allow=ALLOW)
    assert post_of(world, theirs) == shown
    assert not world.requests("PUT") and not world.requests("DELETE")


def test_our_own_draft_is_ours_again_once_it_was_made_anew(tmp_path: Path) -> None:
    world, text, found = beside_a_colleagues(tmp_path, "a draft")
    world.delete_by_hand(found)
    world.write({"content/same.md": text.replace("Same", "Other")})
    world.time.sleep(300)
    world.apply_well()
    world.remove("content/same.md")
    assert the_change(world, "same").section == Action.DELETE


AT_ONCE = entry("Out with it", "schedule: now")
MONTH = 30 * 86400


def sent(folder: Path) -> World:
    """A post that went out at once, beside a draft."""
    world = project(folder)
    world.write({"content/first.md": AT_ONCE})
    world.apply_well()
    return world


def times_said(world: World, text: str) -> int:
    return [post["text"] for post in world.posts()].count(text)


@pytest.mark.parametrize("months", [0.1, 2, 11])
def test_what_went_out_at_once_is_held_by_a_state_that_begins_anew(
    tmp_path: Path, months: float
) -> None:
    world = sent(tmp_path)
    (tmp_path / ".publer-sync/state.json").unlink()
    world.time.sleep(months * MONTH)
    for _ in range(3):
        change = the_change(world, "first")
        assert (change.section, reason(change)) == (HELD, Reason.SAID_BEFORE)
        world.apply()
        assert times_said(world, "Out with it") == 1
        world.time.sleep(300)


@pytest.mark.parametrize("months", [0.1, 2, 11])
def test_what_went_out_at_once_stays_out_under_an_older_copy_of_the_state(
    tmp_path: Path, months: float
) -> None:
    world = project(tmp_path)
    world.apply_well()
    copy = (tmp_path / ".publer-sync/state.json").read_bytes()
    world.write({"content/first.md": AT_ONCE})
    world.apply_well()
    (tmp_path / ".publer-sync/state.json").write_bytes(copy)
    world.time.sleep(months * MONTH)
    change = the_change(world, "first")
    assert (change.section, reason(change)) == (HELD, Reason.SAID_BEFORE)
    world.apply()
    assert times_said(world, "Out with it") == 1


def test_a_new_post_with_the_words_of_a_colleagues_is_held_back_and_not_forgotten(
    tmp_path: Path,
) -> None:
    world = project(tmp_path)
    world.apply_well()
    world.by_hand(account_id=LINKEDIN, text="Good morning", state="published", **YESTERDAY)
    world.write({"content/second.md": entry("Good morning", "schedule: now")})
    change = the_change(world, "second")
    assert (change.section, reason(change)) == (HELD, Reason.SAID_BEFORE)
    assert YESTERDAY["scheduled_at"][:10] in (change.all_reasons[-1].detail or "")
    world.write({"content/second.md": entry("Good morning, all", "schedule: now")})
    world.apply_well()
    assert times_said(world, "Good morning, all") == 1


def test_two_entries_of_ours_may_say_the_same_at_once(tmp_path: Path) -> None:
    world = sent(tmp_path)
    world.time.sleep(3600)
    world.write({"content/second.md": AT_ONCE})
    world.apply_well()
    assert times_said(world, "Out with it") == 2


RECYCLED = entry("Now and then", "schedule: {at: 2036-05-04 09:00, recycle: {every: 2w, times: 3}}")


@pytest.mark.parametrize("days", [0, 5, 20])
def test_a_recycled_post_is_found_again_and_not_what_it_left_behind(
    tmp_path: Path, days: int
) -> None:
    world = project(tmp_path)
    world.write({"content/again.md": RECYCLED})
    world.apply_well()
    parent = next(str(p["id"]) for p in world.posts() if p["state"].startswith("recycling"))
    (tmp_path / ".publer-sync/state.json").unlink()
    world.time.sleep(days * 86400)
    world.apply_well()
    state = world.store.load()
    assert state and parent in {record.post_id for record in state.records.values()}
    said = times_said(world, "Now and then")
    world.time.sleep(3600)
    assert not world.plan().has_changes
    assert times_said(world, "Now and then") == said == 1 + (days >= 5) + (days >= 20)


def test_what_a_recycled_post_left_behind_is_never_taken_for_it(tmp_path: Path) -> None:
    world = project(tmp_path, series_states="scheduled")
    world.write({"content/again.md": RECYCLED})
    world.apply_well()
    (tmp_path / ".publer-sync/state.json").unlink()
    world.time.sleep(4 * 86400)
    assert the_change(world, "again").section == ChangeStatus.MISSED


def test_a_colleagues_post_that_appears_while_ours_is_refused_outlives_our_file(
    tmp_path: Path,
) -> None:
    world = project(tmp_path, posting_slots="none")
    world.write({"content/auto.md": entry("Same words", AUTO)})
    when = "2036-05-05T10:00Z"
    theirs: list[str] = []

    def post_by_hand() -> None:
        made = world.by_hand(account_id=LINKEDIN, text="Same words", scheduled_at=when)
        theirs.append(str(made["id"]))

    def then() -> None:
        world.just_before("GET", "/posts", post_by_hand)

    world.just_before("POST", "/posts/schedule", then)
    world.remove("content/other.md")
    assert [result.outcome for result in world.apply().results] == [Outcome.UNKNOWN]
    world.time.sleep(300)
    world.apply_well()
    assert times_said(world, "Same words") == 1
    world.remove("content/auto.md")
    assert reason(the_change(world, "auto")) is Reason.FOUND_BY_WORDS
    world.apply_well(allow=ALLOW)
    assert post_of(world, theirs[0])["state"] == "scheduled"
