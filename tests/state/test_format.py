"""The state as text: what is written is read back, and what is not understood is left alone."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publer_sync.errors import StateError
from publer_sync.model.address import Address
from publer_sync.model.network import Network, PostType
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.remote import MediaItem, Phase
from publer_sync.model.schedule import GapUnit, Listing, PublishMode, Recycling
from publer_sync.model.state import (
    AppliedCheckout,
    FailedAttempt,
    Intent,
    IntentKind,
    Leftover,
    Record,
    State,
    StoredMedia,
    TakenPostTreatment,
    Tombstone,
)
from publer_sync.render.text.notes import note_text
from publer_sync.state.format import (
    CHECKOUT,
    FAILURE,
    INTENT,
    LEFTOVER,
    RECORD,
    TOMBSTONE,
    from_text,
    to_text,
)
from publer_sync.state.json_values import Table
from publer_sync.state.lease import Lease, LeasedState, leased_of
from publer_sync.state.signature import Signing
from tests.support.planning import NOW, a_record, a_state

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.text("abcé/-ß@", min_size=1, max_size=8)
addresses = st.builds(Address, names, st.text("abc-", min_size=1, max_size=5))
moments = st.integers(1_600_000_000, 4_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
ids = st.text("abcXYZ019_-", min_size=1, max_size=24)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
digests = st.dictionaries(words, words, max_size=3)
networks = st.sampled_from(Network)
perhaps = st.none() | words

rules = st.none() | st.builds(
    Recycling, gap=st.integers(1, 9), unit=st.sampled_from(GapUnit), solo=st.booleans(),
    times=st.none() | st.integers(1, 9), until=st.none() | st.dates(), first=st.none() | st.dates(),
)  # fmt: skip
records = st.builds(
    Record, address=addresses, post_id=ids, account_id=ids, network=networks,
    scheduled_at=moments, fingerprint=words, fields=digests, seen=digests, source=perhaps,
    protect=st.booleans(), status=st.sampled_from(Phase), post_link=perhaps, failure=perhaps,
    written_at=moments,
    taken=st.none() | st.sampled_from(TakenPostTreatment), shelf=st.sampled_from(Listing),
    standing=st.sampled_from(PublishMode), by_words=st.booleans(), recycling=rules,
)  # fmt: skip
plain_notes = st.builds(
    Note, st.sampled_from(NoteCode), st.lists(words, min_size=2, max_size=2).map(tuple)
)
notes = st.builds(replace, plain_notes, because=st.none() | plain_notes)
intents = st.builds(
    Intent, kind=st.sampled_from(IntentKind), address=addresses, account_id=ids, network=networks,
    scheduled_at=moments, since=moments, post_id=st.none() | ids, fingerprint=words, fields=digests,
    text=words, title=perhaps, type=st.none() | st.sampled_from(PostType), signature=perhaps,
    media=st.lists(st.builds(MediaItem, words, perhaps, perhaps), max_size=2).map(tuple), source=perhaps,
    read_since=st.none() | moments, read_until=st.none() | moments,
    job_post_ids=st.lists(ids, max_size=2).map(tuple),
    known_ids=st.lists(words, max_size=3).map(tuple), protect=st.booleans(), job_id=st.none() | ids,
    message=perhaps, until=st.none() | moments, shelf=st.sampled_from(Listing),
    standing=st.sampled_from(PublishMode), not_kept=st.none() | notes, restores=st.booleans(),
    request=st.none() | st.just({"bulk": {"posts": [{"networks": {}}]}}),
    lost=st.lists(words, max_size=2).map(tuple), recycling=rules,
)  # fmt: skip
failures = st.builds(
    FailedAttempt,
    address=addresses,
    fingerprint=words,
    note=notes,
    at=moments,
    restored=st.booleans(),
)
media = st.builds(
    StoredMedia, sha256=hashes, id=ids, name=words, kind=words, uploaded_at=moments, path=perhaps,
    validity=st.dictionaries(words, st.dictionaries(words, st.booleans(), max_size=2), max_size=2),
)  # fmt: skip
tombstones = st.builds(
    Tombstone, address=addresses, account_id=ids, text=words, post_id=ids, at=moments
)
leftovers = st.builds(
    Leftover, post_id=ids, address=addresses, account_id=ids, network=networks,
    scheduled_at=st.none() | moments,
)  # fmt: skip
checkouts = st.builds(
    AppliedCheckout, st.text("0123456789abcdef", min_size=40, max_size=40), st.booleans()
)
states = st.builds(
    State, lineage=ids, workspace=ids, serial=st.integers(0, 10**9),
    records=st.lists(records, max_size=3).map(lambda found: {r.address: r for r in found}),
    media=st.lists(media, max_size=3).map(lambda found: {m.sha256: m for m in found}),
    intents=st.lists(intents, max_size=3).map(tuple),
    failures=st.lists(failures, max_size=3).map(lambda found: {f.address: f for f in found}),
    tombstones=st.lists(tombstones, max_size=2).map(tuple),
    leftovers=st.lists(leftovers, max_size=2).map(lambda found: {each.post_id: each for each in found}),
    known_since=st.none() | moments,
    checkouts=st.lists(checkouts, max_size=2).map(tuple),
    applied=st.none() | st.text("0123456789abcdef", min_size=1, max_size=40),
)  # fmt: skip


@settings(derandomize=True, max_examples=150, deadline=None)
@given(states)
def test_every_state_comes_back_as_it_was(state: State) -> None:
    text = to_text(state)
    assert from_text(text, "here") == state
    assert to_text(from_text(text, "here")) == text
    lease = Lease(token="a-token", holder={}, expires=datetime(2036, 5, 1, tzinfo=UTC))
    assert leased_of(LeasedState(text, lease).to_text()).state == text
    signing = Signing("x" * 32)
    signed = signing.signed(text)
    assert leased_of(LeasedState(signed, lease).to_text()).state == signed
    assert from_text(signed, "here", signing) == state


@pytest.mark.parametrize(
    ("kind", "table", "stands_under"),
    [
        (Record, RECORD, {"address"}),
        (Intent, INTENT, set()),
        (FailedAttempt, FAILURE, {"address"}),
        (Tombstone, TOMBSTONE, set()),
        (Leftover, LEFTOVER, {"post_id"}),
        (AppliedCheckout, CHECKOUT, set()),
    ],
)
def test_every_field_is_in_its_table(kind: type[Any], table: Table, stands_under: set[str]) -> None:
    names = [column.name for column in table.columns]
    assert {*names, *stands_under} == {each.name for each in fields(kind)}
    assert len({*names, *stands_under}) == len(names) + len(stands_under)


def test_media_of_older_states_have_neither_path_nor_validity() -> None:
    older = {"id": "m1", "name": "a.png", "kind": "photo", "uploaded_at": "2036-05-01T08:00:00Z"}
    state = from_text(json.dumps(GOOD | {"media": {"5e" * 32: older}}), "here")
    (stored,) = state.media.values()
    assert (stored.path, stored.validity) == (None, {})
    assert json.loads(to_text(state))["media"] == {"5e" * 32: older}


def test_half_a_character_in_publers_words_does_not_cost_the_state() -> None:
    state = a_state(a_record(failure="cut \ud83d here"))
    text = to_text(state)
    assert "cut ? here" in text
    text.encode()


def test_a_closed_state_holds_no_text_of_a_post() -> None:
    assert "We have launched" not in to_text(a_state(a_record()))


GOOD: dict[str, Any] = json.loads(to_text(a_state(a_record())))


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name != key}


def with_record(**fields: Any) -> dict[str, Any]:
    ((address, record),) = GOOD["posts"].items()
    return GOOD | {"posts": {address: record | fields}}


MEDIUM = {"id": "m1", "name": "a.png", "kind": "photo", "uploaded_at": "2036-05-01T08:00:00Z"}
MALFORMED = ["", "a/b", "a?b", "a b", "..", "a\n", "é", "a" * 101, "../media"]

BROKEN: list[Any] = [
    *(with_record(post_id=each) for each in MALFORMED),
    *(with_record(account_id=each) for each in MALFORMED if each),
    *(GOOD | {"workspace": each} for each in MALFORMED),
    *(GOOD | {"lineage": each} for each in MALFORMED),
    *(GOOD | {"media": {"5e" * 32: MEDIUM | {"id": each}}} for each in MALFORMED),
    *(GOOD | {"media": {each: MEDIUM}} for each in ("", "5E" * 32, "5e" * 31, "g" * 64)),
    None, [], 7, "text", {}, {"format_version": 1},
    *(without(key) for key in GOOD),
    GOOD | {"posts": []}, GOOD | {"posts": {"no-address": {}}}, GOOD | {"serial": "many"},
    GOOD | {"lineage": None}, GOOD | {"intents": [{}]}, GOOD | {"media": {"a": {}}},
    GOOD | {"failures": {"a@b": 1}}, GOOD | {"checkouts": [{"commit": "--upload-pack=x"}]},
    GOOD | {"checkouts": [{"commit": "HEAD"}]}, GOOD | {"checkouts": [{"commit": "a" * 41}]},
    with_record(post_id=None), with_record(post_id=7), with_record(network="myspace"),
    with_record(scheduled_at="2036-05-05T07:00:00"), with_record(scheduled_at="soon"),
    with_record(scheduled_at="0001-01-01T00:00:00Z"), with_record(written_at="9999-12-31T23:59:59Z"),
    with_record(fields=None), with_record(written_at=None),
]  # fmt: skip


@pytest.mark.parametrize("document", BROKEN)
def test_a_state_that_is_broken_is_never_guessed_at(document: Any) -> None:
    with pytest.raises(StateError, match="broken and was left as it is"):
        from_text(json.dumps(document), "state.json")


@pytest.mark.parametrize("post_id", ["63c675b54e299e9cf2b667ea", "17", "a_B-9", "a" * 100])
def test_an_id_in_another_form_than_publers_is_read(post_id: str) -> None:
    state = from_text(json.dumps(with_record(post_id=post_id)), "state.json")
    (record,) = state.records.values()
    assert record.post_id == post_id


def test_an_idea_has_no_account() -> None:
    (record,) = from_text(json.dumps(with_record(account_id="")), "state.json").records.values()
    assert record.account_id == ""


WEEKLY = {"since": "2036-05-06T09:00:00Z", "repeat": "weekly", "every": 1, "weekdays": [2]}
DAILY = {"gap": 1, "unit": "Day", "times": 3, "solo": True}


@pytest.mark.parametrize(
    "rule",
    [
        {"series": WEEKLY | {"every": 0}},
        {"series": WEEKLY | {"weekdays": [10**9]}},
        {"recycling": DAILY | {"gap": 0}},
        {"recycling": DAILY | {"times": 0}},
    ],
    ids=str,
)
def test_a_rule_that_would_never_come_to_an_end_is_refused(rule: dict[str, Any]) -> None:
    assert from_text(json.dumps(with_record(series=WEEKLY, recycling=DAILY)), "state.json").records
    with pytest.raises(StateError, match="from 1 up|day of the week"):
        from_text(json.dumps(with_record(**rule)), "state.json")


@pytest.mark.parametrize("key", ["serial", "posts", "post_id", "lineage"])
@pytest.mark.parametrize("leased", [False, True])
def test_a_key_that_stands_twice_is_refused(key: str, *, leased: bool) -> None:
    text = json.dumps(GOOD, indent=2)
    lease = Lease(token="a-token", holder={}, expires=datetime(2036, 5, 1, tzinfo=UTC))
    text = LeasedState(text, lease).to_text() if leased else text
    (line,) = re.findall(rf'^ *"{key}": .*$', text, re.MULTILINE)
    twice = text.replace(line, f'"{key}": 1,\n{line}')
    found = leased_of(twice).state
    assert found
    with pytest.raises(StateError, match=f"key '{key}' appears twice"):
        from_text(found, "state.json")


@pytest.mark.parametrize("text", ["", "{", "<<<<<<< HEAD", "[" * 100_000, "\0", "{}{}"])
def test_what_is_no_json_is_broken_too(text: str) -> None:
    with pytest.raises(StateError, match="state.json") as caught:
        from_text(text, "state.json")
    assert "last good copy" in (caught.value.hint_text() or "")


def of_version(version: Any) -> StateError:
    with pytest.raises(StateError) as caught:
        from_text(json.dumps(GOOD | {"format_version": version}), "state.json")
    assert f"its format is {version}" in str(caught.value)
    return caught.value


@pytest.mark.parametrize("version", [2, 99])
def test_a_state_of_a_newer_version_asks_for_that(version: int) -> None:
    problem = of_version(version)
    assert problem.what == "The state was written by another version of publer-sync."
    assert problem.hint_text() == "use the version that wrote it, or a newer one"


@pytest.mark.parametrize("version", [0, -1, "1", None, 0.5, []])
def test_a_state_of_an_older_or_foreign_version_has_to_be_rebuilt(version: Any) -> None:
    problem = of_version(version)
    said = f"{problem.what} {problem.hint_text()}"
    assert said == "Written by an older version. Run `publer-sync state rebuild`."
    assert "--env test state rebuild" in (problem.hint_text(("--env", "test")) or "")


def test_the_text_is_stable_and_ends_with_a_line() -> None:
    one, two = a_record(), a_record(address=Address("b", "shop-x"), written_at=NOW)
    assert to_text(a_state(one, two)) == to_text(a_state(two, one))
    assert to_text(a_state()).endswith("}\n")


def an_intent(**fields: Any) -> Intent:
    record = a_record()
    return Intent(
        kind=IntentKind.RESTORE,
        address=record.address,
        account_id=record.account_id,
        network=record.network,
        scheduled_at=record.scheduled_at,
        since=NOW,
        **fields,
    )


def test_what_restores_a_post_is_read_back_as_it_was() -> None:
    kept = an_intent(
        request={"bulk": {"state": "scheduled", "posts": [{"networks": {}}]}},
        lost=("labels",),
        not_kept=Note(NoteCode.FIELD_NOT_SHOWN, ("poll",)),
        restores=True,
    )
    note = Note(NoteCode.MEDIUM, ("a.png",), because=Note(NoteCode.SAID, ("No",)))
    failure = FailedAttempt(
        address=kept.address, fingerprint="f", note=note, at=kept.since, restored=True
    )
    state = replace(a_state(intents=(kept,)), failures={kept.address: failure})
    assert from_text(to_text(state), "state.json") == state


def test_a_state_without_anything_to_restore_looks_as_before() -> None:
    (written,) = json.loads(to_text(a_state(intents=(an_intent(),))))["intents"]
    assert not {"request", "lost", "not_kept", "restores"} & written.keys()


@pytest.mark.parametrize("request_", [{}, {"bulk": {}}, {"bulk": {"posts": {}}}, [], "text"])
def test_a_kept_request_that_is_none_breaks_the_state(request_: object) -> None:
    document = json.loads(to_text(a_state(intents=(an_intent(),))))
    document["intents"][0]["request"] = request_
    with pytest.raises(StateError, match="broken"):
        from_text(json.dumps(document), "state.json")


def test_a_note_without_what_its_sentence_names_breaks_the_state() -> None:
    failure = {"fingerprint": "f", "note": {"code": "medium"}, "at": "2036-05-01T08:00:00Z"}
    document = json.loads(to_text(State(lineage="l", workspace="w")))
    text = json.dumps(document | {"failures": {"a@shop-x": failure}})
    with pytest.raises(StateError, match="is broken"):
        from_text(text, "state.json")


@pytest.mark.parametrize("code", NoteCode)
def test_each_note_says_how_much_its_sentence_names(code: NoteCode) -> None:
    assert note_text(Note(code, ("a", "b")[: code.names]))
    if code.names:
        with pytest.raises(IndexError):
            note_text(Note(code, ("a", "b")[: code.names - 1]))
