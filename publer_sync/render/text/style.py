"""Colour for terminals: it repeats what the words say and never says anything alone."""

from __future__ import annotations

from enum import StrEnum


class Style(StrEnum):
    """How a piece of text looks, by its ANSI code."""

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
