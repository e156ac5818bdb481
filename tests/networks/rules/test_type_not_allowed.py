"""Types of post and the networks that take them."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import type_not_allowed as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_it_names_the_type_and_lists_what_the_network_takes() -> None:
    post = a_post(network=Network.TWITTER, type=PostType.CAROUSEL)

    assert found(rule, post) == [
        "error: X takes no carousel posts through Publer"
        " -> X takes: status, photo, video, gif, link"
    ]


def test_a_network_without_any_supported_type_is_left_out() -> None:
    post = a_post(network=Network.WORDPRESS)

    assert found(rule, post) == [
        "error: WordPress takes no status posts through Publer"
        " -> leave out accounts of WordPress: it takes no type of post that is supported yet"
    ]


@pytest.mark.parametrize(
    ("network", "types"),
    [
        (Network.BLUESKY, "status photo video link"),
        (Network.FACEBOOK, "status photo video gif link carousel"),
        (Network.GOOGLE, "status photo"),
        (Network.INSTAGRAM, "photo video carousel"),
        (Network.LINKEDIN, "status photo video gif link"),
        (Network.MASTODON, "status photo video gif link"),
        (Network.PINTEREST, "photo video carousel"),
        (Network.TELEGRAM, "status photo video gif link"),
        (Network.THREADS, "status photo video link"),
        (Network.TIKTOK, "photo video carousel"),
        (Network.TWITTER, "status photo video gif link"),
        (Network.WORDPRESS, ""),
        (Network.YOUTUBE, "video"),
    ],
)
def test_what_each_network_takes(network: Network, types: str) -> None:
    taken = [kind for kind in PostType if not found(rule, a_post(network=network, type=kind))]

    assert " ".join(taken) == types
