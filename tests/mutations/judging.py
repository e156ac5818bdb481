"""What must hold of the findings about any file, however broken."""

from __future__ import annotations

import json
from pathlib import Path

from publer_sync.diagnostics import Diagnostic, Location
from publer_sync.networks.explain import known_rules
from publer_sync.render.diagnostics.github import diagnostics_github
from publer_sync.render.diagnostics.json import diagnostics_json
from publer_sync.render.diagnostics.sarif import diagnostics_sarif
from publer_sync.render.diagnostics.text import diagnostics_text, skipped_text, summary
from publer_sync.render.text.sanitize import HIDDEN
from publer_sync.workflows.validate import ValidationResult

PLACELESS = {"media-not-looked-into"}


class UnfitError(AssertionError):
    """A finding that does not help whoever reads it."""


def judge(validated: ValidationResult, root: Path) -> None:
    """Raise Unfit unless each finding is complete, lies in its file and can be shown."""
    for found in validated.diagnostics:
        _whole(found)
        if found.location:
            _within(found, found.location, root)
    _shown(validated)


def _whole(found: Diagnostic) -> None:
    if not (found.message.strip() and found.hint and found.hint.strip() and found.rule):
        raise UnfitError(f"no message or no hint: {found}")
    if found.rule not in known_rules():
        raise UnfitError(f"`publer-sync explain` does not know the rule: {found}")
    if found.excerpt and not found.location:
        raise UnfitError(f"an excerpt of nothing: {found}")
    if found.location is None and found.rule not in PLACELESS:
        raise UnfitError(f"no place: {found}")
    if len(found.message) + len(found.hint) > 2_000:
        raise UnfitError(
            f"no one reads {len(found.message)} + {len(found.hint)} characters: {found.rule}"
        )


def _within(found: Diagnostic, place: Location, root: Path) -> None:
    lines = _lines(root / place.file)
    if not 1 <= place.line <= len(lines):
        raise UnfitError(f"the file has {len(lines)} lines: {found}")
    if not 1 <= place.column <= len(lines[place.line - 1]) + 1:
        raise UnfitError(f"the line has {len(lines[place.line - 1])} characters: {found}")
    if place.end_line is not None and place.end_column is not None:
        if (place.end_line, place.end_column) < (place.line, place.column):
            raise UnfitError(f"ends before it begins: {found}")
        if place.end_line > len(lines) or place.end_column > len(lines[place.end_line - 1]) + 1:
            raise UnfitError(f"ends beyond the file: {found}")


def _lines(path: Path) -> list[str]:
    raw = path.read_bytes() if path.is_file() else b""
    text = raw.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _shown(validated: ValidationResult) -> None:
    """Every format can be written in UTF-8, holds nothing hidden and has lost no finding."""
    found, skipped = validated.diagnostics, validated.skipped
    lines = validated.lines.of(found)
    written = diagnostics_json(found, skipped)
    sarif = diagnostics_sarif(found, skipped, lines=lines)
    for name, text in {
        "text": diagnostics_text(found, lines=lines, color=False, width=80),
        "skipped": skipped_text(skipped, color=False, width=80),
        "summary": summary(len(validated.files), len(validated.posts), found),
        "github": diagnostics_github(found, skipped),
        "json": written,
        "sarif": sarif,
    }.items():
        if hidden := HIDDEN.search(text.replace("\n", "")):
            at = hidden.start()
            raise UnfitError(f"{name} shows {hidden[0]!r}: {text[max(at - 200, 0) : at + 50]!r}")
    if len(json.loads(written)["diagnostics"]) != len(found):
        raise UnfitError("the JSON has lost a finding")
    if len(json.loads(sarif)["runs"][0]["results"]) != len(found):
        raise UnfitError("the SARIF has lost a finding")
