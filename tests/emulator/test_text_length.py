"""How networks count a text."""

import unicodedata

import pytest

from publer_sync.emulator.rules.networks import text_length
from publer_sync.emulator.rules.x_counting import links, x_length
from tests.networks.conformance import vectors


@pytest.mark.parametrize(
    ("network", "text", "length"),
    [
        ("twitter", "hello", 5),
        ("twitter", "日本", 4),
        ("twitter", "a https://example.com/a/very/long/path b", 27),
        ("twitter", "see example.com", 27),
        ("twitter", "\U0001f468\u200d\U0001f469\u200d\U0001f467", 2),
        ("twitter", "x" * 260 + " see usegalaxy.eu", 288),
        ("twitter", "y" * 250 + " see www.a.museum/long/path", 278),
        ("twitter", "t.co or пример.рф or 例子.中国", 49),
        ("twitter", "http://пример.рф:8080/a?b=1#c", 23),
        ("twitter", "ana@shop.eu @shop.eu #shop.eu shop.euro", 39),
        ("twitter", "shop.eu, (shop.museum) and xn--e1afmkfd.xn--p1ai.", 79),
        ("twitter", "e\u0301", 1),
        ("twitter", "1\ufe0f\u20e3 \xa9\ufe0f \u2600 \U0001f44d\U0001f3fd", 11),
        ("twitter", "\U0001f1ee\U0001f1f9", 2),
        ("mastodon", "Hi @ana@example.social and @ben", 16),
        ("mastodon", "ana@example.social", 18),
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


def test_a_mention_can_count_in_full() -> None:
    assert text_length("mastodon", "@ana@example.social", full_mentions=True) == 19


@pytest.mark.parametrize(("text", "expected"), vectors.links())
def test_links_on_x_are_those_of_twitter_text(text: str, expected: list[str]) -> None:
    text = unicodedata.normalize("NFC", text)
    assert [text[start:end] for start, end in links(text)] == expected


@pytest.mark.parametrize(("text", "length"), vectors.weighted())
def test_the_length_on_x_is_that_of_twitter_text(text: str, length: int) -> None:
    assert x_length(text) == length


@pytest.mark.parametrize("ending", ["com", "eu", "museum", "xn--p1ai", "рф", "中国", "photography"])
def test_every_kind_of_top_level_domain_makes_a_link(ending: str) -> None:
    assert list(links(f"shop.{ending}")) == [(0, len(ending) + 5)]
    assert list(links(f"https://shop.{ending}")) == [(0, len(ending) + 13)]


@pytest.mark.parametrize(
    "text", ["a." * 2_000, "\u8a9e" * 4_000 + ".", "http://x.com/" + "(" * 4_000]
)
def test_hostile_texts_are_counted(text: str) -> None:
    assert x_length(text) > 1_000
