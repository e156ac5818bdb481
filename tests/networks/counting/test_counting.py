"""All ways of counting together."""

from __future__ import annotations

from time import process_time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from publer_sync.networks.counting import WAYS, count, count_in_words
from publer_sync.networks.counting.characters import clusters

# The first call compiles its patterns, which a busy machine may take long for.
unhurried = settings(deadline=None)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
# Lone surrogates too: they reach us where YAML spells a character in two halves.
ANY_TEXT = st.text(st.characters(exclude_categories=()))
BY_CHARACTER = ["codepoints", "utf16", "bytes", "graphemes", "telegram"]


@pytest.mark.parametrize(
    ("way", "length"),
    [
        ("codepoints", 9),
        ("utf16", 13),
        ("bytes", 28),
        ("graphemes", 3),
        ("weighted", 4),
        ("mastodon", 3),
        ("threads", 27),
        ("telegram", 13),
    ],
)
def test_the_same_text_in_every_way(way: str, length: int) -> None:
    assert count(way, f"a{FAMILY}é") == length


@pytest.mark.parametrize("way", WAYS)
def test_an_empty_text_has_no_length(way: str) -> None:
    assert count(way, "") == 0
    assert count_in_words(way)


def test_an_unknown_way() -> None:
    with pytest.raises(KeyError):
        count("furlongs", "")


@pytest.mark.parametrize("way", WAYS)
@unhurried
@given(text=ANY_TEXT)
def test_any_text_has_a_length(way: str, text: str) -> None:
    assert 0 <= count(way, text) <= 23 * len(text)


@pytest.mark.parametrize("way", BY_CHARACTER)
@unhurried
@given(first=ANY_TEXT, second=ANY_TEXT)
def test_two_texts_are_never_longer_together(way: str, first: str, second: str) -> None:
    assert count(way, first + second) <= count(way, first) + count(way, second)


@pytest.mark.parametrize("way", ["codepoints", "bytes"])
@unhurried
@given(first=ANY_TEXT, second=ANY_TEXT)
def test_code_points_and_bytes_add_up(way: str, first: str, second: str) -> None:
    assert count(way, first + second) == count(way, first) + count(way, second)


@pytest.mark.parametrize("way", ["graphemes", "mastodon", "threads"])
def test_a_line_end_of_two_characters_is_one(way: str) -> None:
    assert count(way, "a\r\nb") == 3


def test_a_row_of_flags_takes_time_in_proportion_to_its_length() -> None:
    started = process_time()

    assert count("graphemes", "\U0001f1ee\U0001f1f9" * 50_000) == 50_000
    assert process_time() - started < 5  # in quadratic time it would be a minute


@unhurried
@given(st.text(st.sampled_from("\U0001f1ee\U0001f1f9a\u0301\u200d\u0903\u0600\r\n\ufe0f가")))
def test_flags_are_cut_apart_like_everything_else(text: str) -> None:
    assert clusters(text) == regex.findall(r"\X", text)
