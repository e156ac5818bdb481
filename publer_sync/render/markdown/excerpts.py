"""The words of a post in a fence: whole, or their beginning; with the changes marked where there are any."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.planning.change import FieldChange
from publer_sync.render.markdown.escape import fence
from publer_sync.render.text.page import Piece
from publer_sync.render.text.word_diff import Lines, brief, text_lines, word_diff


def preview(text: str, edited: FieldChange | None, most: int | None) -> str:
    """A fence with the text, or with `edited` word by word; at most about `most` visible characters."""
    before = edited.before if edited else None
    if not isinstance(before, str) or not before:
        return fence(_beginning(text_lines(text), most)) if text.strip() else ""
    whole = word_diff(before, text, whole=most is None)
    return fence(_beginning(whole, most))


def _beginning(lines: Lines, most: int | None) -> Lines:
    """As many lines and pieces as hold so many characters, and how many more there are."""
    length = sum(len(piece.text) for pieces in lines for piece in pieces)
    if most is None or length <= most + most // 4:
        return lines
    kept: Lines = []
    left = most
    for pieces in lines:
        if left <= 0:
            break
        kept.append(list(_until(pieces, left)))
        left -= sum(len(piece.text) for piece in pieces) + 1
    shown = sum(len(piece.text) for pieces in kept for piece in pieces)
    return [*kept, [Piece(f"[... {length - shown:,} characters more ...]")]]


def _until(pieces: list[Piece], left: int) -> Iterator[Piece]:
    for piece in pieces:
        if left <= 0:
            return
        yield Piece(brief(piece.text, left), piece.style)
        left -= len(piece.text)
