"""Invisible characters, and the many that a text needs."""

from __future__ import annotations

import pytest

from publer_sync.config.project import Policy
from publer_sync.networks.rules import invisible_characters as rule
from tests.networks.rules.stray import pieces
from tests.support.builders import a_post


@pytest.mark.parametrize(
    "character",
    "\u200b\ufeff\xad\u2060\u202e\u202a\u2066\u200e\u200d\u200c\u2028\x07\x85\u2063\ufe0f\U000e0041",
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_a_stray_character_is_found(character: str) -> None:
    assert pieces(rule, f"Hello{character} world") == [character]


@pytest.mark.parametrize(
    "text",
    [
        "Plain text,\nwith lines\tand tabs",
        "Schön, naïve, 日本語, Ελλάδα, a\u0301",
        "👩\u200d👧\u200d👦 👍🏽 ❤\ufe0f \U0001f3f3\ufe0f\u200d\U0001f308 1\ufe0f\u20e3 👁\ufe0f\u200d🗨\ufe0f",
        "👩🏽\u200d🚀",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "क्\u200dष",
        "שלום\u200f! \u2066ABC\u2069",
        "สวัสดี\u200bครับ",
        "non\xa0breaking « guillemets\u202f»",
    ],
)
def test_what_a_text_needs_is_none(text: str) -> None:
    assert pieces(rule, text) == []


def test_an_override_of_direction_is_stray_in_every_script() -> None:
    assert pieces(rule, "שלום \u202eabc") == ["\u202e"]


def test_it_is_called_by_its_name() -> None:
    (found,) = rule.check(a_post(text="a\u200bb"), Policy())
    assert found.message == "invisible character U+200B (zero width space)"
