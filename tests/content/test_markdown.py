"""Front matter: where it starts and ends, whatever stands around it."""

from __future__ import annotations

import pytest

from publer_sync.content.markdown import MarkdownParts, split
from publer_sync.diagnostics import Diagnostic


@pytest.mark.parametrize(
    ("text", "matter_line", "body_line"),
    [
        ("---\nid: x\n---\nHello.", 1, 3),
        ("\n\n---\nid: x\n---\nHello.", 3, 5),
        ("---\n\n\nid: x\n---\n\n\nHello.", 3, 7),
        ("-----  \nid: x\n---\nHello.", 1, 3),
        ("---\nid: x\n---\nHello.\n---\nMore.", 1, 3),
        ("---\n---\nHello.", 1, 2),
    ],
)
def test_lines_are_those_of_the_file(text: str, matter_line: int, body_line: int) -> None:
    parts = split(text, "a.md")
    assert isinstance(parts, MarkdownParts)
    lines = text.split("\n")
    assert parts.body.split("\n")[-1] == lines[-1]
    assert (parts.matter_line, parts.body_line) == (matter_line, body_line)
    if "id" in parts.matter:
        at = parts.matter.split("\n").index("id: x")
        assert lines[parts.matter_line - 1 + at] == "id: x"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Hello.", 1, "the file has no front matter"),
        ("", 1, "the file has no front matter"),
        ("\n\n--- # x\nid: x\n---\n", 3, "the file has no front matter"),
        ("---\nid: x\nHello.", 1, "the front matter is never closed"),
        ("\n---\nid: x", 2, "the front matter is never closed"),
    ],
)
def test_fences_that_are_missing(text: str, line: int, message: str) -> None:
    found = split(text, "a.md")
    assert isinstance(found, Diagnostic) and found.location
    assert (found.rule, found.location.line, found.message) == ("front-matter", line, message)
    assert found.hint
