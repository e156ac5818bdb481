"""The published schemas, and what breaking them sounds like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry

from publer_sync.model.network import NETWORKS, PostType
from publer_sync.source.schema.check import NAMES, certainly_valid, check, full_check, load_schema
from publer_sync.source.yaml import read_yaml


def problems(text: str, name: str = "post") -> list[str]:
    document, found = read_yaml(text, "a.yaml")
    assert document and not found
    _, findings = check(document, name)
    return [
        f"{one.location.line}:{one.location.column} {one.rule}: {one.message} ({one.hint})"
        for one in (finding.diagnostic for finding in findings)
        if one.location
    ]


def described(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema of a key or item, with its path."""
    if not isinstance(schema, dict):
        return
    for word in ("properties", "$defs"):
        for key, below in schema.get(word, {}).items():
            yield f"{path}/{key}", below
            yield from described(below, f"{path}/{key}")
    for word in ("items", "additionalProperties"):
        below = schema.get(word)
        if isinstance(below, dict):
            yield f"{path}/{word}", below
            yield from described(below, f"{path}/{word}")
    for word in ("anyOf", "oneOf", "allOf"):
        for index, below in enumerate(schema.get(word, ())):
            yield from described(below, f"{path}/{word}[{index}]")


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_valid_and_identified(name: str) -> None:
    schema = load_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://publer-sync.github.io/schemas/{name}.schema.json"


PRINTED = {"plan", "status", "drift", "state-list", "state-rebuild"}
"""No one writes these by hand, so no one needs an example."""


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_described_with_a_valid_example(name: str) -> None:
    whole = load_schema(name)
    schemas = [load_schema(other) for other in NAMES]
    registry: Any = Registry().with_contents((one["$id"], one) for one in schemas)
    for path, schema in described(whole, name):
        if "$ref" in schema:
            continue
        assert schema.get("description", "").endswith("."), path
        assert schema.get("examples") or name in PRINTED, path
        here = {"$id": whole["$id"], "$defs": whole.get("$defs", {}), **schema}
        validator = Draft202012Validator(here, registry=registry)
        for example in schema.get("examples", ()):
            validator.validate(example)


def test_the_schema_knows_the_words_of_the_model() -> None:
    words = load_schema("post")["$defs"]
    assert words["network"]["enum"] == [network.value for network in NETWORKS]
    assert words["type"]["enum"] == [type_.value for type_ in PostType]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acounts: [x]", "1:1 unknown-key: unknown key `acounts` (did you mean `accounts`?)"),
        (
            "api_key: abc",
            "1:1 secret-in-file: `api_key` must not be in a file "
            "(remove it; the API key is read from PUBLER_API_KEY or PUBLER_API_KEY_FILE only)",
        ),
        (
            "<<: {id: x}",
            "1:1 unknown-key: unknown key `<<` "
            "(merge keys are not supported; shared values belong in `_defaults.yaml`)",
        ),
        (
            "networks: {x: {text: Hi}}",
            "1:12 unknown-network: there is no network `x` (did you mean `twitter`?)",
        ),
        (
            "networks: {tiktok: {privacy: all}}",
            "1:30 schema: `networks.tiktok.privacy` cannot be `all` (possible values: `followers`, "
            "`friends`, `private`, `public`)",
        ),
        (
            "networks: {twitter: {privacy: public}}",
            "1:22 foreign-option: `privacy` is an option of TikTok and YouTube, not of X "
            "(leave it out, or write it under `networks.tiktok`)",
        ),
        (
            "sublinks: []",
            "1:1 foreign-option: `sublinks` is an option of Facebook "
            "(write it under `networks.facebook`)",
        ),
        (
            "accounts: [{account: a, board: b}]",
            "1:25 foreign-option: `board` is an option of Pinterest "
            "(write it under `networks.pinterest`)",
        ),
        (
            "media: [{board: b}]",
            "1:10 unknown-key: unknown key `board` (known keys: `alt`, `caption`, `cover`, `file`, "
            "`id`, `tags`, `url`)",
        ),
        (
            "posts: [{id: a, text: Git two, edited}]",
            "1:32 unknown-key: unknown key `edited` (if it is text, put the whole text in quotes: "
            "in `{ }` a comma ends a value)",
        ),
        ("lables:", "1:1 unknown-key: unknown key `lables` (did you mean `labels`?)"),
        ("type: fotos", "1:7 schema: `type` cannot be `fotos` (did you mean `photo`?)"),
        (
            "accounts: shop-x",
            "1:11 schema: `accounts` must be a list, not text (the accounts to post to: aliases or "
            "groups, each on its own or as a mapping with its own values; "
            'for example `["shop-x", "shop-linkedin"]`)',
        ),
        (
            "link: {title: x}",
            "1:7 required-key: `url` is missing (add `url:`, an absolute web address)",
        ),
        (
            "link: example.com",
            "1:7 schema: `link` cannot be `example.com` (the link of the post: a URL, or a mapping "
            "with words for its card; `null` for none; for example `https://example.com/launch`)",
        ),
        (
            "media: [{file: a.png, alt: }]",
            "1:28 schema: `media[0].alt` must be text, not empty (what the picture shows, for people "
            "who cannot see it; for example `A red box with a bow`)",
        ),
        (
            "protect: no",
            "1:10 schema: `protect` must be true or false, not text (refuses to delete or replace "
            "the posts of this entry; for example `true`)",
        ),
        (
            "posts:\n  - text: Hi\n",
            "2:5 required-key: `id` is missing (add `id:`, the name of the entry, as a file with "
            "several entries cannot give it)",
        ),
    ],
)  # fmt: skip
def test_words(text: str, expected: str) -> None:
    assert problems(text) == [expected]


def test_a_list_is_not_an_entry() -> None:
    assert problems("- id: x")[0].startswith("1:1 schema: the file must be a mapping, not a list (")


@pytest.mark.parametrize(
    ("value", "kind"), [("1", "a number"), ("true", "`true`"), ("x", "text"), ("", "empty")]
)
def test_what_was_found_is_named(value: str, kind: str) -> None:
    assert problems(f"labels: {value}")[0].startswith(
        f"1:{9 if value else 8} schema: `labels` must be a list, not {kind} ("
    )


def test_an_id_of_other_characters_has_its_own_rule() -> None:
    assert problems("id: la unch")[0].startswith("1:5 bad-id: `id` cannot be `la unch` (")
    assert problems('id: "x\\n"')[0].startswith("1:5 bad-id: ")


def test_numbers_are_text_where_text_is_meant() -> None:
    document, _ = read_yaml("id: 2036\ntitle: 1.5\nlabels: [1, true]\nprotect: true\n", "a.yaml")
    assert document
    checked, findings = check(document, "post")
    assert not findings
    assert checked.data == {"id": "2036", "title": "1.5", "labels": ["1", "true"], "protect": True}


def test_all_problems_are_found_at_once() -> None:
    text = "id: a b\ntype: x\nfoo: 1\nmedia: [{fil: a.png}]\nnetworks: {linkedin: {poll: 1}}\n"
    assert len(problems(text)) == 5


# The quick look never calls data right that the thorough check finds fault with.

ENTRY_DATA = {"accounts": ["shop-x"], "schedule": "2036-12-01 09:00", "text": "We have launched."}
KEYS = st.sampled_from(
    ["accounts", "schedule", "text", "title", "media", "file", "alt", "link", "posts", "id", "labels",
     "networks", "twitter", "type", "options", "protect", "hashtags", "url", "colour"]
)  # fmt: skip
SCALARS = (
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats(allow_nan=False)
    | st.sampled_from(["", "shop-x", "photo", "2036-12-01 09:00", "a.png", "x\n", "auto"])
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("name", ["post", "defaults", "project"])
@settings(deadline=None)  # the first one reads the schema, which a busy machine may take long for
@given(given=st.dictionaries(KEYS, VALUES, max_size=5), data=st.data())
def test_what_it_calls_right_is_right(
    name: str, given: dict[str, Any], data: st.DataObject
) -> None:
    document = ENTRY_DATA | given if data.draw(st.booleans()) else given
    validator = full_check(name)
    if certainly_valid(validator.schema, document):
        assert validator.is_valid(document)


def test_it_knows_the_words_of_our_schemas() -> None:
    assert certainly_valid(full_check("post").schema, ENTRY_DATA)
    assert (
        certainly_valid(full_check("post").schema, {"posts": [ENTRY_DATA]}) is False
    )  # it has no id
    assert certainly_valid(full_check("post").schema, {"posts": [ENTRY_DATA | {"id": "launch"}]})


@pytest.mark.parametrize(
    ("schema", "right", "wrong"),
    [
        ({"type": "integer"}, 1, True),
        ({"type": ["string", "null"]}, None, 1),
        ({"type": "number", "minimum": 1, "maximum": 2}, 1.5, 3),
        ({"enum": ["a", "b"]}, "a", "c"),
        ({"const": 1}, 1, True),
        ({"pattern": "^a$"}, "a", "a\n"),
        ({"minLength": 2, "maxLength": 3}, "ab", "a"),
        ({"items": {"type": "string"}, "minItems": 1, "maxItems": 2}, ["a"], []),
        ({"propertyNames": {"enum": ["a"]}}, {"a": 1}, {"b": 1}),
        (
            {"properties": {"a": {"type": "null"}}, "additionalProperties": False},
            {"a": None},
            {"b": 1},
        ),
        ({"required": ["a"]}, {"a": 1}, {}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, None, 1),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"]}}, {"a": 1, "b": 1}, {"a": 1}),
        ({"if": {"type": "object"}, "then": {"required": ["b"]}}, {"b": 1}, {}),
    ],
)
def test_each_word(schema: dict[str, Any], right: object, wrong: object) -> None:
    assert certainly_valid(schema, right)
    assert Draft202012Validator(schema).is_valid(right)
    assert not certainly_valid(schema, wrong)


def test_of_words_that_it_does_not_know_it_is_not_sure() -> None:
    assert not certainly_valid({"uniqueItems": True}, [])
    assert not certainly_valid({"items": {"not": {"type": "null"}}}, ["a"])
    assert certainly_valid(True, 1)
    assert not certainly_valid(False, 1)
