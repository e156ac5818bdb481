"""Values that a schema asks for, and now and then one that it does not."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from random import Random
from typing import Any

from publer_sync.source.schema.files import inlined
from tests.mutations import palette
from tests.mutations.trees import Pairs

_DEEP = 5


def hostile(dice: Random) -> Any:
    """A value that hardly anything is meant to have."""
    pools: list[list[Any]] = [
        palette.SCALARS,
        palette.TEXTS,
        palette.NESTED,
        palette.TIMES,
        palette.PATHS,
    ]
    pool = dice.choice(pools)
    return deepcopy(dice.choice(pool))


def schema_of(name: str, path: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """What a schema says about the place that a path leads to; `[]` is any item of a list."""
    found: list[Mapping[str, Any]] = [inlined(name)]
    for step in path:
        found = [below for each in found for below in _below(each, step)]
    return found


def _below(schema: Mapping[str, Any], step: str) -> list[Mapping[str, Any]]:
    found = [b for each in _branches(schema) if each is not schema for b in _below(each, step)]
    inner = schema.get("items") if step == "[]" else schema.get("properties", {}).get(step)
    inner = inner if inner is not None else schema.get("additionalProperties")
    return [*found, inner] if isinstance(inner, dict) else found


def _branches(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    words = ("oneOf", "anyOf")
    kept: list[Mapping[str, Any]] = [
        each for word in words for each in schema.get(word, ()) if isinstance(each, dict)
    ]
    kept += [schema[word] for word in ("then", "else") if isinstance(schema.get(word), dict)]
    return kept or [schema]


def fitting(schemas: list[Mapping[str, Any]], dice: Random, depth: int = 0) -> Any:
    """A value that some branch of these schemas may take."""
    if not schemas or depth > _DEEP or dice.random() < 0.04:
        return hostile(dice)
    schema = dice.choice(schemas)
    branches = [each for each in _branches(schema) if each is not schema]
    if branches and dice.random() < 0.8:
        return fitting(branches, dice, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return dice.choice(schema["enum"])
    if schema.get("examples") and dice.random() < 0.6:
        return _as_pairs(dice.choice(schema["examples"]))
    kinds = schema.get("type", "string")
    return _of_kind(dice.choice(kinds) if isinstance(kinds, list) else kinds, schema, dice, depth)


def _of_kind(kind: str, schema: Mapping[str, Any], dice: Random, depth: int) -> Any:
    if kind == "object":
        return _mapping(schema, dice, depth)
    if kind == "array":
        items = schema.get("items", {})
        return [fitting([items], dice, depth + 1) for _ in range(dice.choice([0, 1, 1, 2, 3, 12]))]
    if kind in {"integer", "number"}:
        low, high = schema.get("minimum", 0), schema.get("maximum", 100)
        return dice.choice([low, high, low - 1, high + 1, (low + high) // 2])
    simple = {"boolean": dice.random() < 0.5, "null": None}
    return simple[kind] if kind in simple else _text(dice)


def _text(dice: Random) -> str:
    pools = [
        palette.NAMES,
        palette.TIMES,
        palette.PATHS,
        palette.TEXTS,
        ["#a", "a, b", "a word", "2h"],
    ]
    return str(dice.choice(dice.choice(pools)))


def _mapping(schema: Mapping[str, Any], dice: Random, depth: int) -> Pairs:
    known: Mapping[str, Any] = schema.get("properties", {})
    wanted = list(schema.get("required", ())) if dice.random() < 0.8 else []
    if known:
        wanted += dice.sample(list(known), min(len(known), dice.choice([0, 1, 1, 2, 3])))
    return Pairs(
        (key, fitting([known.get(key, {})], dice, depth + 1)) for key in dict.fromkeys(wanted)
    )


def _as_pairs(value: Any) -> Any:
    if isinstance(value, dict):
        return Pairs((key, _as_pairs(inner)) for key, inner in value.items())
    return [_as_pairs(inner) for inner in value] if isinstance(value, list) else value
