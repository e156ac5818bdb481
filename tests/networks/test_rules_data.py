"""The rules file itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publer_sync.model.network import NETWORKS
from publer_sync.networks.counting import WAYS
from publer_sync.networks.rules_data import rules, words


def keys_named(name: str, value: Any) -> Iterator[Any]:
    """Every value of a key, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == name:
                yield inner
            else:
                yield from keys_named(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_named(name, inner)


def test_it_is_read_once() -> None:
    assert rules() is rules()


def test_it_knows_every_network() -> None:
    assert set(rules()["networks"]) == {network.value for network in NETWORKS}


def test_every_source_that_is_named_is_listed() -> None:
    named = {key for keys in keys_named("src", rules()) for key in keys}

    assert named == set(rules()["sources"])


def test_every_way_of_counting_is_known() -> None:
    assert set(keys_named("count", rules()["networks"])) <= set(WAYS)
    assert set(rules()["counting"]) == set(WAYS)


def test_notes_in_word_lists_are_left_out() -> None:
    known = words("counting/top_level_domains.txt")

    assert {"com", "jp", "みんな"} <= set(known)
    assert not any("#" in word or "." in word for word in known)
