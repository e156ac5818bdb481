"""Media files whose content is not what their name says."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.media import MediaFacts
from publer_sync.networks.rules import media_misnamed as rule
from tests.support.builders import a_medium, a_post


def said(name: str, **facts: Any) -> list[str]:
    medium = a_medium(file=f"media/{name}", facts=MediaFacts(bytes=1, **facts))
    return [f"{f.message} -> {f.hint}" for f in rule.check(a_post(media=(medium,)), Policy())]


def test_both_names_are_said() -> None:
    assert said("box.png", format="jpeg") == [
        "`media/box.png` is named png, but its content is JPEG"
        " -> name it `.jpg` where that is taken, or convert it to png"
    ]


def test_a_web_page_that_was_saved_as_a_picture() -> None:
    assert said("box.jpg", format="html") == [
        "`media/box.jpg` is named jpg, but its content is a web page"
        " -> this is mostly a page that was saved in place of the file; get the file itself"
    ]


@pytest.mark.parametrize(
    ("name", "format_", "what", "hint"),
    [
        ("logo.png", "svg", "an SVG drawing", "export it as a PNG"),
        ("box.jpg", "text", "plain text", "open it in an editor"),
        ("prices.docx", "zip", "a ZIP archive that holds no document", "unpack it"),
        ("box.jpg", "heic", "HEIC", "convert it to jpg"),
        ("film.mp4", "matroska", "a Matroska film", "convert it to mp4"),
        ("box.png", "webp", "WEBP", "name it `.webp`"),
    ],
)
def test_each_gets_its_own_hint(name: str, format_: str, what: str, hint: str) -> None:
    (found,) = said(name, format=format_)
    message, _, advice = found.partition(" -> ")
    assert message.endswith(f"but its content is {what}")
    assert hint in advice


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.jpg", "jpeg"),
        ("a.JPEG", "jpeg"),
        ("a.png", "png"),
        ("a.gif", "gif"),
        ("a.mp4", "mov"),
        ("a.mov", "mp4"),
        ("a.m4v", "mp4"),
        ("a.webm", "webm"),
        ("a.pdf", "pdf"),
        ("a.pptx", "pptx"),
    ],
)
def test_names_that_are_right(name: str, format_: str) -> None:
    assert said(name, format=format_) == []


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.webp", "png"),
        ("a.webm", "matroska"),
        ("a.mp4", "webm"),
        ("a.doc", "docx"),
        ("a.docx", "zip"),
    ],
)
def test_names_that_are_wrong(name: str, format_: str) -> None:
    assert len(said(name, format=format_)) == 1


def test_a_file_with_a_problem_is_another_rules_finding() -> None:
    assert said("a.png", format="jpeg", problem="the file is cut off") == []


def test_what_was_not_looked_into_is_not_judged() -> None:
    assert list(rule.check(a_post(media=(a_medium(),)), Policy())) == []
    assert said("a.png") == []
