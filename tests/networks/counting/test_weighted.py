"""The weighted length of X."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publer_sync.networks.counting.weighted import count
from tests.networks.conformance import vectors

# The first call compiles its patterns, which a busy machine may take long for.
unhurried = settings(deadline=None)


@pytest.mark.parametrize(("text", "length"), vectors.weighted())
def test_conformance(text: str, length: int) -> None:
    assert count(text) == length


def test_both_sides_of_each_range_that_counts_one() -> None:
    ones = [0x0020, 0x10FF, 0x2000, 0x200D, 0x2010, 0x201F, 0x2032, 0x2037]
    twos = [0x1100, 0x1FFF, 0x200E, 0x200F, 0x2020, 0x2031, 0x2038, 0x20000]

    assert [count(chr(code)) for code in ones] == [1] * len(ones)
    assert [count(chr(code)) for code in twos] == [2] * len(twos)


@unhurried
@given(st.text())
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    assert count(unicodedata.normalize("NFD", text)) == count(unicodedata.normalize("NFC", text))


@unhurried
@given(st.text(st.characters(exclude_characters=".")))
def test_without_a_dot_it_is_between_no_weight_and_two_for_each_code_point(text: str) -> None:
    assert count(text) <= 2 * len(unicodedata.normalize("NFC", text))


@unhurried
@given(st.text(st.characters(max_codepoint=0x7E, exclude_characters=".")))
def test_plain_ascii_counts_one_each(text: str) -> None:
    assert count(text) == len(text)
