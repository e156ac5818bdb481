"""Bodies: sections, dropped comments, and lines that stay right."""

from __future__ import annotations

import time

import pytest

from publer_sync.content.body import Body, BodyText, read_body
from publer_sync.diagnostics import Diagnostic
from publer_sync.model.network import Network


def read(body: str) -> Body:
    found: list[Diagnostic] = []
    result = read_body(body, "a.md", 1, found)
    assert not found
    return result


def problems(body: str) -> list[str]:
    found: list[Diagnostic] = []
    read_body(body, "a.md", 1, found)
    assert all(one.hint for one in found)
    return [
        f"{one.location.line}:{one.location.column} {one.rule}: {one.message}"
        for one in found
        if one.location
    ]


def test_the_text_is_trimmed_and_knows_its_first_line() -> None:
    assert read("\n\n  Hello.\n\nSecond.  \n\n").main == BodyText("Hello.\n\nSecond.", 3)


def test_a_section_is_the_text_of_its_networks() -> None:
    body = read(
        "For all.\n\n<!-- publer: twitter, bluesky -->\n\nShort.\n\n<!--publer:linkedin-->\nLong.\n"
    )
    assert body.main == BodyText("For all.", 1)
    assert body.sections == {
        Network.TWITTER: BodyText("Short.", 5),
        Network.BLUESKY: BodyText("Short.", 5),
        Network.LINKEDIN: BodyText("Long.", 8),
    }


def test_a_body_may_be_sections_only() -> None:
    body = read("<!-- publer: twitter -->\nShort.")
    assert body.main.text == ""
    assert body.sections[Network.TWITTER].text == "Short."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("One.\n\n<!-- note -->\n\nTwo.", "One.\n\nTwo."),
        ("One.\n<!-- note -->\nTwo.", "One.\nTwo."),
        ("One.\n\n<!-- a\nlong\n\nnote -->\n\nTwo.", "One.\n\nTwo."),
        ("<!-- a -->\n<!-- b -->\n\nOne.", "One."),
        ("One.\n\n<!-- a --> <!-- b -->\n\n<!-- c -->\n\nTwo.", "One.\n\nTwo."),
        ("One <!-- note --> two.", "One two."),
        ("One.<!-- note -->", "One."),
        ("<!-- note --> One.", "One."),
        ("One\n<!-- x --> two", "One\ntwo"),
        ("One.  \nTwo.", "One.  \nTwo."),
        ("One.\n\n\n\nTwo.", "One.\n\n\n\nTwo."),
        ("a --> b", "a --> b"),
        ("```\n<!-- kept -->\n```\n<!-- dropped -->", "```\n<!-- kept -->\n```"),
        ("~~~html\n<!-- publer: twitter -->\n~~~", "~~~html\n<!-- publer: twitter -->\n~~~"),
        ("```\nnever closed <!-- dropped -->", "```\nnever closed"),
        ("<!-- ```\n-->\n<!-- dropped -->\nOne.", "One."),
    ],
)
def test_comments_are_dropped_without_a_trace(body: str, text: str) -> None:
    assert read(body).main.text == text


def test_the_first_line_is_that_of_the_text_not_of_a_comment() -> None:
    assert read("<!-- a\nnote -->\n\nHello.").main.line == 4


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hi.\n<!-- publer: x -->\nYo.", ["2:14 unknown-network: there is no network `x`"]),
        (
            "<!-- publer: twitter, facebok,nix -->",
            [
                "1:23 unknown-network: there is no network `facebok`",
                "1:31 unknown-network: there is no network `nix`",
            ],
        ),
        ("<!-- publer: -->\nHi.", ["1:1 body-section: a section names no network"]),
        ("Hi <!-- publer: twitter -->", ["1:4 body-section: a section mark inside a text"]),
        ("<!-- publer:\ntwitter -->", ["1:1 body-section: a section mark inside a text"]),
        ("Hi.\n\n<!-- note", ["3:1 body-section: a comment is never closed"]),
        (
            "<!-- publer: twitter -->\nA\n<!-- publer: twitter -->\nB",
            ["3:1 body-section: there is a second text for twitter"],
        ),
    ],
)
def test_problems(body: str, expected: list[str]) -> None:
    assert problems(body) == expected


@pytest.mark.parametrize(
    "piece", ["<!---->", "```a\n", "<!-- publer: twitter -->", "<!-- publer: twitter -->\n", "<!--"]
)
def test_a_large_hostile_body_takes_no_time(piece: str) -> None:
    started = time.perf_counter()
    read_body(piece * (400_000 // len(piece)), "a.md", 1, [])
    assert time.perf_counter() - started < 3
