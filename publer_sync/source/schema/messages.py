"""Messages for broken schema rules: a rule id, a sentence, a place and a hint."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.network import NETWORKS, Network
from publer_sync.source.document import Document, Path
from publer_sync.source.locate import brief
from publer_sync.source.schema.files import network_options
from publer_sync.source.suggest import did_you_mean

# A jsonschema ValidationError, whose type does not know that its parts are set.
Problem = Any

_KINDS = {
    "string": "text",
    "object": "a mapping",
    "array": "a list",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
_COMPLAINTS = {
    "minItems": "is empty",
    "minProperties": "is empty",
    "minLength": "is empty",
    "maxLength": "is longer than {} characters",
    "minimum": "must be at least {}",
    "maximum": "must be at most {}",
    "const": "must be {}",
}
_SECRET = re.compile(r"api.?key|token|secret|password", re.IGNORECASE)
_NETWORKS = [network.value for network in NETWORKS]


def findings_for(problem: Problem, document: Document) -> Iterator[tuple[Path, Diagnostic]]:
    """The path and the finding of each thing that one broken schema rule complains about."""
    path: Path = tuple(problem.absolute_path)
    if problem.validator == "additionalProperties":
        known_value = problem.schema.get("properties", {})
        for key in problem.instance:
            if key not in known_value:
                yield (*path, key), _unknown_key(key, known_value, (*path, key), document)
    elif problem.validator == "required":
        missing = _missing(problem)
        yield (*path, missing), _required(missing, problem, path, document)
    elif "propertyNames" in problem.absolute_schema_path:
        key = str(problem.instance)
        yield (*path, key), _bad_name(key, problem, (*path, key), document)
    else:
        yield path, _bad_value(problem, path, document)


def _unknown_key(
    key: str, known_values: dict[str, Any], path: Path, document: Document
) -> Diagnostic:
    place = document.key_at(path)
    if _SECRET.search(key):
        hint = "remove it; the API key is read from PUBLER_API_KEY or PUBLER_API_KEY_FILE only"
        return error("secret-in-file", f"`{brief(key)}` must not be in a file", place, hint=hint)
    if known_values.keys() == set(_NETWORKS):
        hint = did_you_mean(key, _NETWORKS, what="networks")
        return error("unknown-network", f"there is no network `{brief(key)}`", place, hint=hint)
    if "schedule" in known_values and key in network_options():
        return _foreign_option(key, path, place)
    if document.is_bare(path):
        hint = "if it is text, put the whole text in quotes: in `{ }` a comma ends a value"
    elif key == "<<":
        hint = "merge keys are not supported; shared values belong in `_defaults.yaml`"
    else:
        hint = did_you_mean(key, known_values, what="known keys")
    return error("unknown-key", f"unknown key `{brief(key)}`", place, hint=hint)


def _foreign_option(key: str, path: Path, place: Location) -> Diagnostic:
    """An option of another network, or one that does not stand under its network."""
    owners = network_options()[key]
    message = f"`{key}` is an option of {_listed(Network(name).label for name in owners)}"
    hint = f"write it under `networks.{owners[0]}`"
    if len(path) > 2 and path[-3] == "networks":
        message += f", not of {Network(str(path[-2])).label}"
        hint = f"leave it out, or {hint}"
    return error("foreign-option", message, place, hint=hint)


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _missing(problem: Problem) -> str:
    """jsonschema reports one missing key at a time, and names it in the message only."""
    keys: list[str] = problem.validator_value
    return next(key for key in keys if problem.message.startswith(f"{key!r} "))


def _required(key: str, problem: Problem, path: Path, document: Document) -> Diagnostic:
    schema = problem.schema.get("properties", {}).get(key, {})
    hint = f"add `{key}:`" + (f", {_lower(schema['description']).rstrip('.')}" if schema else "")
    return error("required-key", f"`{key}` is missing", document.at(path), hint=hint)


def _bad_name(key: str, problem: Problem, path: Path, document: Document) -> Diagnostic:
    place = document.key_at(path)
    if problem.validator == "enum":
        hint = did_you_mean(key, _NETWORKS, what="networks")
        return error("unknown-network", f"there is no network `{brief(key)}`", place, hint=hint)
    return error(
        "bad-name", f"`{brief(key)}` cannot be a name here", place, hint=_description(problem)
    )


def _bad_value(problem: Problem, path: Path, document: Document) -> Diagnostic:
    name, place = _name(path), document.at(path)
    if problem.validator == "enum" and problem.validator_value == _NETWORKS:
        hint = did_you_mean(str(problem.instance), _NETWORKS, what="networks")
        message = f"there is no network `{_shown(problem.instance)}`"
        return error("unknown-network", message, place, hint=hint)
    if problem.validator == "enum":
        known_names = [str(value) for value in problem.validator_value]
        hint = did_you_mean(str(problem.instance), known_names, what="possible values")
        message = f"{name} cannot be `{_shown(problem.instance)}`"
        return error("schema", message, place, hint=hint)
    rule = "bad-id" if _is_entry_id(path) and problem.validator != "type" else "schema"
    return error(rule, _complaint(name, problem), place, hint=_description(problem))


def _complaint(name: str, problem: Problem) -> str:
    limit = problem.validator_value
    if problem.validator == "type":
        kinds = [limit] if isinstance(limit, str) else limit
        value = " or ".join(_KINDS[kind] for kind in kinds if kind != "null")
        return f"{name} must be {value}, not {_kind_of(problem.instance)}"
    if problem.validator in _COMPLAINTS:
        return f"{name} {_COMPLAINTS[problem.validator].format(limit)}"
    return f"{name} cannot be `{_shown(problem.instance)}`"


def _description(problem: Problem) -> str:
    """The schema's own words on the value, with its first example."""
    schema = problem.schema
    hint = _lower(str(schema.get("description", "see the documentation"))).rstrip(".")
    examples = schema.get("examples", [])
    return f"{hint}; for example `{_shown(examples[0])}`" if examples else hint


def _is_entry_id(path: Path) -> bool:
    return path == ("id",) or (len(path) == 3 and path[0] == "posts" and path[2] == "id")


def _name(path: Path) -> str:
    """`media[0].alt` for a path; entries of a list file are not counted in."""
    if path[:1] == ("posts",) and len(path) > 2:
        path = path[2:]
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"`{''.join(steps).lstrip('.')}`" if path else "the file"


def _kind_of(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str | dict):
        return "text" if isinstance(value, str) else "a mapping"
    return "empty" if value is None else "a list"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _shown(value: object) -> str:
    """A value as it would be written in YAML on one line, cut when it is long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return brief(text.replace("\n", " "))
