"""Data against the published JSON Schemas, with findings that point at lines and columns.

A quick look saves nearly all files the thorough check. It says True only for data that keeps to the schema;
for everything else, and for schemas with words that it does not know, the thorough check decides and words
the findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from publer_sync.diagnostics import Diagnostic
from publer_sync.source.document import Document, Path
from publer_sync.source.schema.files import NAMES, inlined, load_schema
from publer_sync.source.schema.messages import findings_for

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

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
    schema = inlined(name)
    document = _spelled_out(document, schema)
    if certainly_valid(schema, document.data):
        return document, ()
    results: list[Finding] = []
    for problem in full_check(name).iter_errors(document.data):
        results += (Finding(path, words) for path, words in findings_for(problem, document))
    return document, tuple(results)


# Numbers where text is meant.


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
    """Return whether text is what any branch of the schema expects at a path, and a number nowhere."""
    branches = [schema]
    for step in path:
        branches = [child for branch in branches for child in _children(branch, step)]
    types: set[str] = set()
    for branch in branches:
        kind = branch.get("type", ())
        types.update([kind] if isinstance(kind, str) else kind)
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


# The quick look.

_SAY_NOTHING = {
    "$schema", "$id", "title", "description", "examples", "default", "format", "then", "else",
}  # fmt: skip
_CLASSES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "null": (type(None),),
    "integer": (int,), "number": (int, float),
}  # fmt: skip


def certainly_valid(schema: Any, value: Any) -> bool:
    """Return whether a value keeps to a schema without `$ref` for sure; False where that is not quick to
    see."""
    if isinstance(schema, bool):
        return schema
    for word, time_value in schema.items():
        if word in _SAY_NOTHING:
            continue
        look = _LOOKS.get(word)
        if look is None or not look(time_value, value, schema):
            return False
    return True


def _choice(condition: Mapping[str, Any], value: Any, schema: Mapping[str, Any]) -> bool:
    """Both sides must be sure, unless it is plain on which one the value is."""
    if condition.keys() == {"required"}:
        return certainly_valid(
            schema.get("then" if certainly_valid(condition, value) else "else", True), value
        )
    return all(certainly_valid(schema.get(side, True), value) for side in ("then", "else"))


_LOOKS: Mapping[str, Callable[[Any, Any, Mapping[str, Any]], bool]] = {
    "type": lambda told, value, _: (
        type(value) in _CLASSES[told]
        if isinstance(told, str)
        else any(type(value) in _CLASSES[each] for each in told)
    ),
    # JSON's true is not 1, Python's is: only texts are compared here.
    "enum": lambda time_value, value, _: isinstance(value, str) and value in time_value,
    "const": lambda time_value, value, _: type(value) is type(time_value) and value == time_value,
    "minLength": lambda time_value, value, _: (
        not isinstance(value, str) or len(value) >= time_value
    ),
    "maxLength": lambda time_value, value, _: (
        not isinstance(value, str) or len(value) <= time_value
    ),
    "pattern": lambda time_value, value, _: (
        not isinstance(value, str) or _matches(time_value, value)
    ),
    "minimum": lambda time_value, value, _: (
        type(value) not in _CLASSES["number"] or value >= time_value
    ),
    "maximum": lambda time_value, value, _: (
        type(value) not in _CLASSES["number"] or value <= time_value
    ),
    "minItems": lambda time_value, value, _: (
        not isinstance(value, list) or len(value) >= time_value
    ),
    "maxItems": lambda time_value, value, _: (
        not isinstance(value, list) or len(value) <= time_value
    ),
    "items": lambda time_value, value, _: (
        not isinstance(value, list) or all(certainly_valid(time_value, item) for item in value)
    ),
    "propertyNames": lambda time_value, value, _: (
        not isinstance(value, dict) or all(certainly_valid(time_value, name) for name in value)
    ),
    "required": lambda time_value, value, _: (
        not isinstance(value, dict) or all(name in value for name in time_value)
    ),
    "properties": lambda time_value, value, _: (
        not isinstance(value, dict)
        or all(
            certainly_valid(time_value[name], part)
            for name, part in value.items()
            if name in time_value
        )
    ),
    "additionalProperties": lambda time_value, value, schema: (
        not isinstance(value, dict)
        or all(
            certainly_valid(time_value, value[name])
            for name in value.keys() - schema.get("properties", {}).keys()
        )
    ),
    "if": _choice,
    "anyOf": lambda time_value, value, _: any(certainly_valid(part, value) for part in time_value),
}


# The thorough check.


@cache
def full_check(name: str) -> Draft202012Validator:
    """The validator of a published schema."""
    # Loading jsonschema takes longer than checking the files of a small project.
    from jsonschema import Draft202012Validator, ValidationError, validators

    def pattern(
        _validator: object, pattern: str, instance: object, _schema: object
    ) -> Iterator[ValidationError]:
        if isinstance(instance, str) and not _matches(pattern, instance):
            yield ValidationError(f"{instance!r} does not match {pattern!r}")

    extend: Any = validators.extend
    validator: Draft202012Validator = extend(Draft202012Validator, {"pattern": pattern})(
        inlined(name)
    )
    return validator


def _matches(pattern: str, text: str) -> bool:
    # Python's `$` also matches before a last line feed; a schema's does not.
    return not text.endswith("\n") and re.search(pattern, text) is not None
