"""Findings in the content as lines that editors and people can follow: `file:line:column`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from publer_sync.diagnostics import Diagnostic, Severity, in_reading_order
from publer_sync.render.layout import Page, Piece
from publer_sync.render.style import Style
from publer_sync.render.words import count

_STYLES = {
    Severity.ERROR: Style.RED,
    Severity.WARNING: Style.YELLOW,
    Severity.INFO: Style.CYAN,
}


def diagnostics_text(diagnostics: Iterable[Diagnostic], *, color: bool, width: int) -> str:
    """All findings in reading order, those of a file together; empty when there are none."""
    page = Page(color=color, width=width)
    for _, found in groupby(in_reading_order(diagnostics), key=_file):
        page.gap()
        for diagnostic in found:
            _add(page, diagnostic)
    return page.text()


def summary(files: int, posts: int, diagnostics: Sequence[Diagnostic]) -> str:
    """The closing line: how much was found and where, or how much is in order."""
    found = in_reading_order(diagnostics)
    if not found:
        return f"{count(files, 'file')}, {count(posts, 'post')}: no problems."
    numbers = (
        count(number, severity.value if severity is not Severity.INFO else "remark")
        for severity in Severity
        if (number := sum(diagnostic.severity is severity for diagnostic in found))
    )
    places = len({diagnostic.location.file for diagnostic in found if diagnostic.location})
    where = f" in {count(places, 'file')}" if places else ""
    return ", ".join(numbers) + where


def _add(page: Page, diagnostic: Diagnostic) -> None:
    concerns = f" [{diagnostic.address}]" if diagnostic.address else ""
    page.line(
        Piece(_place(diagnostic), Style.BOLD),
        "  ",
        Piece(diagnostic.severity.value, _STYLES[diagnostic.severity]),
        "  ",
        Piece(diagnostic.rule, Style.DIM),
        f"  {diagnostic.message}",
        Piece(concerns, Style.DIM),
        hang=4,
    )
    if diagnostic.hint:
        page.line(Piece("hint: ", Style.CYAN), diagnostic.hint, indent=4, hang=10)


def _file(diagnostic: Diagnostic) -> str:
    return diagnostic.location.file if diagnostic.location else ""


def _place(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    return f"{place.file}:{place.line}:{place.column}" if place else "(project)"
