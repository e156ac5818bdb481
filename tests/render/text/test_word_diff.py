"""A changed text is readable without colour, and long unchanged stretches are left out."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.render.text.page import TextPage
from publer_sync.render.text.word_diff import Lines, stretches, text_lines, word_diff


def shown(lines: Lines) -> str:
    page = TextPage(color=False, width=200)
    for line in lines:
        page.line(*line)
    return page.text()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Three tips for spring", "Three tips about spring", "Three tips [-for-]{+about+} spring"),
        ("all of it", "quite new", "[-all of it-]{+quite new+}"),
        ("one", "one two", "one{+ two+}"),
        ("one  two", "one two", "one[-··-]{+·+}two"),
        ("a b", "a\nb", r"a[-·-]{+\n+}b"),
        ("same\r\nline", "same\nline", "same\nline"),
        ("same", "same", "same"),
    ],
)
def test_words_are_marked(before: str, after: str, expected: str) -> None:
    assert shown(word_diff(before, after)) == expected


def test_a_long_stretch_is_counted() -> None:
    words = " ".join(f"w{number}" for number in range(100))
    text = shown(word_diff(f"a {words} b", f"x {words} y"))
    assert text.startswith("[-a-]{+x+} w0 ")
    assert "[... 84 words ...]" in text
    assert "w50" not in text
    assert "w50" in shown(word_diff(f"a {words}", f"x {words}", whole=True)).replace("\n", " ")


def test_the_middle_of_a_long_change_is_counted() -> None:
    text = shown(word_diff("old " * 300 + "end", "new " * 300 + "end"))
    assert text.count(" characters ...]") == 2
    assert len(text) < 1_000
    assert shown(word_diff("old " * 300, "new " * 300, whole=True)).count("new") == 300


def test_the_middle_of_a_long_text_is_counted() -> None:
    text = shown(text_lines("a" * 300 + "b" * 300, limit=100))
    assert text == f"{'a' * 50} [... 500 characters ...] {'b' * 50}"


def test_no_character_is_cut_where_the_middle_is_left_out() -> None:
    family = "👩\u200d👩\u200d👧"
    for start in ("", "a", "ab"):
        text = shown(text_lines(start + family * 200, limit=20))
        assert "characters ...]" in text
        assert "\u200d" not in text.replace(family, "")
        assert "👩" not in text.replace(family, "")


def test_few_characters_of_many_parts_are_shown_whole() -> None:
    text = "👩\u200d👩\u200d👧" * 15
    assert shown(text_lines(text, limit=30)) == text


# What two texts have in common, found in bounded time.

words = st.lists(st.sampled_from(["a", "b", " ", "\n", "c"]), max_size=40)


@given(words, words)
def test_the_stretches_are_both_texts(old: list[str], new: list[str]) -> None:
    found = list(stretches(old, new))
    assert [token for _, before, _ in found for token in before] == old
    assert [token for _, _, after in found for token in after] == new
    assert all((before == after) == same for same, before, after in found)


def test_common_ends_are_the_same() -> None:
    assert list(stretches("abcd", "axcd")) == [
        (True, ["a"], ["a"]),
        (False, ["b"], ["x"]),
        (True, ["c", "d"], ["c", "d"]),
    ]


def test_long_texts_are_compared_by_lines_first() -> None:
    lines = [[f"line {n}", *"abcdefg " * 60, "\n"] for n in range(5)]
    one, two, three, four, five = lines
    old = [*one, *two, "x", *three, *four, *five]
    new = ["y", *one, *two, *three, *four, "z", *five]
    changed = [(before, after) for same, before, after in stretches(old, new) if not same]
    assert changed == [([], ["y"]), (["x"], []), ([], ["z"])]


@pytest.mark.parametrize(
    ("old", "new"),
    [("a " * 50_000, "a b " * 25_000), ("x\n" * 50_000, "y\nx\n" * 25_000), ("a" * 9, "")],
)
def test_no_text_takes_long(old: str, new: str) -> None:
    tokens = [re.findall(r"\n| +|[^ \n]+", text) for text in (old, new)]
    started = time.process_time()
    list(stretches(*tokens))
    assert time.process_time() - started < 5
