"""How long videos are."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import media_duration as rule
from tests.networks.rules.findings import a_post_of, found, severities


@pytest.mark.parametrize(
    ("network", "post_type", "least", "sure", "hard"),
    [
        (Network.BLUESKY, PostType.VIDEO, 1, 180, 600),
        (Network.FACEBOOK, PostType.REEL, 3, 90, 90),
        (Network.FACEBOOK, PostType.STORY, 3, 60, 60),
        (Network.FACEBOOK, PostType.VIDEO, 1, 14_400, 18_000),
        (Network.INSTAGRAM, PostType.REEL, 3, 900, 900),
        (Network.INSTAGRAM, PostType.STORY, 3, 60, 60),
        (Network.INSTAGRAM, PostType.VIDEO, 3, 900, 3_600),
        (Network.LINKEDIN, PostType.VIDEO, 3, 900, 1_800),
        (Network.THREADS, PostType.VIDEO, 1, 300, 300),
        (Network.TIKTOK, PostType.VIDEO, 3, 600, 600),
        (Network.TWITTER, PostType.VIDEO, 0.5, 140, 600),
        (Network.YOUTUBE, PostType.SHORT, 1, 180, 180),
    ],
)
def test_between_what(
    network: Network, post_type: PostType, least: float, sure: float, hard: float
) -> None:
    def judged(seconds: float) -> str:
        return severities(rule, a_post_of(network, post_type, seconds=seconds))

    assert judged(least) == ""
    assert judged(least - 0.1) == "error"
    assert judged(sure) == ""
    assert judged(hard) == ("warning" if hard > sure else "")
    assert judged(hard + 1) == "error"


def test_what_only_some_accounts_may_is_a_remark() -> None:
    assert found(rule, a_post_of(Network.YOUTUBE, PostType.VIDEO, seconds=1_200)) == [
        "info: YouTube takes videos of more than 15 min from some accounts only, this one has 20 min"
        " (developers.google.com, 2026-10-10) -> see what YouTube allows this account"
    ]


def test_what_only_third_parties_say_is_a_warning() -> None:
    carousel = a_post_of(Network.INSTAGRAM, PostType.CAROUSEL, seconds=61)

    assert severities(rule, carousel) == "warning"


def test_a_video_that_is_too_short_shall_be_longer() -> None:
    assert found(rule, a_post_of(Network.FACEBOOK, PostType.REEL, seconds=2)) == [
        "error: A reel post on Facebook takes videos of at least 3 s, this one has 2 s"
        " (developers.facebook.com, 2026-10) -> make it longer"
    ]


def test_the_length_of_a_long_video_is_written_out() -> None:
    assert found(rule, a_post_of(Network.FACEBOOK, PostType.VIDEO, seconds=14_400.5)) == [
        "warning: A video post on Facebook takes videos of up to 240 min for sure, 300 min at most,"
        " this one has 14,400.5 s (publer.com, 2026-08) -> cut it"
    ]
