"""What went out at once leaves a tombstone when its file goes, and that holds its text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import as_sentence, digests_of
from publer_sync.model.schedule import Now
from publer_sync.model.state import Record, Tombstone
from publer_sync.planning.change import HELD, Reason
from publer_sync.planning.state_age import REMEMBERED
from publer_sync.planning.state_edits.edits import removal_preview
from publer_sync.planning.tombstones import MOST, forget_addresses, prune_tombstones, tombstone_of
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    SHOP_LINKEDIN,
    a_plan,
    a_record,
    a_state,
    the_change,
    wanted,
)

AT_ONCE = wanted("first", schedule=Now(), text="Out with it")
TEXT = as_sentence(digests_of(AT_ONCE)) or ""


def went_out(**overrides: Any) -> Record:
    return a_record(AT_ONCE, **{"scheduled_at": NOW - HOUR, "status": "published", **overrides})


def a_tombstone(**overrides: Any) -> Tombstone:
    made = tombstone_of(went_out(), NOW)
    assert made
    return replace(made, **overrides)


def test_it_names_account_text_post_and_time() -> None:
    record = went_out()
    assert a_tombstone() == Tombstone(
        address=record.address,
        account_id=record.account_id,
        text=TEXT,
        post_id=record.post_id,
        at=NOW - HOUR,
    )


@pytest.mark.parametrize(
    "record",
    [
        went_out(status="failed"),
        went_out(status="pending", scheduled_at=NOW + HOUR),
        a_record(wanted("dated"), status="published"),
        went_out(fields={"schedule": digests_of(AT_ONCE)["schedule"]}),
    ],
    ids=["failed", "not yet", "had a time", "says nothing"],
)
def test_what_did_not_go_out_at_once_leaves_none(record: Record) -> None:
    assert forget_addresses(a_state(record), record, NOW).tombstones == ()


@pytest.mark.parametrize("status", ["published", "removed", "pending", "busy"])
def test_what_may_have_gone_out_leaves_one(status: str) -> None:
    record = went_out(status=status, scheduled_at=NOW - MINUTE)
    after = forget_addresses(a_state(record), record, NOW)
    assert (len(after.tombstones), after.records) == (1, {})


def held(*tombstones: Tombstone, **overrides: Any) -> bool:
    post = replace(AT_ONCE, address=Address("again", "shop-x"), **overrides)
    change = the_change(a_plan([post], state=a_state(tombstones=tombstones)))
    return change.section == HELD and change.all_reasons[-1].reason is Reason.SAID_BEFORE


def test_it_holds_a_post_at_once_with_its_text_whatever_its_name_and_nothing_else() -> None:
    assert held(a_tombstone())
    assert not held(a_tombstone(), text="Out with something else")
    assert not held(a_tombstone(account_id="another"))
    assert not held(a_tombstone(), off_by_entry=frozenset({"duplicate-text"}))
    assert not held(a_tombstone(), schedule=wanted().schedule)


def test_the_newer_one_takes_the_place_of_the_older() -> None:
    newer = a_tombstone(post_id="newer")
    state = a_state().with_tombstone(a_tombstone()).with_tombstone(newer)
    assert state.tombstones == (newer,)


def test_they_go_after_400_days_and_beyond_a_thousand_the_oldest_first() -> None:
    old, young = a_tombstone(at=NOW - REMEMBERED - DAY), a_tombstone(at=NOW - REMEMBERED + DAY)
    assert prune_tombstones(a_state(tombstones=(old, young)), NOW).tombstones == (young,)
    many = tuple(a_tombstone(text=str(n), at=NOW - n * MINUTE) for n in range(MOST + 5))
    left = prune_tombstones(a_state(tombstones=many), NOW).tombstones
    assert {each.text for each in left} == {str(n) for n in range(MOST)}


def test_what_is_forgotten_on_purpose_takes_them_along() -> None:
    mine, same_text = a_tombstone(address=AT_ONCE.address), a_tombstone(address=Address("b", "x"))
    other = a_tombstone(address=Address("b", "x"), text="other", account_id=SHOP_LINKEDIN.id)
    state = a_state(went_out(), tombstones=(replace(mine, text="older"), same_text, other))
    assert removal_preview(state, [AT_ONCE.address]).tombstones == (other,)
