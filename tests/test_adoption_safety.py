"""Posts that Publer holds and the state does not record: none goes out twice, none of a colleague's goes.

A state may be lost, or an older copy of it brought back; and a colleague may have written the same words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publer_sync.planning.change import Action, Change, Reason
from tests.support.projects import PROJECT
from tests.support.world import World, a_world
from tests.test_shelves_safety import AUTO, LINKEDIN, entry

SETTINGS = PROJECT + "policy: {settle: 60s, publish_now: allowed}\n"
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
    return change.reasons[-1].reason


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
    assert (change.action, reason(change)) == (Action.FORGET, Reason.FOUND_BY_WORDS)
    world.apply_well(allow=ALLOW)
    assert post_of(world, theirs)["state"] != "deleted"
    state = world.store.load()
    assert state and theirs not in {record.post_id for record in state.records.values()}


@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize(("before", "after"), [("Same", "Other"), ("---\n", "---\nlabels: [x]\n")])
def test_a_colleagues_post_with_the_same_words_is_not_changed(
    tmp_path: Path, shelf: str, before: str, after: str
) -> None:
    world, text, theirs = beside_a_colleagues(tmp_path, shelf)
    shown = post_of(world, theirs)
    world.write({"content/same.md": text.replace(before, after, 1)})
    change = the_change(world, "same")
    assert (change.action, reason(change)) == (Action.BLOCKED, Reason.FOUND_BY_WORDS)
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
    assert the_change(world, "same").action is Action.DELETE
