"""Shows how a text changed, word by word, readable without colour: `{+new+}` and `[-old-]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publer_sync.render.text.common_runs import Stretch, stretches
from publer_sync.render.text.excerpt import both_ends
from publer_sync.render.text.page import Piece
from publer_sync.render.text.style import Style

Lines = list[list[Piece]]

_TOKEN = re.compile(r"\n| +|[^ \n]+")
_AROUND = 16
"""How many tokens (words and spaces) of an unchanged stretch are kept beside a change."""
LONGEST = 400
"""Characters of a text, or of a changed stretch of it, that are shown unless all of it is asked for."""


def word_diff(before: str, after: str, *, whole: bool = False) -> Lines:
    """The new text with what was added and taken away.

    Unless `whole` is asked for, the middle of a long stretch is counted only, be it changed or not.
    """
    old, new = _TOKEN.findall(_unix(before)), _TOKEN.findall(_unix(after))
    lines: Lines = [[]]
    steps = _steps(old, new)
    for number, (same, removed, added) in enumerate(steps):
        if same:
            edges = (number == 0, number == len(steps) - 1)
            _unchanged(lines, added if whole else _shortened(added, *edges))
        else:
            limit = None if whole else LONGEST
            lines[-1] += _marked("[-", removed, "-]", Style.RED, limit)
            lines[-1] += _marked("{+", added, "+}", Style.GREEN, limit)
    return lines


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Unchanged and changed stretches in turn; spaces alone do not keep two changes apart."""
    steps: list[Stretch] = []
    found = list(stretches(old, new))
    for number, (equal, before, after) in enumerate(found):
        inside = 0 < number < len(found) - 1
        same = equal and not (inside and not "".join(after).strip(" "))
        if steps and same == steps[-1][0]:
            _, removed, added = steps.pop()
            steps.append((same, removed + before, added + after))
        else:
            steps.append((same, before, after))
    return steps


def text_lines(text: str, *, limit: int | None = None) -> Lines:
    """A text line by line; beyond `limit` characters its middle is left out and counted."""
    return [[Piece(line)] for line in _within(_unix(text), limit).split("\n")]


def _within(text: str, limit: int | None) -> str:
    """The text, or both its ends and how much lies between."""
    if limit is None or len(text) <= limit + 40:
        return text
    start, end = both_ends(text, limit // 2)
    left = len(text) - len(start) - len(end)
    return f"{start} [... {left} characters ...] {end}" if left > 0 else text


def _unchanged(lines: Lines, tokens: Sequence[str]) -> None:
    for token in tokens:
        if token == "\n":
            lines.append([])
        else:
            lines[-1].append(Piece(token))


def _shortened(tokens: list[str], first: bool, last: bool) -> list[str]:
    head = 0 if first else _AROUND
    tail = 0 if last else _AROUND
    if len(tokens) <= head + tail:
        return tokens
    left = tokens[head : len(tokens) - tail]
    words = sum(not token.isspace() for token in left)
    if words < 2 * _AROUND:
        return tokens
    note = f"[... {words} words ...]"
    start, end = tokens[:head], tokens[len(tokens) - tail :] if tail else []
    before = [" "] if start and not start[-1].isspace() else []
    after = [" "] if end and not end[0].isspace() else []
    return [*start, *before, note, *after, *end]


def _marked(
    start: str, tokens: Sequence[str], end: str, style: Style, limit: int | None
) -> Iterator[Piece]:
    if tokens:
        text = _within("".join(tokens), limit)
        # A change of spaces only would not be seen, nor would a line end inside the marks.
        yield Piece(start + (text.replace(" ", "·") if text.isspace() else text) + end, style)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
