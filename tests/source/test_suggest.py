"""Guesses at the word that was meant."""

from __future__ import annotations

import pytest

from publer_sync.source.suggest import did_you_mean, suggest

KNOWN = ["accounts", "schedule", "twitter", "shop-x"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("acounts", "accounts"),
        ("SCHEDULE", "schedule"),
        ("shop_x", "shop-x"),
        ("x", "twitter"),
        ("zzz", None),
    ],
)
def test_suggest(word: str, meant: str | None) -> None:
    assert suggest(word, KNOWN) == meant


def test_without_a_guess_the_known_words_are_listed() -> None:
    assert did_you_mean("zzz", ["b", "a"], what="keys") == "keys: `a`, `b`"
    assert did_you_mean("zzz", [], what="groups") == "there are no groups"
