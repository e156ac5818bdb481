"""Pixels."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import media_dimensions as rule
from tests.networks.rules.findings import a_post_of, found, severities


@pytest.mark.parametrize(
    ("network", "post_type", "width", "height", "severity"),
    [
        (Network.FACEBOOK, PostType.REEL, 540, 960, ""),
        (Network.FACEBOOK, PostType.REEL, 539, 960, "error"),
        (Network.GOOGLE, PostType.PHOTO, 400, 249, "error"),
        (Network.INSTAGRAM, PostType.PHOTO, 1440, 1800, ""),
        (Network.INSTAGRAM, PostType.PHOTO, 1441, 1800, "info"),
        (Network.INSTAGRAM, PostType.PHOTO, 319, 400, "error"),
        (Network.LINKEDIN, PostType.PHOTO, 6000, 6000, ""),
        (Network.LINKEDIN, PostType.PHOTO, 6013, 6013, "error"),
        (Network.MASTODON, PostType.VIDEO, 1920, 1200, ""),
        (Network.MASTODON, PostType.VIDEO, 3840, 2160, "warning"),
        (Network.TELEGRAM, PostType.PHOTO, 5000, 5000, ""),
        (Network.TELEGRAM, PostType.PHOTO, 5000, 5001, "error"),
        (Network.THREADS, PostType.VIDEO, 1921, 1080, "error"),
        (Network.TIKTOK, PostType.PHOTO, 1080, 1920, ""),
        (Network.TIKTOK, PostType.PHOTO, 1081, 1920, "error"),
        (Network.TWITTER, PostType.GIF, 1280, 1080, ""),
        (Network.TWITTER, PostType.GIF, 1281, 1080, "warning"),
        (Network.TWITTER, PostType.GIF, 2049, 1080, "error"),
        (Network.TWITTER, PostType.VIDEO, 4000, 1000, "warning"),
    ],
)
def test_what_fits(
    network: Network, post_type: PostType, width: int, height: int, severity: str
) -> None:
    assert severities(rule, a_post_of(network, post_type, width=width, height=height)) == severity


def test_the_gravest_of_several_is_told() -> None:
    photo = a_post_of(Network.INSTAGRAM, PostType.PHOTO, width=2000, height=100)

    assert found(rule, photo) == [
        "error: A photo post on Instagram takes photos with a height of at least 320 px, this one has"
        " 100 (developers.facebook.com, 2026-10-07) -> make it larger"
    ]
