"""The line of a finding, underlined where it is wrong, whatever is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.diagnostics import Location
from publer_sync.render.diagnostics.snippet import snippet
from publer_sync.render.text.page import cells
from publer_sync.render.text.sanitize import safe


def shown(line: str, column: int, end: int | None = None, width: int = 60) -> list[str]:
    """The line and what is below it."""
    place = Location("a.md", 1, column, 1 if end else None, end)
    found = snippet(place, [line], width)
    assert found
    return [found.text, " " * found.start + "^" * found.length]


def test_a_span_is_underlined_and_a_place_is_pointed_at() -> None:
    assert shown("shedule: now", 1, 8) == ["shedule: now", "^^^^^^^"]
    assert shown("shedule: now", 10) == ["shedule: now", "         ^"]


@pytest.mark.parametrize(
    ("line", "column", "end", "expected"),
    [
        ("角の店 here", 5, 9, ["角の店 here", "       ^^^^"]),
        ("角の店", 2, 3, ["角の店", "  ^^"]),
        ("e\u0301e\u0301 here", 6, 10, ["e\u0301e\u0301 here", "   ^^^^"]),
        ("👩\u200d👧 here", 5, 9, ["👩\u200d👧 here", "   ^^^^"]),
        ("\tx: y", 2, 3, ["    x: y", "    ^"]),
        ("a\tx: y", 3, 4, ["a   x: y", "    ^"]),
        ("a\x1b[31m here", 2, 3, [r"a\x1b[31m here", " ^^^^"]),
        ("a\u200bb", 2, 3, [r"a\u200bb", " ^^^^^^"]),
        ("ab\u202edc", 4, 5, [r"ab\u202edc", "        ^"]),
    ],
)
def test_cells_are_counted_not_characters(
    line: str, column: int, end: int, expected: list[str]
) -> None:
    assert shown(line, column, end) == expected


def test_a_place_behind_the_line_is_pointed_at() -> None:
    assert shown("abc", 4) == ["abc", "   ^"]


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    text, marks = shown(line, 501, 505, width=30)
    assert (text[0], text[-1], cells(text) <= 30) == ("…", "…", True)
    assert text[marks.index("^") :].startswith("HERE")
    assert marks.count("^") == 4


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    found = snippet(Location("a.md", 1, 7, 3, 2), ["text: [a,", "b", "c]"], 60)
    assert found
    assert (found.text, found.start, found.length) == ("text: [a,", 6, 3)


@pytest.mark.parametrize("line", ["", "   ", "---"])
def test_where_there_is_nothing_to_see_nothing_is_shown(line: str) -> None:
    assert snippet(Location("a.md", 2, 1), ["x", line], 60) is None


def test_a_whole_file_is_not_its_first_line() -> None:
    assert snippet(Location("a.md"), ["version: 1"], 60) is None


def test_a_line_that_is_not_there_is_no_trouble() -> None:
    assert snippet(Location("a.md", 9, 1), ["x"], 60) is None


@given(
    st.text(
        st.one_of(st.characters(codec="utf-8"), st.sampled_from("\x1b\t\u202e日👩\u200d\u0301")),
        max_size=200,
    ),
    st.integers(1, 250),
    st.integers(1, 250),
    st.integers(40, 100),
)
def test_any_line_stays_in_its_width_with_the_marks_below_it(
    line: str, column: int, end: int, width: int
) -> None:
    found = snippet(Location("a.md", 1, column, 1, end), [line], width)
    if found:
        assert safe(found.text) == found.text
        assert found.start <= cells(found.text)
        assert found.length >= 1
        assert cells(found.text) <= width + 24
