"""Two states that follow from a third: the changes of both, and never one over the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.model.state import State
from publer_sync.state.merge import merge
from tests.support.planning import a_record, a_state, wanted

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
