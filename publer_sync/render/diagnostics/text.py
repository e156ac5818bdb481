"""Findings in the content as a good compiler shows them: what, where, the line itself, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from publer_sync.diagnostics import Diagnostic, Location, Severity, in_reading_order, totals
from publer_sync.render.diagnostics.snippet import snippet
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.units import count

Lines = Mapping[str, Sequence[str]]
"""The lines of files by their names in findings; a file may be missing."""

_MOST_SKIPPED = 20

_STYLES = {
    Severity.ERROR: Style.RED,
    Severity.WARNING: Style.YELLOW,
    Severity.INFO: Style.CYAN,
}


def diagnostics_text(
    diagnostics: Iterable[Diagnostic], *, lines: Lines, color: bool, width: int
) -> str:
    """All findings in reading order; empty when there are none.

    What several findings have in common, place, rule and hint, is said once: for example that a
    picture has no alt text, for each network that would show it.
    """
    page = TextPage(color=color, width=width)
    for _, group in groupby(in_reading_order(diagnostics), key=_alike):
        results = tuple(group)
        page.gap()
        for each in results:
            _add_message(page, each)
        _add_place(page, results[0], lines, width)
        if results[0].hint:
            page.line(Piece("hint: ", Style.CYAN), results[0].hint, indent=2, hang=8)
    return page.text()


def skipped_text(skipped: Sequence[str], *, color: bool, width: int) -> str:
    """The files in the content folder that are no post files; empty when there are none."""
    page = TextPage(color=color, width=width)
    if skipped:
        many = "files in the content folder are no post files:"
        one = "file in the content folder is no post file:"
        page.line(f"{count(len(skipped), one, many)}")
    for file in skipped[:_MOST_SKIPPED]:
        page.line(Piece(file, Style.DIM), indent=2, hang=4)
    if len(skipped) > _MOST_SKIPPED:
        page.line(f"and {len(skipped) - _MOST_SKIPPED} more; `--format json` lists them", indent=2)
    return page.text()


def summary(files: int, posts: int, diagnostics: Sequence[Diagnostic]) -> str:
    """The closing line: how much was found in how many files, or how much is in order."""
    results = in_reading_order(diagnostics)
    if not results:
        return f"{count(files, 'file')}, {count(posts, 'post')}: no problems."
    numbers = (
        count(number, severity.value if severity is not Severity.INFO else "remark")
        for severity in Severity
        if (number := totals(results)[severity])
    )
    looked_at = files or len({each.location.file for each in results if each.location})
    location = f" in {count(looked_at, 'file')}" if looked_at else ""
    return ", ".join(numbers) + location


def _alike(diagnostic: Diagnostic) -> tuple[Location | None, str, Severity, str | None]:
    return diagnostic.location, diagnostic.rule, diagnostic.severity, diagnostic.hint


def _add_message(page: TextPage, diagnostic: Diagnostic) -> None:
    style = _STYLES[diagnostic.severity]
    page.line(
        Piece(f"{diagnostic.severity.value}[{diagnostic.rule}]", style),
        Piece(f": {diagnostic.message}", Style.BOLD),
        Piece(f" ({diagnostic.address})" if diagnostic.address else "", Style.DIM),
        hang=2,
    )


def _add_place(page: TextPage, diagnostic: Diagnostic, lines: Lines, width: int) -> None:
    place = diagnostic.location
    if place is None:
        return
    number = str(place.line)
    margin = " " * len(number)
    page.unbroken(margin, Piece("--> ", Style.CYAN), f"{place.file}:{place.line}:{place.column}")
    display = snippet(place, lines.get(place.file, ()), width - len(number) - 3)
    if display is None:
        return
    page.unbroken(Piece(f"{margin} |", Style.CYAN))
    page.unbroken(Piece(f"{number} | ", Style.CYAN), display.text)
    marks = Piece("^" * display.length, _STYLES[diagnostic.severity])
    page.unbroken(Piece(f"{margin} | ", Style.CYAN), " " * display.start, marks)
