"""Findings at the posts that they are about, each with its line."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publer_sync.diagnostics import Diagnostic, Location, Severity, in_reading_order
from publer_sync.model.post import Post
from publer_sync.render.preview.model import FindingView
from publer_sync.render.text.sanitize import safe

_WINDOW = 90
"""Characters of a line that are shown on each side of what a finding is about."""

Lines = Mapping[str, Sequence[str]]
"""The lines of files by their names in findings; a file may be missing."""


@dataclass(frozen=True, slots=True)
class PlacedFindings:
    """Findings by the id of their entry, and those of which no post came."""

    by_entry: Mapping[str, Sequence[Diagnostic]]
    rest: Sequence[Diagnostic]


def place_findings(findings: Iterable[Diagnostic], posts: Sequence[Post]) -> PlacedFindings:
    """Put each finding to the entry that it names, else to the one that it is in."""
    known_values = {str(post.address): post.address.entry for post in posts}
    starts = _starts(posts)
    by_entry: dict[str, list[Diagnostic]] = defaultdict(list)
    rest: list[Diagnostic] = []
    for diagnostic in in_reading_order(findings):
        entry = known_values.get(diagnostic.address or "") or _around(diagnostic.location, starts)
        (by_entry[entry] if entry else rest).append(diagnostic)
    return PlacedFindings(by_entry, rest)


_Starts = Mapping[str, Sequence[tuple[int, str]]]


def _starts(posts: Iterable[Post]) -> _Starts:
    """The first lines of the entries of each file, in order."""
    results: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for post in posts:
        place = post.source.location
        results[place.file].add((place.line, post.address.entry))
    return {file: sorted(lines) for file, lines in results.items()}


def _around(place: Location | None, starts: _Starts) -> str | None:
    """The entry that a place is in; None where no post came of it."""
    if place is None or place.file not in starts:
        return None
    lines = starts[place.file]
    index = bisect_right(lines, place.line, key=lambda start: start[0]) - 1
    return lines[index][1] if index >= 0 else None


def finding_views(findings: Sequence[Diagnostic], lines: Lines) -> list[FindingView]:
    """Findings as they are shown; what several accounts have in common is said once."""
    similar: dict[tuple[object, ...], list[Diagnostic]] = {}
    for diagnostic in findings:
        key = (
            diagnostic.location,
            diagnostic.rule,
            diagnostic.severity,
            diagnostic.message,
            diagnostic.hint,
        )
        similar.setdefault(key, []).append(diagnostic)
    return [_view(group, lines) for group in similar.values()]


def gravest(findings: Iterable[Diagnostic]) -> str:
    """The gravest severity among findings; empty if there are none."""
    field_names = {diagnostic.severity for diagnostic in findings}
    return next((severity.value for severity in Severity if severity in field_names), "")


def _view(group: Sequence[Diagnostic], lines: Lines) -> FindingView:
    diagnostic = group[0]
    aliases = (each.address.rpartition("@")[2] for each in group if each.address)
    before, marked, after = _shown(diagnostic.location, lines)
    return FindingView(
        severity=diagnostic.severity.value,
        rule=diagnostic.rule,
        message=safe(diagnostic.message),
        accounts=safe(", ".join(dict.fromkeys(aliases))),
        place=safe(_place(diagnostic.location)),
        before=before,
        marked=marked,
        after=after,
        hint=safe(diagnostic.hint or ""),
    )


def _place(place: Location | None) -> str:
    return f"{place.file}:{place.line}:{place.column}" if place else ""


def _shown(place: Location | None, lines: Lines) -> tuple[str, str, str]:
    """The line in three parts; nothing where the place is a whole file, or a fence."""
    values = lines.get(place.file, ()) if place else ()
    if place is None or place == Location(place.file) or not 1 <= place.line <= len(values):
        return "", "", ""
    line = values[place.line - 1]
    if line.strip() in {"", "---"}:
        return "", "", ""
    start = min(place.column - 1, len(line))
    end = len(line)
    if place.end_column is None:
        end = start + 1
    elif place.end_line == place.line:
        end = max(place.end_column - 1, start + 1)
    before, marked, after = line[:start], line[start:end], line[end:]
    return safe(_last(before)), safe(_first(marked)), safe(_first(after))


def _first(text: str) -> str:
    return text if len(text) <= _WINDOW else text[:_WINDOW] + "…"


def _last(text: str) -> str:
    return text if len(text) <= _WINDOW else "…" + text[-_WINDOW:]
