"""Findings in the content as the JSON that machines read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from publer_sync.diagnostics import Diagnostic, Severity, in_reading_order, totals
from publer_sync.render.text.sanitize import json_text

FORMAT_VERSION = 1


def diagnostics_document(
    diagnostics: Iterable[Diagnostic], skipped: Sequence[str] = ()
) -> dict[str, Any]:
    """The findings in reading order, how many are errors and warnings, and the files left aside."""
    results = in_reading_order(diagnostics)
    numbers = totals(results)
    return {
        "format_version": FORMAT_VERSION,
        "errors": numbers[Severity.ERROR],
        "warnings": numbers[Severity.WARNING],
        "diagnostics": [_document(diagnostic) for diagnostic in results],
        "skipped": list(skipped),
    }


def diagnostics_json(diagnostics: Iterable[Diagnostic], skipped: Sequence[str] = ()) -> str:
    """The document as text."""
    return json_text(diagnostics_document(diagnostics, skipped))


def _document(diagnostic: Diagnostic) -> dict[str, Any]:
    place = diagnostic.location
    return {
        "severity": diagnostic.severity.value,
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "address": diagnostic.address,
    }
