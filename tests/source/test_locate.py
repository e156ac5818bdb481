"""Parts of texts are found in the files that the texts come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.diagnostics import Excerpt, warning
from publer_sync.source.locate import place_of_value
from tests.support.projects import content_of

HEAD = "accounts: [shop-x]\nschedule: 2036-12-01 09:00\n"


def place_of(folder: Path, name: str, content: str, piece: str, nth: int = 0) -> str:
    """`line:column-end` of the nth occurrence of a piece in the text of the only post."""
    (post,) = content_of(folder, {f"content/{name}": content}).posts
    at = -1
    for _ in range(nth + 1):
        at = post.text.index(piece, at + 1)
    found = warning(
        "x-y", "Here.", post.source.at("text"), excerpt=Excerpt(post.text, at, at + len(piece))
    )
    place = place_of_value(found, content.split("\n")).location
    assert place
    return f"{place.line}:{place.column}-{place.end_column}"


@pytest.mark.parametrize(
    ("body", "nth", "place"),
    [
        ("One TODO\n", 0, "5:5-9"),
        ("\n\nOne\n\n  two TODO here\n", 0, "9:7-11"),
        ("TODO and TODO\n", 1, "5:10-14"),
        ("same TODO\nsame TODO\n", 1, "6:6-10"),
        ("<!-- TODO\nTODO -->\nOne TODO\n", 0, "7:5-9"),
        ("One <!-- a note --> TODO\n", 0, "5:21-25"),
    ],
)
def test_in_a_markdown_body(tmp_path: Path, body: str, nth: int, place: str) -> None:
    assert place_of(tmp_path, "a.md", f"---\n{HEAD}---\n{body}", "TODO", nth) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("text: One TODO\n", "3:11-15"),
        ('text: "One TODO"\n', "3:12-16"),
        ('text: "a\\tb TODO"\n', "3:13-17"),
        ("text: |\n  One\n\n  two TODO\nlabels: [TODO]\n", "6:7-11"),
        ("text: >-\n  One\n  two TODO\n", "5:7-11"),
        ("text: |\n\n  One\n    TODO\n", "6:5-9"),
    ],
)
def test_in_yaml(tmp_path: Path, text: str, place: str) -> None:
    assert place_of(tmp_path, "a.yaml", HEAD + text, "TODO") == place


def test_what_stands_escaped_in_the_file_stays_at_the_start(tmp_path: Path) -> None:
    content = HEAD + 'text: "a\\u200bb"\nlabels: [x]\n'
    assert place_of(tmp_path, "a.yaml", content, "\u200b") == "3:7-17"


def test_a_file_that_became_shorter_is_no_trouble() -> None:
    from publer_sync.diagnostics import Location

    found = warning("x-y", "Here.", Location("a.md", 9), excerpt=Excerpt("abc", 1, 2))
    assert place_of_value(found, ["one"]) is found
