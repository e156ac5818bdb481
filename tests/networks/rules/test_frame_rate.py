"""Frames in a second."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import frame_rate as rule
from tests.networks.rules.findings import a_post_of, found, severities


@pytest.mark.parametrize(
    ("network", "post_type", "least", "most"),
    [
        (Network.FACEBOOK, PostType.REEL, 24, 60),
        (Network.INSTAGRAM, PostType.REEL, 23, 60),
        (Network.MASTODON, PostType.VIDEO, None, 120),
        (Network.THREADS, PostType.VIDEO, 23, 60),
        (Network.TIKTOK, PostType.VIDEO, 23, 60),
        (Network.TWITTER, PostType.VIDEO, None, 60),
    ],
)
def test_between_what(network: Network, post_type: PostType, least: int | None, most: int) -> None:
    def judged(fps: float) -> str:
        return severities(rule, a_post_of(network, post_type, fps=fps))

    assert judged(most) == ""
    assert judged(most + 1) == "error"
    assert judged(least or 1) == ""
    assert judged((least or 2) - 1) == ("error" if least else "")


def test_the_rates_of_television_are_meant_by_whole_numbers() -> None:
    assert found(rule, a_post_of(Network.FACEBOOK, PostType.REEL, fps=23.976)) == []
    assert found(rule, a_post_of(Network.TWITTER, PostType.VIDEO, fps=60.01)) == []
