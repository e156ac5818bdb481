"""Location of a part of a text in its file, found by reading the file along with it; and how to quote it.

A text is rarely in its file unchanged: a Markdown body loses its comments, a YAML block its indentation, a
quoted scalar its escapes. What stays is the order of its lines, so they are looked for one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from publer_sync.diagnostics import Diagnostic, Excerpt, Location

_BLOCK = re.compile(r"(?:&\S+ +)?[|>][-+0-9]*[ \t]*(?:#.*)?")
_LOOK_AHEAD = 500
"""How many lines a comment may take away before the next line of the text is given up."""


def place_of_value(diagnostic: Diagnostic, lines: Sequence[str]) -> Diagnostic:
    """The finding at the place of its excerpt; as it was where the file does not say the same.

    `lines` are those of the file of its location, without line ends.
    """
    if diagnostic.excerpt is None or diagnostic.location is None:
        return diagnostic
    place = place_in_text(diagnostic.excerpt, diagnostic.location, lines)
    return replace(diagnostic, location=place, excerpt=None) if place else diagnostic


def place_in_text(excerpt: Excerpt, start: Location, lines: Sequence[str]) -> Location | None:
    """The place of an excerpt of the text that starts at `start`; None where it cannot be found.

    It ends where its first line ends at the latest.
    """
    rows = _rows(start, lines)
    before = excerpt.text.count("\n", 0, excerpt.start)
    texts = excerpt.text.split("\n")
    name = texts[before]
    offset = excerpt.start - (excerpt.text.rfind("\n", 0, excerpt.start) + 1)
    length = max(min(excerpt.end - excerpt.start, len(name) - offset), 0)
    first = _after(rows, texts[:before])
    result = _whole_line(rows, first, name, offset)
    if result is None:
        result = _fragment(rows, first, name, offset, length)
    if result is None:
        return None
    line, column = result
    return Location(start.file, line, column, line, column + length)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a file, or the part of it from `column` on that belongs to a text."""

    line: int
    column: int
    text: str


def _rows(start: Location, lines: Sequence[str]) -> list[_Row]:
    """The lines that the text stands on: to the end of its value, its block, or the file."""
    end = min(start.end_line or len(lines), len(lines))
    rows = [_Row(number, 1, lines[number - 1]) for number in range(start.line, end + 1)]
    if not rows:
        return []
    if start.end_column is not None and start.end_line == end:
        rows[-1] = replace(rows[-1], text=rows[-1].text[: start.end_column - 1])
    head = replace(rows[0], column=start.column, text=rows[0].text[start.column - 1 :])
    if start.end_line is None and _BLOCK.fullmatch(head.text):
        return _block(rows[1:])
    return [head, *rows[1:]]


def _block(rows: list[_Row]) -> list[_Row]:
    """The lines of a YAML block: as long as they are indented like its first."""
    filled = [row.text for row in rows if row.text.strip()]
    indent = len(filled[0]) - len(filled[0].lstrip(" ")) if filled else 0
    for number, row in enumerate(rows):
        if row.text.strip() and not row.text.startswith(" " * indent):
            return rows[:number]
    return rows


def _after(rows: Sequence[_Row], texts: Sequence[str]) -> int:
    """The index of the row that follows these lines of the text, as far as they are found."""
    first = 0
    for text in texts:
        words = text.strip()
        near = range(first, min(first + _LOOK_AHEAD, len(rows)))
        first = next((n + 1 for n in near if words and rows[n].text.strip() == words), first)
    return first


def _whole_line(rows: Sequence[_Row], first: int, name: str, offset: int) -> tuple[int, int] | None:
    words = name.strip()
    into = offset - (len(name) - len(name.lstrip()))
    for row in rows[first:] if words and into >= 0 else ():
        if row.text.strip() == words:
            return row.line, row.column + row.text.index(words) + into
    return None


def _fragment(
    rows: Sequence[_Row], first: int, name: str, offset: int, length: int
) -> tuple[int, int] | None:
    """Return the location of the excerpt alone: as often before it as in its line of the text."""
    piece = name[offset : offset + length]
    skipped = name.count(piece, 0, offset) if piece else 0
    for row in rows[first:] if piece else ():
        at = row.text.find(piece)
        while at >= 0:
            if skipped == 0:
                return row.line, row.column + at
            skipped -= 1
            at = row.text.find(piece, at + len(piece))
    return None


# Words of a user as a message can quote them: however long they are, the message stays readable.

LONGEST = 120
"""Characters that a message quotes at most."""


def brief(text: str) -> str:
    """The text, cut with an ellipsis where it is longer than a message can bear."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
