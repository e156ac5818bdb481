"""A failure of the world in words: what happened, where, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.errors import PublerSyncError
from publer_sync.render.text.page import Piece, Style, TextPage


def error_text(
    error: PublerSyncError, options: Sequence[str] = (), *, color: bool, width: int
) -> str:
    """One line for each part that is known; line ends inside a part are kept.

    Commands in the hint are shown with these options.
    """
    page = TextPage(color=color, width=width)
    _add(page, "error", error.what, Style.RED, indent=0)
    for label, words, style in (
        ("where", error.location, Style.DIM),
        ("why", error.reason, Style.DIM),
        ("hint", error.hint_text(options), Style.CYAN),
    ):
        if words:
            _add(page, label, words, style, indent=2)
    return page.text()


def _add(page: TextPage, label: str, words: str, style: Style, *, indent: int) -> None:
    first, *rest = words.splitlines() or [""]
    page.line(Piece(f"{label}:", style), f" {first}", indent=indent, hang=4)
    for line in rest:
        page.line(line, indent=4)
