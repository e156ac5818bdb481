"""Hashtags."""

from __future__ import annotations

import pytest

from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import Network
from publer_sync.networks.rules import hashtag_count as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post


def tags(number: int) -> str:
    return " ".join(f"#tag{index}" for index in range(number))


@pytest.mark.parametrize(
    ("network", "number", "severity"),
    [
        (Network.INSTAGRAM, 5, ""),
        (Network.INSTAGRAM, 6, "warning"),
        (Network.INSTAGRAM, 30, "warning"),
        (Network.INSTAGRAM, 31, "error"),
        (Network.THREADS, 1, ""),
        (Network.THREADS, 2, "warning"),
        (Network.YOUTUBE, 60, ""),
        (Network.YOUTUBE, 61, "warning"),
        (Network.LINKEDIN, 500, ""),
    ],
)
def test_how_many(network: Network, number: int, severity: str) -> None:
    assert severities(rule, a_post(network=network, text=tags(number))) == severity


def test_those_of_the_title_count() -> None:
    post = a_post(network=Network.YOUTUBE, title="#baskets", text=tags(60))

    assert severities(rule, post) == "warning"


def test_comments_of_instagram_count_for_themselves() -> None:
    comments = (Comment(text=tags(5)), Comment(text=tags(6)))

    assert found(rule, a_post(network=Network.INSTAGRAM, text=tags(5), comments=comments)) == [
        "warning: Instagram takes up to 5 hashtags for sure, 30 at most, there are 6"
        " (www.ayrshare.com, 2026) -> leave out 1"
    ]
