"""Show a text in part, and how it changed word by word, readable without colour: `{+new+}` and `[-old-]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from publer_sync.networks.counting.characters import clusters
from publer_sync.render.text.page import Piece, Style

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
    results = list(stretches(old, new))
    for number, (equal, before, after) in enumerate(results):
        inside = 0 < number < len(results) - 1
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
    remaining_count = len(text) - len(start) - len(end)
    return f"{start} [... {remaining_count} characters ...] {end}" if remaining_count > 0 else text


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
    remaining = tokens[head : len(tokens) - tail]
    words = sum(not token.isspace() for token in remaining)
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


# What two texts have in common, in bounded time: word by word where short, else line by line first.
# Looking for the longest common stretch takes the product of both lengths, and spaces are everywhere: two
# texts of 8,000 characters took five seconds.

Stretch = tuple[bool, list[str], list[str]]
"""Whether it is the same on both sides, and the tokens of the old and of the new side."""

_MOST = 640_000
"""The product of the lengths up to which two sequences are compared."""


def stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Stretches that are the same and that are not, in their order; `\\n` is a token of its own."""
    start, end = _common_ends(old, new)
    if start:
        yield True, list(old[:start]), list(new[:start])
    yield from _between(old[start : len(old) - end], new[start : len(new) - end])
    if end:
        yield True, list(old[len(old) - end :]), list(new[len(new) - end :])


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    remaining_count = shorter - start
    end = next((n for n in range(remaining_count) if old[-1 - n] != new[-1 - n]), remaining_count)
    return start, end


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    if not old and not new:
        return
    if len(old) * len(new) <= _MOST:
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield kind == "equal", list(old[a:b]), list(new[c:d])
        return
    old_lines, new_lines = _lines(old), _lines(new)
    if min(len(old_lines), len(new_lines)) < 2 or len(old_lines) * len(new_lines) > _MOST:
        yield False, list(old), list(new)
        return
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        before, after = _flat(old_lines[a:b]), _flat(new_lines[c:d])
        if kind == "equal":
            yield True, before, after
        elif len(before) * len(after) <= _MOST:
            yield from _between(before, after)
        else:
            yield False, before, after


def _lines(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    ends = [number + 1 for number, token in enumerate(tokens) if token == "\n"]
    return [tuple(tokens[a:b]) for a, b in pairwise([0, *ends, len(tokens)]) if a < b]


def _flat(lines: Sequence[Sequence[str]]) -> list[str]:
    return [token for line in lines for token in line]


# The beginning of a text, or both its ends, counted and cut in what people see as characters.

_PER_CHARACTER = 8
"""Code points that are looked at for each visible character."""


def brief(text: str, most: int) -> str:
    """The text, or its first `most` visible characters; no character is ever cut."""
    if len(text) <= most:
        return text
    head = text[: most * _PER_CHARACTER]
    whole = clusters(head)
    if len(head) < len(text):
        whole = whole[:-1]  # it may go on beyond the head
    if len(head) == len(text) and len(whole) <= most:
        return text
    return "".join(whole[:most]) + "…"


def both_ends(text: str, each: int) -> tuple[str, str]:
    """The first and the last `each` visible characters, or fewer of the very long ones; they may overlap."""
    window = each * _PER_CHARACTER
    first, last = clusters(text[:window]), clusters(text[-window:])
    if len(text) > window:
        first, last = first[:-1], last[1:]  # they may go on beyond
    return "".join(first[:each]), "".join(last[-each:])
