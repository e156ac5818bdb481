"""Whether data surely keeps to a schema: a quick look that saves nearly all files the thorough one.

A schema becomes one function, put together once. It says True only for data that keeps to the schema; for
everything else, and for schemas with words that it does not know, the thorough check decides and words the
findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any], bool]

_TYPES: Mapping[str, Check] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
}
_SAY_NOTHING = {"$schema", "$id", "$defs", "title", "description", "examples", "default", "format"}


def surely(schema: Any) -> Check:
    """A function that is True for data that keeps to `schema`, which must have no `$ref`."""
    if isinstance(schema, bool):
        return lambda value: schema
    words = schema.keys() - _SAY_NOTHING
    if "additionalProperties" in words or "required" in words:
        words |= {"properties"}
    if words & {"then", "else"}:
        words = words - {"then", "else"} | {"if"}
    words.discard("additionalProperties")
    words.discard("required")
    if not words <= _MAKERS.keys():
        return lambda value: False
    checks = [_MAKERS[word](schema) for word in sorted(words, key=list(_MAKERS).index)]
    if len(checks) == 1:
        return checks[0]
    return lambda value: all(check(value) for check in checks)


def _type(schema: Mapping[str, Any]) -> Check:
    given = schema["type"]
    names = [given] if isinstance(given, str) else given
    kinds = [_TYPES[name] for name in names if name in _TYPES]
    if len(kinds) == 1:
        return kinds[0]
    return lambda value: any(kind(value) for kind in kinds)


def _enum(schema: Mapping[str, Any]) -> Check:
    # JSON's true is not 1, Python's is: only texts are compared here.
    texts = frozenset(value for value in schema["enum"] if isinstance(value, str))
    return lambda value: isinstance(value, str) and value in texts


def _const(schema: Mapping[str, Any]) -> Check:
    given = schema["const"]
    return lambda value: type(value) is type(given) and value == given


def _pattern(schema: Mapping[str, Any]) -> Check:
    search = re.compile(schema["pattern"]).search
    return lambda value: (
        not isinstance(value, str) or bool(not value.endswith("\n") and search(value))
    )


def _length(schema: Mapping[str, Any]) -> Check:
    least, most = schema.get("minLength", 0), schema.get("maxLength", float("inf"))
    return lambda value: not isinstance(value, str) or least <= len(value) <= most


def _number(schema: Mapping[str, Any]) -> Check:
    least, most = schema.get("minimum", -float("inf")), schema.get("maximum", float("inf"))
    number = _TYPES["number"]
    return lambda value: not number(value) or least <= value <= most


def _many(schema: Mapping[str, Any]) -> Check:
    least, most = schema.get("minItems", 0), schema.get("maxItems", float("inf"))
    return lambda value: not isinstance(value, list) or least <= len(value) <= most


def _items(schema: Mapping[str, Any]) -> Check:
    item = surely(schema["items"])
    return lambda value: not isinstance(value, list) or all(map(item, value))


def _names(schema: Mapping[str, Any]) -> Check:
    name = surely(schema["propertyNames"])
    return lambda value: not isinstance(value, dict) or all(map(name, value))


def _properties(schema: Mapping[str, Any]) -> Check:
    known = {name: surely(part) for name, part in schema.get("properties", {}).items()}
    other = surely(schema.get("additionalProperties", True))
    required = schema.get("required", ())

    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        return all(name in value for name in required) and all(
            known.get(name, other)(part) for name, part in value.items()
        )

    return check


def _if(schema: Mapping[str, Any]) -> Check:
    """Both sides of a choice must be sure, as the condition itself may only be known to be true."""
    condition = surely(schema.get("if", True))
    then, otherwise = surely(schema.get("then", True)), surely(schema.get("else", True))
    if set(schema.get("if", {})) == {"required"}:
        return lambda value: then(value) if condition(value) else otherwise(value)
    return lambda value: then(value) and otherwise(value)


def _any_of(schema: Mapping[str, Any]) -> Check:
    checks = [surely(part) for part in schema["anyOf"]]
    return lambda value: any(check(value) for check in checks)


_MAKERS: Mapping[str, Callable[[Mapping[str, Any]], Check]] = {
    "type": _type, "enum": _enum, "const": _const,
    "minLength": _length, "maxLength": _length, "pattern": _pattern,
    "minimum": _number, "maximum": _number, "minItems": _many, "maxItems": _many,
    "items": _items, "propertyNames": _names, "properties": _properties,
    "if": _if, "anyOf": _any_of,
}  # fmt: skip
