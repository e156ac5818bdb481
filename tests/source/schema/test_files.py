"""The schemas in one piece."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from publer_sync.model.network import NETWORKS
from publer_sync.source.schema.files import NAMES, inlined, load_schema, network_options


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_to_follow(name: str) -> None:
    assert not {"$ref", "allOf", "$defs", "unevaluatedProperties"} & words_of(inlined(name))


def words_of(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(words_of, schema))
    if not isinstance(schema, dict):
        return set()
    return {*schema}.union(*map(words_of, schema.values()))


ENTRIES: list[dict[str, Any]] = [
    {"networks": {"youtube": {"privacy": "public", "text": "Hi"}}},
    {"networks": {"youtube": {"privacy": "friends"}}},
    {"networks": {"linkedin": {"privacy": "public"}}},
    {"networks": {"x": {}}},
    {"accounts": ["a", {"account": "b", "text": "Hi", "protect": True}]},
    {"accounts": [{"account": "b", "networks": {}}]},
    {"accounts": [{"text": "Hi"}]},
    {"posts": [{"id": "a", "poll": {"options": ["b"]}}]},
    {"posts": [{"text": "a"}]},
    {"posts": [{"id": "a", "pole": {}}]},
]


@pytest.mark.parametrize("data", ENTRIES, ids=str)
def test_one_piece_means_what_the_published_schema_means(data: dict[str, Any]) -> None:
    registry: Any = Registry().with_contents((load_schema(n)["$id"], load_schema(n)) for n in NAMES)
    published = Draft202012Validator(load_schema("post"), registry=registry)
    assert published.is_valid(data) == Draft202012Validator(inlined("post")).is_valid(data)


def test_every_network_has_a_place_of_its_own() -> None:
    schemas = load_schema("post")["$defs"]
    assert list(schemas["networks"]["properties"]) == [network.value for network in NETWORKS]


def test_options_know_their_networks() -> None:
    assert network_options()["community"] == ("facebook", "twitter")
    assert "text" not in network_options()
