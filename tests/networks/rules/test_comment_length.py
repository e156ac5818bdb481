"""Comments and threads at and over their limits."""

from __future__ import annotations

import pytest

from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import Network
from publer_sync.networks.rules import comment_length as rule
from tests.networks.rules.findings import severities
from tests.support.builders import a_post


def said(network: Network, length: int, *, in_thread: bool = False) -> str:
    comment = (Comment(text="x" * length),)
    post = a_post(network=network, **{"thread" if in_thread else "comments": comment})
    return severities(rule, post)


@pytest.mark.parametrize(
    ("network", "most", "severity"),
    [
        (Network.FACEBOOK, 8_000, "warning"),
        (Network.INSTAGRAM, 2_200, "error"),
        (Network.LINKEDIN, 1_250, "error"),
        (Network.YOUTUBE, 10_000, "warning"),
    ],
)
def test_comments(network: Network, most: int, severity: str) -> None:
    assert said(network, most) in {"", "warning" if network is Network.INSTAGRAM else ""}
    assert said(network, most + 1) == severity


@pytest.mark.parametrize(
    ("network", "most"),
    [
        (Network.BLUESKY, 300),
        (Network.MASTODON, 500),
        (Network.THREADS, 500),
        (Network.TWITTER, 280),
    ],
)
def test_threads(network: Network, most: int) -> None:
    assert said(network, most, in_thread=True) == ""
    assert said(network, most + 1, in_thread=True) == "error"


def test_a_network_without_comments_has_another_finding() -> None:
    assert said(Network.PINTEREST, 100_000) == ""
