"""Counting by characters: the length of a text on Threads."""

from __future__ import annotations

import pytest

from publer_sync.networks.counting.characters import threads as count


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Hello", 5),
        ("日本語", 3),
        ("e\u0301", 1),
        ("\U0001f600", 4),
        ("Hi \U0001f600!", 8),
        ("\u2615", 3),
        ("\u2764\ufe0f", 6),
        ("\U0001f1ee\U0001f1f9", 8),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", 18),
        ("1\ufe0f\u20e3", 7),
        ("1", 1),
        ("©", 1),
    ],
)
def test_emoji_cost_their_bytes(text: str, length: int) -> None:
    assert count(text) == length
