"""Patterns for many words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from publer_sync.networks.counting.prefix_tree import any_of

WORDS = st.sets(st.text("abc.*", min_size=1, max_size=5), min_size=1, max_size=20)


def test_words_share_their_beginnings() -> None:
    assert any_of(["com", "co", "cool"]) == "(?:c(?:o(?:m|o(?:l))?))"


@given(WORDS, st.text("abc.*", max_size=6))
def test_it_matches_the_words_and_nothing_else(words: set[str], text: str) -> None:
    assert bool(re.fullmatch(any_of(words), text)) is (text in words)


@given(WORDS)
def test_it_prefers_the_longest(words: set[str]) -> None:
    longest = max(words, key=len)
    match = re.match(any_of(words), longest)

    assert match is not None
    assert match[0] == longest
