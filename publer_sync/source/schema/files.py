"""The published JSON Schemas: as they are, and as one piece that is quick to check with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath
from typing import Any

NAMES = ("project", "post", "defaults", "plan", "status", "drift", "state-list", "state-rebuild")


@cache
def load_schema(name: str) -> dict[str, Any]:
    """The published schema `schemas/<name>.schema.json`, as it is."""
    text = (_folder() / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _folder() -> Traversable:
    """In a wheel the schemas lie in the package; an editable install finds those of the repository."""
    packaged = files("publer_sync") / "schemas"
    return packaged if packaged.is_dir() else FilePath(__file__).parents[3] / "schemas"


@cache
def inlined(name: str) -> Mapping[str, Any]:
    """A schema without `$ref` and `allOf`: following them at each value would take most of the time.

    What they stand for is merged into one mapping of properties, so that a key which is in none of
    the parts is simply one too many.
    """
    whole: Mapping[str, Any] = _Inlining().follow(load_schema(name), name)
    return whole


@cache
def network_options() -> Mapping[str, tuple[str, ...]]:
    """Each option that only some networks have, with the names of those networks."""
    schemas = load_schema("post")["$defs"]
    owners: dict[str, tuple[str, ...]] = {}
    for network in schemas["networks"]["properties"]:
        for option in schemas[network].get("properties", ()):
            owners[option] = (*owners.get(option, ()), network)
    return owners


class _Inlining:
    """One pass over a schema; what is referred to twice is built once."""

    def __init__(self) -> None:
        self.done: dict[tuple[str, str], Any] = {}

    def follow(self, schema: Any, home: str) -> Any:
        if isinstance(schema, list):
            return [self.follow(item, home) for item in schema]
        if not isinstance(schema, dict):
            return schema
        parts = [self.target(schema["$ref"], home)] if "$ref" in schema else []
        parts += [self.follow(part, home) for part in schema.get("allOf", ())]
        own = {
            "additionalProperties" if key == "unevaluatedProperties" else key: self.follow(
                value, home
            )
            for key, value in schema.items()
            if key not in {"$defs", "$ref", "allOf"}
        }
        return _merged([*parts, own]) if parts else own

    def target(self, reference: str, home: str) -> Any:
        key = (reference, home)
        if key not in self.done:
            schema, at = _resolve(reference, home)
            self.done[key] = self.follow(schema, at)
        return self.done[key]


def _merged(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Later parts add properties and required keys, and replace everything else."""
    whole: dict[str, Any] = {}
    for part in parts:
        properties = whole.get("properties", {}) | part.get("properties", {})
        required = [*whole.get("required", ()), *part.get("required", ())]
        whole |= part
        whole |= {"properties": properties} if properties else {}
        whole |= {"required": required} if required else {}
    return whole


def _resolve(reference: str, home: str) -> tuple[Any, str]:
    file, _, pointer = reference.partition("#")
    home = file.removesuffix(".schema.json") or home
    target: Any = load_schema(home)
    for step in pointer.strip("/").split("/"):
        target = target[step]
    return target, home
