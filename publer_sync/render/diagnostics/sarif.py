"""Findings as SARIF 2.1.0, the format that code scanning of GitHub and editors read.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from publer_sync import __version__
from publer_sync.config.project import PROJECT_FILE
from publer_sync.diagnostics import Diagnostic, Location, Severity, in_reading_order
from publer_sync.networks.explain import explain
from publer_sync.render.diagnostics.text import Lines
from publer_sync.render.text.sanitize import json_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/publer-sync/publer-sync"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def diagnostics_sarif(
    diagnostics: Iterable[Diagnostic],
    skipped: Sequence[str] = (),
    *,
    lines: Lines,
    prefix: str = "",
) -> str:
    """One run with all findings; `prefix` leads from the root of the repository to the project.

    Files that were left aside are notifications of the run.
    """
    items = in_reading_order(diagnostics)
    rules = sorted({each.rule for each in items})
    marks = _fingerprints(items, lines)
    results = [
        _result(each, rules.index(each.rule), mark, prefix)
        for each, mark in zip(items, marks, strict=True)
    ]
    run = {
        "tool": {"driver": _driver(rules)},
        "invocations": [_invocation(skipped, prefix)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The root of the repository."}}
        },
        "results": results,
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Sequence[str]) -> dict[str, Any]:
    return {
        "name": "publer-sync",
        "informationUri": HOME,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: str) -> dict[str, Any]:
    explanation = explain(rule)
    about = {"id": rule, "helpUri": f"{HOME}/blob/main/docs/rules.md"}
    if explanation is None:
        return about
    help_text = f"{explanation.reason} {explanation.fix}".strip()
    return {
        **about,
        "shortDescription": {"text": explanation.purpose},
        "help": {"text": help_text or explanation.purpose},
    }


def _result(diagnostic: Diagnostic, index: int, mark: str, prefix: str) -> dict[str, Any]:
    concerns = f" ({diagnostic.address})" if diagnostic.address else ""
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _no_links(f"{diagnostic.message}{concerns}{hint}")},
        "locations": [_location(diagnostic.location or Location(PROJECT_FILE), prefix)],
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }


def _location(place: Location, prefix: str) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line is not None and place.end_column is not None:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return {
        "physicalLocation": {"artifactLocation": _artifact(place.file, prefix), "region": region}
    }


def _artifact(file: str, prefix: str) -> dict[str, str]:
    path = quote(prefix + file, safe="/", errors="replace")
    return {"uri": path, "uriBaseId": "%SRCROOT%"}


def _invocation(skipped: Sequence[str], prefix: str) -> dict[str, Any]:
    notes = [
        {
            "level": "note",
            "message": {"text": "This file in the content folder is no post file."},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(file, prefix)}}],
        }
        for file in skipped
    ]
    return {"executionSuccessful": True, "toolExecutionNotifications": notes}


def _fingerprints(diagnostics: Sequence[Diagnostic], lines: Lines) -> list[str]:
    """Build the fingerprint of each finding, which stays when lines above it change: its rule, post and
    line."""
    counter: Counter[str] = Counter()
    marks = []
    for each in diagnostics:
        place = each.location or Location(PROJECT_FILE)
        existing_names = lines.get(place.file, ())
        line = (
            existing_names[place.line - 1].strip() if 1 <= place.line <= len(existing_names) else ""
        )
        key = "\0".join((each.rule, place.file, each.address or "", line))
        mark = sha256(key.encode(errors="surrogatepass")).hexdigest()[:16]
        counter[mark] += 1
        marks.append(f"{mark}:{counter[mark]}")
    return marks


def _no_links(text: str) -> str:
    """SARIF reads `[words](target)` in a message as a link; texts of posts must not make one."""
    return text.replace("](", "]\\(")
