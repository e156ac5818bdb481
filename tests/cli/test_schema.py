"""`publer-sync schema`."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from publer_sync.cli.schema import SCHEMAS
from tests.support.shop import Shop


@pytest.mark.parametrize("name", ["project", "post", "defaults", "plan"])
def test_each_schema_is_printed_and_valid(shop: Shop, name: str) -> None:
    done = shop.run("schema", name)
    assert done.code == 0
    Draft202012Validator.check_schema(json.loads(done.out))


def test_an_unknown_schema_is_a_wrong_call(shop: Shop) -> None:
    done = shop.run("schema", "poem")
    assert done.code == 64
    assert "'poem' is not one of 'project', 'post', 'defaults', 'plan'" in done.err


def test_without_a_name_it_lists_the_schemas(shop: Shop) -> None:
    done = shop.run("schema")
    assert (done.code, done.err) == (0, "")
    assert {line.split()[0] for line in done.out.splitlines()} == set(SCHEMAS)
    assert "project        the project file, publer-sync.yaml" in done.out.splitlines()
