"""Words that networks treat in a way of their own."""

from __future__ import annotations

import pytest

from publer_sync.networks.markup import cashtags, different_links, hashtags, mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#one and #two", ["#one", "#two"]),
        ("(#one), #été! #日本", ["#one", "#été", "#日本"]),
        ("＃full", ["＃full"]),
        ("#2036 is a number, #week19 is not", ["#week19"]),
        ("see https://example.com/a#part and a#b and x/#y", []),
        ("#one#two", ["#one"]),
        ("##", []),
    ],
)
def test_hashtags(text: str, found: list[str]) -> None:
    assert hashtags(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@ana, @ben_2", ["@ana", "@ben_2"]),
        ("write to ana@example.com", []),
        ("https://example.com/@ana", []),
        ("@", []),
    ],
)
def test_mentions(text: str, found: list[str]) -> None:
    assert mentions(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("$AAPL $brk.b", ["$AAPL", "$brk.b"]), ("$5 US$20 $TOOLONG $$A", [])],
)
def test_cashtags(text: str, found: list[str]) -> None:
    assert cashtags(text) == found


def test_links_that_differ() -> None:
    text = "https://example.com/a https://example.com/b, https://example.com/a example.com"

    assert different_links(text) == ["https://example.com/a", "https://example.com/b"]
