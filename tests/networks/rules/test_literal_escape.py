r"""Escapes such as `\n` that were typed as two characters."""

from __future__ import annotations

import pytest

from publer_sync.networks.rules import literal_escape as rule
from tests.networks.rules.stray import pieces


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        (r"One\nTwo", r"\n"),
        (r"One\n\nTwo", r"\n"),
        (r"One\r\nTwo", r"\r\n"),
        (r"One\tTwo", r"\t"),
        (r"Caf\u00e9", r"\u00e9"),
        (r"Party \U0001F389", r"\U0001F389"),
        (r"Party \u{1F389}", r"\u{1F389}"),
        (r"Caf\xe9", r"\xe9"),
    ],
)
def test_an_escape_is_found(text: str, piece: str) -> None:
    assert pieces(rule, text) == [piece]


@pytest.mark.parametrize(
    "text",
    [
        "Really a\nnew line and a\ttab",
        r"Open C:\new\table.txt or \\server\news",
        r"¯\_(ツ)_/¯",
        r"$\theta \neq \tau \times \rho$",
        r"\user \xylophone \under",
        r"\\n stands for a backslash and an n",
    ],
)
def test_other_backslashes_are_none(text: str) -> None:
    assert pieces(rule, text) == []
