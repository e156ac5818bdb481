"""The signature of a state: what it covers, whom it stops, and what it leaves alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from publer_sync.errors import InvalidUsageError, StateError
from publer_sync.model.address import Address
from publer_sync.model.network import Network
from publer_sync.model.sign_review import SignatureVerdict
from publer_sync.model.state import Intent, IntentKind, State, StoredMedia, Tombstone
from publer_sync.model.state_migration import ArrivalMarker
from publer_sync.state.format import from_text, mark_text, to_text
from publer_sync.state.local import LocalStore
from publer_sync.state.migration_markers import StateArrivingError
from publer_sync.state.signature import (
    KEY,
    OLD_KEY,
    Signing,
    StateKeyMissingError,
    UntrustedStateError,
    signing_from,
)
from tests.support.planning import NOW, a_record, a_state
from tests.support.stores import Team

THE_KEY = "0123456789abcdef0123456789abcdef"
ANOTHER = "another-key-another-key-another-key"
SIGNING = Signing(THE_KEY)

SHA256 = "ab" * 32


LAUNCH = Address("launch", "shop-x")


def a_full_state() -> State:
    """One with something of all that an attacker would change: the intent holds a restore point."""
    intent = Intent(
        kind=IntentKind.DELETE, address=LAUNCH, account_id="x", network=Network.TWITTER,
        scheduled_at=NOW, since=NOW, post_id="old", fingerprint="f", text="We have launched.",
        request={"bulk": {"posts": [{"text": "We have launched."}]}}, restores=True,
    )  # fmt: skip
    picture = StoredMedia(sha256=SHA256, id="m-1", name="a.png", kind="photo", uploaded_at=NOW)
    gone = Tombstone(address=LAUNCH, account_id="x", text="digest", post_id="p", at=NOW)
    return a_state(
        a_record(), serial=7, intents=(intent,), media={SHA256: picture}, tombstones=(gone,)
    )


SIGNED = json.loads(SIGNING.signed(to_text(a_full_state())))


def checked(document: dict[str, Any], signing: Signing = SIGNING, *, writing: bool = True) -> State:
    return from_text(json.dumps(document), "state.json", signing, writing=writing)


def test_what_was_signed_is_what_is_read() -> None:
    assert checked(SIGNED) == a_full_state()


Find = Callable[[dict[str, Any]], dict[str, Any]]


def whole(document: dict[str, Any]) -> dict[str, Any]:
    return document


def first(section: str) -> Find:
    def find(document: dict[str, Any]) -> dict[str, Any]:
        found = document[section]
        data: dict[str, Any] = found[0] if isinstance(found, list) else next(iter(found.values()))
        return data

    return find


@pytest.mark.parametrize(
    ("find", "name", "value"),
    [
        (first("posts"), "post_id", "a-colleagues-post"),
        (first("posts"), "source", None),
        (first("posts"), "unknown", 1),
        (first("intents"), "request", {"bulk": {"posts": [{"text": "Not reviewed."}]}}),
        (first("intents"), "account_id", "another"),
        (first("media"), "id", "another-picture"),
        (first("tombstones"), "text", "another"),
        (whole, "lineage", "another"),
        (whole, "serial", 8),
        (whole, "workspace", "another"),
        (whole, "applied", "f" * 40),
        (whole, "unconfirmed", True),
        (whole, "intents", []),
        (whole, "unknown", "key"),
        (whole, "arriving", {"from": "local", "to": "git"}),
    ],
)
def test_whatever_is_changed_breaks_the_signature(find: Find, name: str, value: object) -> None:
    document = json.loads(json.dumps(SIGNED))
    find(document)[name] = value
    for writing in (True, False):
        with pytest.raises(UntrustedStateError, match="signature of the state is wrong"):
            checked(document, writing=writing)


def test_the_order_of_keys_and_the_lease_are_not_signed() -> None:
    document = {"lease": {"token": "x"}, **dict(sorted(SIGNED.items()))}
    assert checked(document) == a_full_state()


@pytest.mark.parametrize("signature", ["", "f" * 64, "é", 1, [], {"a": 1}, True])
def test_a_signature_that_is_none_is_wrong(signature: object) -> None:
    with pytest.raises(UntrustedStateError):
        checked(SIGNED | {"signature": signature})


def test_a_state_of_another_environment_is_not_taken() -> None:
    test = Signing(THE_KEY, environment="test")
    assert test.verdict(SIGNED) is SignatureVerdict.BAD
    assert test.verdict(json.loads(test.signed(to_text(a_full_state())))) is SignatureVerdict.GOOD


@pytest.mark.parametrize("writing", [True, False])
def test_with_the_key_an_unsigned_state_is_not_used(writing: bool) -> None:
    with pytest.raises(UntrustedStateError, match="not signed"):
        from_text(to_text(a_full_state()), "state.json", SIGNING, writing=writing)


def test_without_the_key_a_signed_state_is_read_and_that_is_said_once() -> None:
    told: list[str] = []
    reader = Signing(tell=told.append)
    for _ in range(2):
        assert checked(SIGNED, reader, writing=False) == a_full_state()
    assert told == [
        "Signature not checked: the state is signed, and PUBLER_SYNC_STATE_KEY is not set."
    ]
    with pytest.raises(StateKeyMissingError, match="no key"):
        checked(SIGNED, reader)


def test_without_a_key_and_a_signature_nothing_is_said() -> None:
    told: list[str] = []
    text = to_text(a_full_state())
    assert Signing().signed(text) == text
    assert from_text(text, "state.json", Signing(tell=told.append), writing=True) == a_full_state()
    assert told == []


def test_while_keys_change_the_former_one_is_good_and_the_new_one_signs() -> None:
    both = Signing(ANOTHER, THE_KEY)
    assert both.verdict(SIGNED) is SignatureVerdict.FORMER
    assert checked(SIGNED, both) == a_full_state()
    again = json.loads(both.signed(json.dumps(SIGNED)))
    assert Signing(ANOTHER).verdict(again) is SignatureVerdict.GOOD


def test_half_characters_that_no_file_takes_break_no_signature() -> None:
    state = a_state(a_record(failure="half \ud83d of it"))
    text = SIGNING.signed(to_text(state))
    assert from_text(text, "state.json", SIGNING).records


@pytest.mark.parametrize(
    "key", ["x" * 31, "x" * 20 + " " + "x" * 20, "x" * 40 + "\n" + "x", "é" * 40]
)
def test_a_key_that_cannot_be_used_is_refused_and_not_shown(key: str) -> None:
    with pytest.raises(InvalidUsageError) as caught:
        signing_from({KEY: key}, None, print)
    assert key not in str(caught.value)
    assert caught.value.hint == "make one with `openssl rand -hex 32`"


def test_a_former_key_alone_is_refused() -> None:
    with pytest.raises(InvalidUsageError, match="former key alone"):
        signing_from({OLD_KEY: THE_KEY}, None, print)


def test_blanks_around_a_key_and_empty_ones_do_not_count() -> None:
    assert (
        signing_from({KEY: f" {THE_KEY}\n"}, None, print).verdict(SIGNED) is SignatureVerdict.GOOD
    )
    assert not signing_from({KEY: "", OLD_KEY: " "}, None, print).enabled


# In each store.


def signing(team: Team, key: str = THE_KEY, former: str = "") -> Team:
    return replace(
        team, signing=lambda name: Signing(key, former, environment=name, tell=team.told.append)
    )


def written(team: Team, state: State) -> None:
    store = team.at("anna")
    with store.lock({"command": "apply"}):
        store.load()
        store.save(state)


STATE = a_state(a_record(), serial=2)


def test_a_signed_state_is_read_by_all_and_written_by_those_with_the_key(team: Team) -> None:
    ours = signing(team)
    written(ours, STATE)
    assert ours.at("ben").load() == STATE
    assert team.at("ben").load() == STATE
    with pytest.raises(StateKeyMissingError):
        written(team, replace(STATE, serial=3))
    assert ours.at().load() == STATE


def test_a_state_written_without_the_key_is_refused_by_those_who_have_it(team: Team) -> None:
    written(team, STATE)
    with pytest.raises(UntrustedStateError):
        signing(team).at().load()
    with pytest.raises(UntrustedStateError):
        written(signing(team), replace(STATE, serial=3))
    assert team.at().load() == STATE


def test_a_state_is_not_taken_in_the_place_of_that_of_another_environment(team: Team) -> None:
    ours = signing(team)
    written(ours, STATE)
    anna, other = ours.at(), team.at(environment="test")
    anna.load()
    assert anna.text
    with other.lock({}):
        other.put(anna.text)
    with pytest.raises(UntrustedStateError):
        ours.at(environment="test").load()


def test_a_lock_that_is_renewed_leaves_the_signature_good(sharing: Team) -> None:
    ours = signing(sharing)
    written(ours, STATE)
    anna = ours.at("anna")
    with anna.lock({"command": "apply"}):
        assert ours.at("ben").load() == STATE
        sharing.time.sleep(400)
        anna.insist()
        assert ours.at("ben").load() == STATE
        anna.load()
        anna.save(replace(STATE, serial=3))
    assert ours.at("ben").load() == replace(STATE, serial=3)


def test_unlocking_needs_no_key_and_breaks_no_signature(team: Team) -> None:
    ours = signing(team)
    written(ours, STATE)
    team.at("ben").unlock(lambda holder: True)
    assert ours.at().load() == STATE


def test_what_is_written_unsigned_meanwhile_is_not_merged_in(sharing: Team) -> None:
    ours = signing(sharing)
    written(ours, STATE)
    anna, eve = ours.at("anna"), sharing.at("ben")
    with anna.lock({}):
        anna.load()
        sharing.time.sleep(timedelta(hours=1).total_seconds())
        with eve.lock({}, over_broken=True):
            eve.put(to_text(a_state(a_record(post_id="another"), serial=3)))
        with pytest.raises(StateError) as caught:
            anna.save(replace(STATE, serial=3))
    assert caught.value.rescue
    rescued = json.loads(Path(caught.value.rescue).read_text(encoding="utf-8"))
    assert SIGNING.verdict(rescued) is SignatureVerdict.GOOD


def test_the_rescue_file_of_a_local_state_is_signed(tmp_path: Path) -> None:
    store = LocalStore(tmp_path, signing=SIGNING)
    store.path.mkdir(parents=True)  # in the way
    with pytest.raises(StateError) as caught:
        store.save(STATE)
    assert caught.value.rescue
    rescued = json.loads(Path(caught.value.rescue).read_text(encoding="utf-8"))
    assert SIGNING.verdict(rescued) is SignatureVerdict.GOOD


def test_a_state_on_its_way_is_signed_too(team: Team) -> None:
    ours, arriving = signing(team), ArrivalMarker(moved_from="local", moved_to="git", state=STATE)
    anna, ben = ours.at("anna"), team.at("ben")
    with anna.lock({}):
        anna.load()
        anna.put(mark_text(arriving))
    with pytest.raises(StateArrivingError):
        ben.load()
    assert SIGNING.verdict(json.loads(ben.text or "")) is SignatureVerdict.GOOD


def test_while_keys_change_a_save_signs_with_the_new_one(team: Team) -> None:
    written(signing(team), STATE)
    written(signing(team, ANOTHER, THE_KEY), replace(STATE, serial=3))
    assert signing(team, ANOTHER).at().load() == replace(STATE, serial=3)
    with pytest.raises(UntrustedStateError):
        signing(team).at().load()


def test_only_a_branch_knows_what_stood_there_before(team: Team) -> None:
    written(team, STATE)
    written(team, replace(STATE, serial=3))
    store = team.at("ben")
    store.load()
    serials = [json.loads(each.text)["serial"] for each in store.earlier()]
    assert serials == ([3, 2, 2, 2] if team.settings.kind == "git" else [])
