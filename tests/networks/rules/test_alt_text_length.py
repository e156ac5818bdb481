"""Alt texts at and over their limits."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import alt_text_length as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_medium, a_post


def a_picture(network: Network, length: int, post_type: PostType = PostType.PHOTO) -> str:
    medium = a_medium(alt="x" * length)
    return severities(rule, a_post(network=network, type=post_type, media=(medium,)))


@pytest.mark.parametrize(
    ("network", "most"),
    [
        (Network.BLUESKY, 2_000),
        (Network.INSTAGRAM, 1_000),
        (Network.LINKEDIN, 4_086),
        (Network.MASTODON, 1_500),
        (Network.PINTEREST, 500),
        (Network.THREADS, 1_000),
        (Network.TWITTER, 1_000),
    ],
)
def test_up_to_where_it_is_no_error(network: Network, most: int) -> None:
    assert a_picture(network, most) in {"", "warning"}
    assert a_picture(network, most + 1) == "error"


def test_a_network_that_publishes_no_number() -> None:
    assert a_picture(Network.FACEBOOK, 100_000) == ""


def test_stories_of_instagram_show_none() -> None:
    assert a_picture(Network.INSTAGRAM, 1_001, PostType.STORY) == ""


def test_it_says_how_much_to_cut() -> None:
    medium = a_medium(alt="x" * 1_003)

    assert found(rule, a_post(type=PostType.PHOTO, media=(medium,))) == [
        "error: X takes alt texts of up to 1,000 characters, this one has 1,003 (UTF-16 units, so most"
        " emoji count 2 or more; docs.x.com, 2026-08-22) -> cut at least 3 characters"
    ]
