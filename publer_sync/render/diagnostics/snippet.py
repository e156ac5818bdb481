"""A line of a file with the part that a finding is about underlined, as a terminal shows it.

Columns of a finding are characters; what a terminal shows has cells. A tab, a wide character, an accent that
is a character of its own and a hidden character each take another number of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from publer_sync.diagnostics import Location
from publer_sync.render.text.page import cells
from publer_sync.render.text.sanitize import safe

_TAB = 4
_CLUSTER = regex.compile(r"\X")
_LONGEST_CLUSTER = 24
"""More code points than any emoji has: further accents on one letter are left out."""
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line as it is shown, safe and at most as wide as asked; the cells to underline in it."""

    text: str
    start: int
    length: int


def snippet(place: Location, lines: Sequence[str], width: int) -> Snippet | None:
    """The line of a place; None where there is nothing to see, as on a fence or an empty line.

    The start of a file without an end stands for the whole file, and shows nothing either. Of a
    line that is too long the part around the place is shown.
    """
    if place == Location(place.file) or not 1 <= place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    if line.strip() in {"", "---"}:
        return None
    start = min(place.column - 1, len(line))
    end = _end(place, line, start)
    first, last = max(0, start - width), min(len(line), start + width)
    before = _shown(line[first:start], 0)
    marked = _shown(line[start : min(end, last)], _width(before))
    after = _shown(line[min(end, last) : last], _width(before) + _width(marked))
    cut = (first > 0, last < len(line))
    return _window(before, marked, after, cut, width)


def _end(place: Location, line: str, start: int) -> int:
    """Return the end of the underline: a place without an end is its first character."""
    if place.end_line is None or place.end_column is None:
        return start + 1
    end = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    return max(end, start + 1)


def _shown(text: str, column: int) -> list[str]:
    """Return the visible text for each character that people see as one."""
    clusters: list[str] = []
    for cluster in _CLUSTER.findall(text):
        display = " " * (_TAB - column % _TAB) if cluster == "\t" else safe(cluster)
        clusters.append(display[:_LONGEST_CLUSTER])
        column += cells(clusters[-1])
    return clusters


def _width(clusters: Sequence[str]) -> int:
    return sum(cells(cluster) for cluster in clusters)


def _window(
    before: list[str], marked: list[str], after: list[str], cut: tuple[bool, bool], width: int
) -> Snippet:
    """Take away from both sides until the rest is narrow enough: the part itself goes last."""
    rest, right = cut
    used = _width(before) + _width(marked) + _width(after)
    keep_before = width // 3
    while before and used + 2 > width and _width(before) > keep_before:
        used -= cells(before.pop(0))
        rest = True
    while after and used + 2 > width:
        used -= cells(after.pop())
        right = True
    while len(marked) > 1 and used + 2 > width:
        used -= cells(marked.pop())
        right = True
    head = _CUT if rest else ""
    text = head + "".join(before) + "".join(marked) + "".join(after) + (_CUT if right else "")
    return Snippet(text, len(head) + _width(before), max(_width(marked), 1))
