"""Cards of a link carousel."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Link, Post
from publer_sync.networks.rules import link_cards as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_medium, a_post


def cards(number: int, **overrides: object) -> tuple[Link, ...]:
    given = {"title": "A", "description": "B", "image": a_medium(), **overrides}
    return tuple(Link(url=f"https://example.com/{n}", **given) for n in range(number))  # type: ignore[arg-type]


def carousel(links: tuple[Link, ...]) -> Post:
    return a_post(network=Network.FACEBOOK, type=PostType.CAROUSEL, sublinks=links)


@pytest.mark.parametrize(
    ("number", "severity"),
    [(0, "error"), (1, "error"), (2, ""), (5, ""), (6, "info"), (10, "info"), (11, "error")],
)
def test_how_many(number: int, severity: str) -> None:
    assert severities(rule, carousel(cards(number))) == severity


def test_what_each_needs() -> None:
    incomplete = cards(1, title=None, image=None)

    assert found(rule, carousel(cards(1) + incomplete)) == [
        "error: A card of a link carousel needs a title and a picture (publer.com, 2026-08)"
        " -> add `title:`, `image:` to this card"
    ]


def test_a_carousel_of_pictures_has_no_cards() -> None:
    assert found(rule, a_post(network=Network.INSTAGRAM, type=PostType.CAROUSEL)) == []
