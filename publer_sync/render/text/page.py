"""Lines of a width, and the only door to the terminal: all text is made safe here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from publer_sync.render.text.sanitize import no_command, safe

# Colour for terminals: it repeats what the words say and never says anything alone.


class Style(StrEnum):
    """Style of a piece of text, by its ANSI code."""

    PLAIN = ""
    BOLD = "1"
    DIM = "2"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"
    MAGENTA = "35"
    CYAN = "36"


def paint(text: str, style: Style) -> str:
    """The text in a style; the text must be safe already."""
    return f"\x1b[{style}m{text}\x1b[0m" if style and text else text


NARROWEST = 40
"""Below this width lines are not broken any further: one word a line helps no one."""

_LONGEST = 8
"""Code points that are looked at for each column."""

_JOINER = "\u200d"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class _Word:
    """Unbreakable word; `spaced` if a space stands between it and the word before."""

    pieces: tuple[Piece, ...]
    spaced: bool

    @property
    def width(self) -> int:
        return sum(cells(piece.text) for piece in self.pieces)


class TextPage:
    """Lines in the making. `width` counts terminal cells; a word that is too long is left whole."""

    def __init__(self, *, color: bool, width: int) -> None:
        self._color = color
        self._width = max(width, NARROWEST)
        self._lines: list[str] = []

    def line(self, *pieces: Piece | str, indent: int = 0, hang: int | None = None) -> None:
        """A paragraph; lines after its first are indented by `hang`, or by `indent` if not given."""
        later = indent if hang is None else hang
        start = indent
        for words in self._broken(_words(pieces), indent, later):
            self._lines.append((" " * start + self._set(words)).rstrip())
            start = later

    def row(self, label: str, *paragraphs: Sequence[Piece | str], indent: int, column: int) -> None:
        """A label at `indent` and paragraphs beside it, from `column` on."""
        head = safe(label).ljust(column - indent - 1) + " "
        for number, pieces in enumerate(paragraphs):
            first = Piece(head if number == 0 else " " * len(head), Style.DIM)
            self.line(first, *pieces, indent=indent, hang=column)

    def unbroken(self, *pieces: Piece | str) -> None:
        """A line as it is, however long."""
        values = [Piece(piece) if isinstance(piece, str) else piece for piece in pieces]
        self._lines.append(self._painted([Piece(safe(p.text), p.style) for p in values]).rstrip())

    def gap(self) -> None:
        """An empty line, unless there is one already or nothing stands above it."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self) -> str:
        """All lines, without a line end after the last."""
        return "\n".join(self._lines).rstrip("\n")

    def _broken(self, words: Iterable[_Word], indent: int, hang: int) -> Iterator[list[_Word]]:
        current: list[_Word] = []
        used = indent
        for word in words:
            needed = word.width + (word.spaced and bool(current))
            if current and used + needed > self._width and any(w.width for w in current):
                yield current
                current, used, needed = [], hang, word.width
            current.append(word)
            used += needed
        yield current

    def _set(self, words: Sequence[_Word]) -> str:
        pieces: list[Piece] = []
        for number, word in enumerate(words):
            if word.spaced and number:
                # The space between two words is in their style if it is one.
                styles = {piece.style for piece in (*pieces[-1:], *word.pieces[:1])}
                pieces.append(Piece(" ", styles.pop() if len(styles) == 1 else Style.PLAIN))
            pieces += word.pieces
        return self._painted(pieces)

    def _painted(self, pieces: Sequence[Piece]) -> str:
        if not self._color:
            return no_command("".join(piece.text for piece in pieces))
        runs = groupby(pieces, key=lambda piece: piece.style)
        painted = (paint("".join(p.text for p in run), style) for style, run in runs)
        return no_command("".join(painted))


def _words(pieces: Iterable[Piece | str]) -> list[_Word]:
    """Words between spaces; pieces that touch are one word, and several spaces in a row are kept."""
    words: list[_Word] = []
    for piece in (Piece(p) if isinstance(p, str) else p for p in pieces):
        for number, part in enumerate(_unbroken(safe(piece.text))):
            chunks = [part] if part.isascii() else _chunks(part)
            for place, chunk in enumerate(chunks):
                added = (Piece(chunk, piece.style),) if chunk else ()
                if words and number == 0 and place == 0:
                    words[-1] = _Word((*words[-1].pieces, *added), words[-1].spaced)
                else:
                    words.append(_Word(added, spaced=place == 0))
    return words


_COMMAND = re.compile(r"(`publer-sync [^`]*`|`--[^`]*`)")


def _unbroken(text: str) -> list[str]:
    """The words of a text; a command between backticks is one of them, so that it can be copied."""
    copy = _COMMAND.sub(
        lambda match: match[0].replace(" ", "\0") if match[0].isascii() else match[0], text
    )
    return [word.replace("\0", " ") for word in copy.split(" ")]


def _chunks(word: str) -> list[str]:
    """A word cut where its script allows: before each wide character, as in Chinese or Japanese."""
    chunks = [""]
    for character in word:
        if chunks[-1] and _is_wide(character) and not chunks[-1].endswith(_JOINER):
            chunks.append("")
        chunks[-1] += character
    return chunks


@lru_cache(maxsize=4096)
def _is_wide(character: str) -> bool:
    return cells(character) > 1


def cells(text: str) -> int:
    """Return the width of a text in columns of a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int) -> str:
    """Safe text in exactly `width` columns: filled with spaces, or cut with `...`."""
    text = safe(text)
    if cells(text) > width:
        text = text[: _LONGEST * width]
        while text and cells(text) > width - 3:
            text = text[:-1]
        text += "..."
    return text + " " * (width - cells(text))
