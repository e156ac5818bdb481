"""The quick look never calls data right that the thorough check finds fault with."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from publer_sync.source.schema.fast import surely
from publer_sync.source.schema.full import thorough

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
    validator = thorough(name)
    if surely(validator.schema)(document):
        assert validator.is_valid(document)


def test_it_knows_the_words_of_our_schemas() -> None:
    assert surely(thorough("post").schema)(ENTRY_DATA)
    assert surely(thorough("post").schema)({"posts": [ENTRY_DATA]}) is False  # it has no id
    assert surely(thorough("post").schema)({"posts": [ENTRY_DATA | {"id": "launch"}]})


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
    assert surely(schema)(right)
    assert Draft202012Validator(schema).is_valid(right)
    assert not surely(schema)(wrong)


def test_of_words_that_it_does_not_know_it_is_not_sure() -> None:
    assert not surely({"uniqueItems": True})([])
    assert not surely({"items": {"not": {"type": "null"}}})(["a"])
    assert surely(True)(1)
    assert not surely(False)(1)
