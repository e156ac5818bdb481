"""Put text of others into Markdown so that GitHub shows it and does nothing else with it.

GitHub reads a comment twice. First as Markdown, where a backtick, a pipe or `</details>` could end the place
that the text was given. Then it looks through the words that came out for things to link: `@name` pings
people, `#12` and `GH-12` cross-link issues, hexadecimal words become commits, `https://` becomes a link that
may mention an issue again. It looks neither into code nor into what a character of no width cuts in two.

So there are three doors. `fence` and `code` hold text as it is, and are for what people write. `sentence` is
for prose that speaks of it. Whatever enters passes `safe` first.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from publer_sync.render.text.page import TextPage
from publer_sync.render.text.sanitize import safe
from publer_sync.render.text.word_diff import Lines

WIDTH = 96
"""Columns of a fence: GitHub breaks no line in one, and shows about so many."""

_GAP = "\u200b"
"""A character of no width. `safe` makes those of others visible, so whichever is left is ours."""

_LIVE = re.compile(
    r"[@#]"
    r"|:(?=//|[\w+-]+(?::|$))"  # a link, or the name of an emoji
    r"|\bwww(?=\.)"
    r"|\bGH-(?=\d)"
    r"|[0-9a-f]{7,}",  # a commit, or a word that could be one
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[\\`*_{}\[\]<>~$|&!^]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}
_BACKTICKS = re.compile("`+")
_SHORTEST_COMMIT = 7


def prose(text: str) -> str:
    """Words in a line of their own or ours, with no meaning for Markdown and nothing to link."""
    cut = _LIVE.sub(_cut_in_two, safe(_one_line(text)))
    return _MARKUP.sub(lambda m: _ENTITIES.get(m[0], "\\" + m[0]), cut).replace(_GAP, "&#8203;")


def sentence(text: str) -> str:
    """Prose in which what stands between backticks is set as code, as our own messages write it."""
    parts = text.split("`")
    if len(parts) % 2 == 0 or not all(parts[1::2]):
        return prose(text)  # no pairs; and prose is not to touch prose, lest two halves make a word
    set_ = [code(part) if number % 2 else prose(part) for number, part in enumerate(parts)]
    return "".join(set_)


def code(text: str) -> str:
    """Text in a line, as it is but for what is hidden; nothing if there is nothing."""
    text = safe(text)
    if not text:
        return ""
    fence = "`" * (_longest_run(text) + 1)
    if fence == "`" and not (text[0] == text[-1] == " " and text.strip()):
        return f"`{text}`"
    return f"{fence} {text} {fence}"


def code_in_cell(text: str) -> str:
    r"""Code in a table, where a pipe ends the cell unless one backslash, and no more, stands before it."""
    single = re.sub(r"(?<!\\)\\+(?=\|)", lambda m: r"\x5c" * len(m[0]), safe(text))
    return code(single.replace("|", r"\|"))


def code_in_html(text: str) -> str:
    """Code inside a tag of ours, where Markdown is not read."""
    return f"<code>{html.escape(safe(text))}</code>"


def fence(lines: Lines) -> str:
    """A block of text; a line that is too wide goes on below, set in by two."""
    page = TextPage(color=False, width=WIDTH)
    for pieces in lines:
        page.line(*pieces, hang=2)
    text = page.text()
    marks = "`" * max(3, _longest_run(text) + 1)
    return f"{marks}text\n{text}\n{marks}"


def row(cells: Sequence[str]) -> str:
    """A row of a table of cells that hold Markdown of ours."""
    return f"| {' | '.join(cells)} |"


def _cut_in_two(match: re.Match[str]) -> str:
    text = match[0]
    if len(text) < _SHORTEST_COMMIT:
        return text + _GAP
    step = _SHORTEST_COMMIT - 1
    return _GAP.join(text[at : at + step] for at in range(0, len(text), step))


def _longest_run(text: str) -> int:
    return max((len(run) for run in _BACKTICKS.findall(text)), default=0)


def _one_line(text: str) -> str:
    return " ".join(filter(None, map(str.strip, text.split("\n")))) if "\n" in text else text
