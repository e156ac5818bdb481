"""What differs between two states, as it is shown before one of them is signed."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.model.sign_review import DifferenceKind, StateDifference, differences

POST = {"post_id": "1", "account_id": "x", "seen": {}}


def only(before: dict[str, Any], after: dict[str, Any]) -> StateDifference:
    (found,) = differences(before, after)
    return found


def test_equal_documents_do_not_differ_whatever_their_lease_and_signature() -> None:
    before = {
        "posts": {"a@x": POST},
        "lease": {"token": "1"},
        "signature": "1",
        "format_version": 1,
    }
    assert differences(before, {"posts": {"a@x": POST}, "signature": "2"}) == ()


def test_a_post_that_came_is_shown_with_what_stands_in_it() -> None:
    found = only({}, {"posts": {"a@x": POST}})
    assert found == StateDifference(
        DifferenceKind.ADDED, "post", "a@x", ("post_id: 1", "account_id: x")
    )


def test_a_post_that_went_is_shown() -> None:
    assert only({"posts": {"a@x": POST}}, {"posts": {}}).kind is DifferenceKind.REMOVED


def test_a_change_shows_both_values() -> None:
    found = only({"media": {"abc": {"id": "1"}}}, {"media": {"abc": {"id": "2", "new": True}}})
    assert (found.part, found.details) == ("media file", ("id: 1 → 2", "new: null → true"))


def test_open_writes_are_told_apart_by_kind_and_address() -> None:
    write = {"kind": "create", "address": "a@x", "text": "One"}
    found = differences({"intents": [write]}, {"intents": [write, write | {"text": "Two"}]})
    assert [(each.kind, each.name) for each in found] == [(DifferenceKind.ADDED, "create a@x #2")]


def test_what_no_reader_knows_is_shown_too() -> None:
    assert only({"serial": 1}, {"serial": 1, "unknown": 2}).name == "unknown"


@pytest.mark.parametrize("odd", [None, 1, "text", [1], {"a": 1}])
def test_odd_values_are_shown_and_no_error(odd: Any) -> None:
    document = {"posts": odd, "intents": odd, "media": {"abc": odd}, "tombstones": [odd]}
    assert differences({}, document)
    differences(document, {})
