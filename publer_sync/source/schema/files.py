"""The published JSON Schemas: as they are, and as one piece that is quick to check with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

NAMES = ("project", "post", "defaults", "plan", "status", "drift", "state-list", "state-rebuild")


@cache
def load_schema(name: str) -> dict[str, Any]:
    """The published schema `schemas/<name>.schema.json`, as it is."""
    # In a wheel the schemas lie in the package; an editable install finds those of the repository.
    packaged = files("publer_sync") / "schemas"
    folder = packaged if packaged.is_dir() else FilePath(__file__).parents[3] / "schemas"
    schema: dict[str, Any] = json.loads((folder / f"{name}.schema.json").read_text("utf-8"))
    return schema


@cache
def network_options() -> Mapping[str, tuple[str, ...]]:
    """Each option that only some networks have, with the names of those networks."""
    schemas = load_schema("post")["$defs"]
    owners: dict[str, tuple[str, ...]] = {}
    for network in schemas["networks"]["properties"]:
        for option in schemas[network].get("properties", ()):
            owners[option] = (*owners.get(option, ()), network)
    return owners


def inlined(name: str) -> Mapping[str, Any]:
    """A schema without `$ref` and `allOf`: following them at each value would take most of the time.

    What they stand for is merged into one mapping of properties, so that a key which is in none of
    the parts is simply one too many.
    """
    whole: Mapping[str, Any] = _target("#", name)
    return whole


@cache
def _target(reference: str, home: str) -> Any:
    """Resolve a reference in the schema `home`; what is referred to twice is built once."""
    file, _, pointer = reference.partition("#")
    home = file.removesuffix(".schema.json") or home
    target: Any = load_schema(home)
    for step in pointer.split("/")[1:]:
        target = target[step]
    return _in_one_piece(target, home)


def _in_one_piece(schema: Any, home: str) -> Any:
    if isinstance(schema, list):
        return [_in_one_piece(item, home) for item in schema]
    if not isinstance(schema, dict):
        return schema
    parts = [_target(schema["$ref"], home)] if "$ref" in schema else []
    parts += [_in_one_piece(part, home) for part in schema.get("allOf", ())]
    own = {
        "additionalProperties" if key == "unevaluatedProperties" else key: _in_one_piece(
            value, home
        )
        for key, value in schema.items()
        if key not in {"$defs", "$ref", "allOf"}
    }
    whole: dict[str, Any] = {}
    # Later parts add properties and required keys, and replace everything else.
    for part in [*parts, own] if parts else ():
        properties = whole.get("properties", {}) | part.get("properties", {})
        required = [*whole.get("required", ()), *part.get("required", ())]
        whole |= part
        whole |= {"properties": properties} if properties else {}
        whole |= {"required": required} if required else {}
    return whole or own
