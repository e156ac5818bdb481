"""Data against the published JSON Schemas, with findings that point at lines and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from publer_sync.diagnostics import Diagnostic
from publer_sync.source.document import Document, Path
from publer_sync.source.schema.fast import Check, surely
from publer_sync.source.schema.files import NAMES, inlined, load_schema
from publer_sync.source.schema.messages import findings_for

__all__ = ["NAMES", "Finding", "check", "load_schema"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the value at `path`."""

    path: Path
    diagnostic: Diagnostic


def check(document: Document, name: str) -> tuple[Document, tuple[Finding, ...]]:
    """The document as the schema means it, and every way in which it breaks the schema.

    A number or boolean where only text is meant becomes the text that was written: `title: 2036`.
    """
    document = _spelled_out(document, inlined(name))
    found: list[Finding] = []
    if _quick_look(name)(document.data):
        return document, ()
    from publer_sync.source.schema.full import thorough

    for problem in thorough(name).iter_errors(document.data):
        found += (Finding(path, words) for path, words in findings_for(problem, document))
    return document, tuple(found)


@cache
def _quick_look(name: str) -> Check:
    return surely(inlined(name))


def _spelled_out(document: Document, schema: Mapping[str, Any]) -> Document:
    texts = [path for path in document.numerals if _means_text(schema, path)]
    if not texts:
        return document
    data: Any = deepcopy(document.data)
    for path in texts:
        *steps, last = path
        parent = data
        for step in steps:
            parent = parent[step]
        parent[last] = document.numerals[path]
    return replace(document, data=data)


def _means_text(schema: Mapping[str, Any], path: Path) -> bool:
    """Whether text is what any branch of the schema expects at a path, and a number nowhere."""
    branches = [schema]
    for step in path:
        branches = [child for branch in branches for child in _children(branch, step)]
    types = {kind for branch in branches for kind in _as_list(branch.get("type"))}
    return "string" in types and not types & {"integer", "number", "boolean"}


def _children(schema: Mapping[str, Any], step: str | int) -> Iterator[Mapping[str, Any]]:
    for word in ("then", "else"):
        if word in schema:
            yield from _children(schema[word], step)
    if isinstance(step, int):
        below = schema.get("items")
    else:
        below = schema.get("properties", {}).get(step) or schema.get("additionalProperties")
    if isinstance(below, dict):
        yield below


def _as_list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []
