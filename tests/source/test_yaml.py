"""Strict YAML: data with positions, and every trap reported where it is."""

from __future__ import annotations

import pytest

from publer_sync.diagnostics import Location
from publer_sync.source.document import Document
from publer_sync.source.yaml import MAX_DEPTH, read_yaml


def read(text: str) -> Document:
    document, found = read_yaml(text, "a.yaml")
    assert document and not found
    return document


def problems(text: str) -> list[str]:
    _, found = read_yaml(text, "a.yaml")
    return [
        f"{one.location.line}:{one.location.column} {one.rule}: {one.message}"
        for one in found
        if one.location
    ]


def test_data_is_plain() -> None:
    document = read("id: launch\nmedia:\n  - {file: a.png, alt: A box}\nprotect: true\n")
    assert document.data == {
        "id": "launch",
        "media": [{"file": "a.png", "alt": "A box"}],
        "protect": True,
    }


def test_every_value_and_key_knows_its_place() -> None:
    document = read("id: launch\nmedia:\n  - {file: a.png, alt: 'A box'}\n")
    assert document.at(("id",)) == Location("a.yaml", 1, 5, 1, 11)
    assert document.at(("media", 0, "alt")) == Location("a.yaml", 3, 24, 3, 31)
    assert document.key_at(("media",)) == Location("a.yaml", 2, 1, 2, 6)
    assert document.key_at(("media", 0)) == Location("a.yaml", 3, 5, 3, 32)


def test_a_place_that_is_not_there_is_the_one_around_it() -> None:
    document = read("media:\n  - {file: a.png}\n")
    assert document.at(("media", 0, "alt")).line == 2
    assert document.at(("nothing", 3)).line == 1


def test_first_line_shifts_all_places() -> None:
    document, _ = read_yaml("id: x\n", "a.md", first_line=4)
    assert document and document.at(("id",)).line == 4
    _, found = read_yaml("a: [1\nb: 2\n", "a.md", first_line=4)
    assert found[0].location and found[0].location.line == 5


def test_columns_count_characters() -> None:
    assert read("{title: 😀é, id: x}").at(("id",)).column == 17


def test_an_empty_text_is_nothing() -> None:
    assert read("").data is None
    assert read("# only a remark\n").data is None


def test_values_under_an_alias_have_its_place() -> None:
    document = read("a: &x {b: 1}\nc: *x\n")
    assert document.data == {"a": {"b": 1}, "c": {"b": 1}}
    assert document.at(("c", "b")).line == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1 duplicate-key: key `a` is given twice"),
        ("a: b: c", "1:5 yaml-syntax: not valid YAML: mapping values are not allowed in this context"),
        ("\ta: 1", "1:1 yaml-syntax: not valid YAML: found character that cannot start any token"),
        ("a: @x", "1:4 yaml-syntax: not valid YAML: found character that cannot start any token"),
        ("a: 'x\n", "1:4 yaml-syntax: not valid YAML: found unexpected end of stream"),
        ("a: {b: ", "1:7 yaml-syntax: not valid YAML: did not find expected node content"),
        ("a:\n  b: 1\n c: 2", "3:2 yaml-syntax: not valid YAML: did not find expected key"),
        ("a: 1\n---\nb: 2", "2:1 yaml-syntax: a second YAML document starts here"),
        ("a: !!python/name:os x", "1:4 yaml-syntax: YAML tag `!!python/name:os` is not allowed"),
        ("a: !secret x", "1:4 yaml-syntax: YAML tag `!secret` is not allowed"),
        ("[a]: 1", "1:1 yaml-syntax: a key must be a plain word"),
        ("a: *b", "1:4 yaml-syntax: there is no anchor `b` above"),
        ("a: &a [*a]", "1:8 yaml-syntax: there is no anchor `a` above"),
        ('a: "\\0"', "1:4 yaml-syntax: a control character is escaped here"),
        ("a: \x01", "1:1 yaml-syntax: the text holds a character that YAML does not allow"),
        ("a: [1,\n", "1:7 yaml-syntax: not valid YAML: did not find expected node content"),
        ("a: x\u2028b: y", "1:5 yaml-syntax: invisible line separator U+2028"),
    ],
)  # fmt: skip
def test_traps(text: str, expected: str) -> None:
    assert problems(text) == [expected]


def test_several_problems_are_all_reported() -> None:
    assert len(problems("a: 1\na: 2\na: 3\nb: !x 1\n")) == 3


def test_a_bomb_is_refused_before_it_grows() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert problems("\n".join(rows)) == [
        "6:10 yaml-limit: more than 100,000 values, counting repeated ones"
    ]


@pytest.mark.parametrize("text", ["[" * 200_000, "{a: " * 50_000, "- " * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    found = problems(text)
    assert len(found) == 1
    assert found[0].endswith(f"yaml-limit: nested more than {MAX_DEPTH} levels deep")


def test_every_problem_has_a_hint() -> None:
    for text in ["a: [", "a: 'x", "a: %", "a: 1\na: 1", "? [x]", 'a: "\\q"', "a: b: c", "!x y"]:
        _, found = read_yaml(text, "a.yaml")
        assert found and all(one.hint for one in found)
