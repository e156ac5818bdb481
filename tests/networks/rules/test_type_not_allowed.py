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
        " (publer.com, 2026-08-13) -> X takes: status, photo, video, gif, link, poll"
    ]


@pytest.mark.parametrize("kind", [PostType.VIDEO, PostType.LINK])
def test_what_publers_own_pages_disagree_on_is_a_warning(kind: PostType) -> None:
    assert found(rule, a_post(network=Network.GOOGLE, type=kind)) == [
        f"warning: Publer's pages disagree on whether Google Business takes {kind} posts"
        " (publer.com, 2026-08) -> Google Business takes: status, photo, event, offer"
    ]
    (other,) = found(rule, a_post(network=Network.GOOGLE, type=PostType.POLL))
    assert other.startswith("error: ")


@pytest.mark.parametrize(
    ("network", "types"),
    [
        (Network.BLUESKY, "status photo video link"),
        (Network.FACEBOOK, "status photo video gif link carousel reel story"),
        (Network.GOOGLE, "status photo event offer"),
        (Network.INSTAGRAM, "photo video carousel reel story"),
        (Network.LINKEDIN, "status photo video gif link poll document"),
        (Network.MASTODON, "status photo video gif link poll"),
        (Network.PINTEREST, "photo video carousel"),
        (Network.TELEGRAM, "status photo video gif link"),
        (Network.THREADS, "status photo video link"),
        (Network.TIKTOK, "photo video carousel"),
        (Network.TWITTER, "status photo video gif link poll"),
        (Network.WORDPRESS, "article"),
        (Network.YOUTUBE, "video short"),
    ],
)
def test_what_each_network_takes(network: Network, types: str) -> None:
    taken = [kind for kind in PostType if not found(rule, a_post(network=network, type=kind))]

    assert " ".join(taken) == types
