"""Titles at and over their limits."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import title_length as rule
from tests.networks.rules.findings import severities
from tests.support.builders import a_post


def a_title(network: Network, post_type: PostType, length: int) -> str:
    return severities(rule, a_post(network=network, type=post_type, title="x" * length))


@pytest.mark.parametrize(
    ("network", "post_type", "most", "severity"),
    [
        (Network.FACEBOOK, PostType.REEL, 100, "warning"),
        (Network.LINKEDIN, PostType.DOCUMENT, 100, "warning"),
        (Network.PINTEREST, PostType.PHOTO, 100, "error"),
        (Network.TIKTOK, PostType.PHOTO, 90, "error"),
        (Network.WORDPRESS, PostType.ARTICLE, 100, "warning"),
        (Network.YOUTUBE, PostType.SHORT, 100, "error"),
    ],
)
def test_each_network(network: Network, post_type: PostType, most: int, severity: str) -> None:
    assert a_title(network, post_type, most) == ""
    assert a_title(network, post_type, most + 1) == severity


def test_a_title_that_is_only_cut_is_never_an_error() -> None:
    assert a_title(Network.FACEBOOK, PostType.VIDEO, 256) == "warning"


def test_types_that_show_no_title() -> None:
    assert a_title(Network.TIKTOK, PostType.VIDEO, 91) == ""
    assert a_title(Network.GOOGLE, PostType.PHOTO, 1_000) == ""


def test_emoji_count_as_networks_are_likely_to() -> None:
    post = a_post(network=Network.YOUTUBE, type=PostType.VIDEO, title="\U0001f9fa" * 51)

    assert severities(rule, post) == "error"
