"""Text in a wrong encoding."""

from __future__ import annotations

import pytest

from publer_sync.config.project import Policy
from publer_sync.networks.rules import wrong_encoding as rule
from tests.networks.rules.stray import pieces
from tests.support.builders import a_post


def as_windows_1252(text: str) -> str:
    """A text in UTF-8 as a program shows it that takes it for Windows-1252."""
    each = (bytes([byte]) for byte in text.encode())
    return "".join(byte.decode("cp1252", "ignore") or byte.decode("latin-1") for byte in each)


@pytest.mark.parametrize("meant", [*"éäßà°£’“–…€→✓🎉", "привет"])
def test_text_in_a_wrong_encoding_is_found_and_mended(meant: str) -> None:
    mangled = as_windows_1252(meant)
    (found,) = rule.check(a_post(text=f"Hello {mangled} world"), Policy())
    assert found.hint == f"it was probably `{meant}`"


@pytest.mark.parametrize(
    "text",
    [
        "Café, naïve, «CAFÉ», Ångström, HÄ…, IRMÃ, MAÇÃ», Â propos, pâte, ÐIĐ, ¿Qué?",
        "IRMÃ! ÂME « PÂTÉ »",
        "Zażółć gęślą jaźń",
    ],
)
def test_letters_with_accents_are_none(text: str) -> None:
    assert pieces(rule, text) == []


def test_a_lost_character_is_found() -> None:
    (found,) = rule.check(a_post(text="Caf\ufffd"), Policy())
    assert (found.message, found.hint) == (
        "a character was lost and became U+FFFD",
        "type again what was meant",
    )
