"""The length of a text on Mastodon."""

from __future__ import annotations

import pytest

from publer_sync.networks.counting.mastodon import count

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Hello", 5),
        (FAMILY, 1),
        ("e\u0301", 1),
        ("https://example.com/a/very/long/path?with=a&query=too#and-more", 23),
        ("http://a.eu", 23),
        ("example.com/path", 16),
        ("https://example", 15),
        ("See https://example.com/path, then go", 4 + 23 + 9),
        ("(https://example.com/a_(b))", 25),
        ("https://example.com/日本語", 23),
        ("https://example.com/?q=é", 23),
        ("@alice@example.com", 6),
        ("@alice", 6),
        ("Hi @alice.b@social.example.co.uk!", 3 + 8 + 1),
        ("alice@example.com", 17),
        ("@alice@example.com@again", 24),
        ("https://example.com/@alice@example.org", 23),
        ("@a@b.c @d@e.f", 5),
    ],
)
def test_substitution(text: str, length: int) -> None:
    assert count(text) == length


def test_the_content_warning_counts_as_it_is_written() -> None:
    assert count("Hello", warning="spoiler") == 12
    assert count("Hello", warning="https://example.com/") == 25


def test_the_examples_of_its_own_tests() -> None:
    assert count("a" * 476 + " http://" + "b" * 30 + ".com/example") == 500
    assert count("a" * 475 + " @alice@" + "b" * 30 + ".com") == 482
