"""How networks count a text."""

import pytest

from publer_sync.emulator.text_length import text_length


@pytest.mark.parametrize(
    ("network", "text", "length"),
    [
        ("twitter", "hello", 5),
        ("twitter", "日本", 4),
        ("twitter", "a https://example.com/a/very/long/path b", 27),
        ("twitter", "see example.com", 27),
        ("twitter", "\U0001f468\u200d\U0001f469\u200d\U0001f467", 2),
        ("mastodon", "https://example.com/a/very/long/path", 23),
        ("bluesky", "\U0001f1ee\U0001f1f9\U0001f1eb\U0001f1f7", 2),
        ("bluesky", "e\u0301\U0001f44d\U0001f3fd", 2),
        ("youtube", "è", 2),
        ("facebook", "\U0001f337", 2),
        ("facebook", "\ud800", 1),
    ],
)
def test_the_length_of_a_text(network: str, text: str, length: int) -> None:
    assert text_length(network, text) == length
