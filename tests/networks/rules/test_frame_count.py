"""Frames of a GIF."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import frame_count as rule
from tests.networks.rules.findings import a_post_of, found, severities


@pytest.mark.parametrize(("network", "most"), [(Network.LINKEDIN, 250), (Network.TWITTER, 350)])
def test_how_many(network: Network, most: int) -> None:
    assert severities(rule, a_post_of(network, PostType.GIF, frames=most)) == ""
    assert severities(rule, a_post_of(network, PostType.GIF, frames=most + 1)) == "error"


def test_many_frames_may_be_too_many_pixels() -> None:
    gif = a_post_of(Network.TWITTER, PostType.GIF, frames=301, width=1000, height=1000)

    assert found(rule, gif) == [
        "error: A gif post on X takes GIFs of up to 300,000,000 pixels in all frames, this one has"
        " 301,000,000 (docs.x.com, 2026-08-22) -> leave out frames, or post it as a video"
    ]


def test_networks_that_say_nothing() -> None:
    assert severities(rule, a_post_of(Network.TELEGRAM, PostType.GIF, frames=5_000)) == ""
