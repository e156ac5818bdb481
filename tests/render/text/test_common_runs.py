"""What two texts have in common, found in bounded time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.render.text.common_runs import stretches

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
