"""The lock of a shared store: a lease that is renewed, expires, and stops whoever has lost it."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from publer_sync.errors import LockedError, StateError
from publer_sync.model.remote import Phase
from publer_sync.state.format import to_text
from publer_sync.state.lease import LeasedState
from publer_sync.state.store import Holder
from tests.support.planning import a_record, a_state, wanted
from tests.support.stores import Team

FIRST = a_state(serial=1)
POST, OTHER = a_record(wanted("post")), a_record(wanted("other"))


def later(team: Team, **span: float) -> None:
    team.time.now += timedelta(**span)


def test_the_lock_of_a_dead_holder_can_be_had_once_it_has_expired(sharing: Team) -> None:
    dead = sharing.at("anna").lock({"command": "apply"})
    dead.__enter__()
    later(sharing, minutes=9)
    with pytest.raises(LockedError, match="expires"), sharing.at("ben").lock({}):
        pass
    later(sharing, minutes=2)
    with sharing.at("ben").lock({"command": "apply"}) as taken_over:
        assert taken_over
        assert sharing.told and "expired" in sharing.told[0]
    with sharing.at("ben").lock({"command": "apply"}) as taken_over:
        assert not taken_over


def test_a_living_holder_renews_it(sharing: Team) -> None:
    anna = sharing.at("anna")
    with anna.lock({}):
        for _ in range(5):
            later(sharing, minutes=4)
            anna.keep_alive()
        with pytest.raises(LockedError), sharing.at("ben").lock({}):
            pass


@pytest.mark.parametrize(("late", "goes_on"), [(30, True), (90, False), (250, False)])
def test_a_lock_that_is_renewed_too_late_to_be_of_use_is_not_relied_upon(
    sharing: Team, late: int, goes_on: bool
) -> None:
    sharing.settings = replace(sharing.settings, lease=timedelta(minutes=3))
    anna: Any = sharing.at("anna")
    with anna.lock({}):
        later(sharing, seconds=61)
        swap = anna._store_text.swap

        def swap_slowly(leased: LeasedState, reason: str) -> None:
            swap(leased, reason)
            later(sharing, seconds=late)

        anna._store_text.swap = swap_slowly
        with nullcontext() if goes_on else pytest.raises(StateError, match="cannot be kept"):
            anna.insist()


def test_saving_renews_it(sharing: Team) -> None:
    anna = sharing.at("anna")
    with anna.lock({}):
        for serial in range(1, 4):
            later(sharing, minutes=9)
            anna.save(a_state(serial=serial))
        with pytest.raises(LockedError), sharing.at("ben").lock({}):
            pass


@pytest.mark.parametrize("minutes", [11, 600])
def test_one_who_slept_too_long_may_not_write_any_more(sharing: Team, minutes: int) -> None:
    anna, ben = sharing.at("anna"), sharing.at("ben")
    with anna.lock({}):
        later(sharing, minutes=minutes)
        with (
            ben.lock({"command": "apply", "host": "bens-laptop"}),
            pytest.raises(LockedError, match="bens-laptop"),
        ):
            anna.insist()
    with ben.lock({}):
        pass  # and what anna lets go of is not ben's


def test_one_who_slept_while_nobody_else_came_goes_on(sharing: Team) -> None:
    anna = sharing.at("anna")
    with anna.lock({}):
        later(sharing, minutes=30)
        anna.insist()
        with pytest.raises(LockedError), sharing.at("ben").lock({}):
            pass


def test_one_whose_lock_was_cleared_may_not_write_any_more(sharing: Team) -> None:
    anna, ben = sharing.at("anna"), sharing.at("ben")
    with anna.lock({"host": "annas-laptop"}):
        left = ben.unlock(lambda holder: True)
        assert left and left["host"] == "annas-laptop"
        later(sharing, minutes=2)
        with pytest.raises(LockedError, match="cleared"):
            anna.insist()


def test_a_lock_is_cleared_only_if_somebody_says_so(sharing: Team) -> None:
    ben, asked = sharing.at("ben"), []

    def refuse(holder: Holder) -> bool:
        asked.append(holder)
        return False

    with sharing.at("anna").lock({"host": "annas-laptop"}):
        with pytest.raises(LockedError, match="annas-laptop"):
            ben.unlock(refuse)
        assert asked[0]["host"] == "annas-laptop"
        with pytest.raises(LockedError), ben.lock({}):
            pass


@pytest.mark.parametrize(
    "lease",
    [
        {"token": "t", "holder": {}, "expires": "9999-12-31T23:59:59-14:00"},
        {"token": "t", "holder": {}, "expires": "0001-01-01T00:00:00+14:00"},
        {"token": "t", "holder": {}, "expires": "2036-05-01T08:00"},
        {"token": "t", "expires": "2036-05-01T08:00Z"},
        {},
        [],
        True,
    ],
)
def test_a_lock_that_makes_no_sense_has_to_be_cleared_by_hand(sharing: Team, lease: object) -> None:
    by_hand(sharing, json.dumps({"format_version": 1, "lease": lease}))
    with pytest.raises(LockedError), sharing.at("ben").lock({}):
        pytest.fail("it was had")
    assert sharing.at("ben").holder() == {}
    assert sharing.at("ben").unlock(lambda holder: True) == {}
    with sharing.at("ben").lock({}):
        pass


def test_what_an_overtaken_run_made_is_not_forgotten(sharing: Team) -> None:
    anna, ben = sharing.at("anna"), sharing.at("ben")
    with anna.lock({}):
        anna.save(FIRST)
        later(sharing, minutes=11)
        with ben.lock({}):
            assert ben.load() == FIRST
            ben.save(a_state(OTHER, serial=2))
            with pytest.raises(LockedError, match="lost"):
                anna.save(a_state(POST, serial=2))
            merged = ben.save(a_state(OTHER, serial=3))
    assert set(merged.records) == {POST.address, OTHER.address}
    assert sharing.at("carla").load() == merged


def test_what_an_overtaken_run_knows_otherwise_is_rescued(sharing: Team) -> None:
    anna, ben = sharing.at("anna"), sharing.at("ben")
    with anna.lock({}):
        anna.save(FIRST)
        later(sharing, minutes=11)
        with ben.lock({}):
            ben.load()
            ben.save(a_state(replace(POST, post_id="bens"), serial=2))
            with pytest.raises(StateError, match="rescue file") as caught:
                anna.save(a_state(replace(POST, post_id="annas"), serial=2))
    assert "lock was lost" in (caught.value.reason or "")
    assert f"state show {POST.address}" in (caught.value.hint_text() or "")
    assert '"post_id": "annas"' in Path((caught.value.hint_text() or "").split()[-1]).read_text()
    found = sharing.at("carla").load()
    assert found and found.records[POST.address].post_id == "bens"


def test_what_an_overtaken_run_knows_as_well_needs_no_rescue(sharing: Team) -> None:
    anna, ben = sharing.at("anna"), sharing.at("ben")
    with anna.lock({}):
        anna.save(FIRST)
        later(sharing, minutes=11)
        with ben.lock({}):
            ben.load()
            ben.save(a_state(POST, serial=2))
            with pytest.raises(LockedError, match="lost"):
                anna.save(a_state(replace(POST, status=Phase.PUBLISHED), serial=2))


def test_what_somebody_changed_by_hand_meanwhile_is_kept(sharing: Team) -> None:
    anna = sharing.at("anna")
    with anna.lock({}):
        anna.save(a_state(POST, serial=1))
        by_hand(sharing, to_text(a_state(POST, OTHER, serial=2)))
        with pytest.raises(LockedError, match="cleared"):
            anna.save(a_state(POST, serial=2))
    found = sharing.at("ben").load()
    assert found and set(found.records) == {POST.address, OTHER.address}


@pytest.mark.parametrize("renewed", [False, True])
def test_an_edit_beside_the_lease_is_merged_and_the_work_goes_on(
    sharing: Team, renewed: bool
) -> None:
    anna = sharing.at("anna")
    with anna.lock({}):
        anna.save(a_state(POST, serial=1))
        edited = replace(leased(sharing), state=to_text(a_state(POST, OTHER, serial=2)))
        by_hand(sharing, edited.to_text())
        if renewed:
            later(sharing, minutes=5)
            anna.insist()
        merged = anna.save(a_state(serial=2))
        assert set(merged.records) == {OTHER.address}
        assert anna.save(replace(merged, serial=9)) == replace(merged, serial=9)
    assert sharing.at("ben").load() == replace(merged, serial=9)


def test_what_two_changed_differently_is_rescued(sharing: Team) -> None:
    anna = sharing.at("anna")
    with anna.lock({}):
        anna.save(a_state(POST, serial=1))
        theirs = a_state(replace(POST, post_id="theirs"), serial=2)
        by_hand(sharing, replace(leased(sharing), state=to_text(theirs)).to_text())
        with pytest.raises(StateError, match="rescue file") as caught:
            anna.save(a_state(replace(POST, post_id="ours"), serial=2))
    assert str(POST.address) in (caught.value.reason or "")
    found = sharing.at("ben").load()
    assert found and found.records[POST.address].post_id == "theirs"


def leased(team: Team) -> LeasedState:
    """What is in the store."""
    store: Any = team.at("editor")
    found: LeasedState = store._store_text.read()
    return found


def test_a_mark_is_put_over_nothing_that_somebody_else_wrote(sharing: Team) -> None:
    anna, ben = sharing.at("anna"), sharing.at("ben")
    with anna.lock({}):
        anna.save(FIRST)
        later(sharing, minutes=11)
        with ben.lock({}), pytest.raises(LockedError, match="lost"):
            anna.put("{}")
    assert sharing.at("carla").load() == FIRST


def test_a_mark_is_not_put_over_what_was_edited_by_hand(sharing: Team) -> None:
    anna = sharing.at("anna")
    with anna.lock({}):
        anna.save(FIRST)
        backend: Any = anna
        lease = backend._store_text.current.lease
        by_hand(sharing, LeasedState(to_text(a_state(POST, serial=2)), lease).to_text())
        with pytest.raises(StateError):
            anna.put("{}")
    assert sharing.at("ben").load() == a_state(POST, serial=2)


def by_hand(team: Team, text: str) -> None:
    """Someone edits the text where it stands, without regard to locks."""
    store: Any = team.at("editor")
    store._store_text.read()
    store._store_text._backend.swap(text, store._store_text._version, "by hand")
