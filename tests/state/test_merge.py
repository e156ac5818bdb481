"""Two states that follow from a third: the changes of both, and never one over the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from publer_sync.model.network import Network
from publer_sync.model.state import AppliedCheckout, Leftover, State, Tombstone
from publer_sync.state.merge import merge
from tests.support.planning import DAY, NOW, a_record, a_state, wanted

ONE, TWO, THREE = (a_record(wanted(name)) for name in ("one", "two", "three"))
OLD = a_state(ONE, serial=5)


def changed(post_id: str) -> State:
    return a_state(replace(ONE, post_id=post_id), serial=6)


def test_what_each_added_is_there() -> None:
    merged = merge(OLD, a_state(ONE, TWO, serial=9), a_state(ONE, THREE, serial=7))
    assert set(merged.state.records) == {ONE.address, TWO.address, THREE.address}
    assert (merged.state.serial, merged.conflicts) == (10, ())


def test_what_one_removed_is_gone() -> None:
    assert merge(OLD, a_state(serial=6), a_state(ONE, TWO, serial=6)).state.records == {
        TWO.address: TWO
    }
    assert merge(OLD, a_state(ONE, TWO, serial=6), a_state(serial=6)).state.records == {
        TWO.address: TWO
    }


def test_what_one_changed_is_as_changed() -> None:
    for ours, theirs in ((changed("new"), OLD), (OLD, changed("new"))):
        merged = merge(OLD, ours, theirs)
        assert merged.state.records[ONE.address].post_id == "new"
        assert merged.conflicts == ()


def test_what_both_changed_alike_is_no_conflict() -> None:
    assert merge(OLD, changed("new"), changed("new")).conflicts == ()


@pytest.mark.parametrize("ours", [changed("mine"), a_state(serial=6)])
def test_what_both_changed_is_as_theirs_and_named(ours: State) -> None:
    merged = merge(OLD, ours, changed("theirs"))
    assert merged.state.records[ONE.address].post_id == "theirs"
    assert merged.conflicts == (ONE.address,)


@pytest.mark.parametrize("other", [{"lineage": "another"}, {"workspace": "another"}])
def test_states_of_other_things_are_not_merged(other: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="do not follow"):
        merge(OLD, OLD, replace(OLD, **other))  # type: ignore[arg-type]


def test_the_commit_that_was_applied_is_that_of_who_applied_one() -> None:
    newer = replace(a_state(serial=6), applied="b")
    assert merge(OLD, newer, a_state(serial=6)).state.applied == "b"
    assert merge(OLD, a_state(serial=6), newer).state.applied == "b"


def test_the_checkouts_of_both_are_there_and_what_one_left_behind_is_gone() -> None:
    base, ours, theirs = (AppliedCheckout(letter * 40) for letter in "abc")
    before = replace(OLD, checkouts=(base,))
    mine, others = replace(OLD, checkouts=(base, ours)), replace(OLD, checkouts=(theirs,))
    assert merge(before, mine, others).state.checkouts == (theirs, ours)
    assert merge(before, mine, before).state.checkouts == (base, ours)


def a_tombstone(text: str = "digest", days: float = 0) -> Tombstone:
    return Tombstone(
        address=ONE.address,
        account_id=ONE.account_id,
        text=text,
        post_id=f"{text}-{days}",
        at=NOW + days * DAY,
    )


def with_tombstones(*tombstones: Tombstone) -> State:
    return a_state(tombstones=tombstones)


def test_the_tombstones_of_both_are_there_and_of_one_text_the_newer() -> None:
    first, second, newer = a_tombstone("one"), a_tombstone("two"), a_tombstone("one", 1)
    for ours, theirs in (([first, second], [newer]), ([newer, second], [first])):
        merged = merge(a_state(), with_tombstones(*ours), with_tombstones(*theirs)).state
        assert set(merged.tombstones) == {newer, second}


def test_a_tombstone_that_one_dropped_is_gone_unless_the_other_made_a_newer_one() -> None:
    base, newer = with_tombstones(a_tombstone()), with_tombstones(a_tombstone(days=1))
    assert merge(base, a_state(), base).state.tombstones == ()
    assert merge(base, base, a_state()).state.tombstones == ()
    assert merge(base, a_state(), newer).state.tombstones == newer.tombstones
    assert merge(base, newer, a_state()).state.tombstones == newer.tombstones


def test_leftovers_are_merged_like_records() -> None:
    one, two, three = (
        Leftover(
            post_id=name,
            address=ONE.address,
            account_id=ONE.account_id,
            network=Network.TWITTER,
            scheduled_at=None,
        )
        for name in ("one", "two", "three")
    )
    base = a_state().with_leftovers([one])
    theirs = base.with_leftovers([two])
    ours = base.without_leftovers(["one"]).with_leftovers([three])
    assert set(merge(base, ours, theirs).state.leftovers) == {"two", "three"}


def test_a_memory_that_began_anew_began_when_the_later_one_did() -> None:
    old, early, late = (a_state(known_since=NOW + timedelta(hours=n)) for n in range(3))
    for ours, theirs, known in (
        (old, late, late),
        (late, old, late),
        (early, late, late),
        (late, early, late),
        (old, old, old),
    ):
        assert merge(old, ours, theirs).state.known_since == known.known_since
