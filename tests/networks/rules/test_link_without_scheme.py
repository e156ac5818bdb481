"""Addresses that would be no links."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network
from publer_sync.networks.rules import link_without_scheme as rule
from tests.networks.rules.stray import pieces


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("See www.example.com for more", "www.example.com"),
        ("See example.com/sale.", "example.com/sale"),
        ("https://example.com/a and example.org/b", "example.org/b"),
        ("Cafe\u0301: example.com/sale", "example.com/sale"),
    ],
)
def test_an_address_is_found(text: str, piece: str) -> None:
    assert pieces(rule, text) == [piece]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.com/sale",
        "Booking.com is a name",
        "mail ana@example.com/now",
        "and/or, 24/7, ftp://example.com/x, docs/read.me/first",
        "See example.com/",
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert pieces(rule, text) == []


@pytest.mark.parametrize("network", [Network.TWITTER, Network.INSTAGRAM, Network.TIKTOK])
def test_it_is_silent_where_the_scheme_changes_nothing(network: Network) -> None:
    assert pieces(rule, "See example.com/sale", network=network) == []
