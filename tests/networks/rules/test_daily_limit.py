"""Posts in any 24 hours."""

from __future__ import annotations

from datetime import timedelta

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post
from publer_sync.model.schedule import NoTime, PublishMode
from publer_sync.networks.rules import daily_limit as rule
from tests.networks.rules.findings import found_among
from tests.support.builders import MORNING, a_post, an_account


def posts(
    number: int, network: Network = Network.YOUTUBE, hours: float = 1, **overrides: object
) -> list[Post]:
    return [
        a_post(
            network=network,
            entry=f"post-{index:03}",
            scheduled_at=MORNING + index * timedelta(hours=hours),
            **overrides,
        )
        for index in range(number)
    ]


def test_the_sixteenth_video_of_a_day() -> None:
    assert found_among(rule, posts(16)) == [
        (
            "post-015@shop-youtube",
            "warning: This is post number 16 of shop-youtube within 24 hours, and Publer, even on its"
            " business plan, takes 15 (publer.com, 2026-08-13) -> move it to another day",
        )
    ]


def test_any_24_hours_count_not_those_of_the_calendar() -> None:
    assert found_among(rule, posts(40, hours=24 / 15)) == []
    assert len(found_among(rule, posts(40, hours=24 / 16))) == 25


def test_each_account_for_itself() -> None:
    account = an_account(Network.YOUTUBE, alias="other")

    assert found_among(rule, [*posts(10), *posts(10, account=account)]) == []


def test_stories_have_a_limit_of_their_own() -> None:
    stories = posts(25, Network.INSTAGRAM, hours=0.5, type=PostType.STORY)

    assert found_among(rule, [*posts(23, Network.INSTAGRAM), *stories]) == []


def test_what_a_network_typically_takes_is_minded() -> None:
    (found,) = found_among(rule, posts(16, Network.TIKTOK))

    assert "TikTok, typically, takes 15" in found[1]


def test_drafts_and_posts_without_a_minute_do_not_count() -> None:
    assert found_among(rule, posts(16, standing=PublishMode.DRAFT)) == []
    assert found_among(rule, posts(16, schedule=NoTime())) == []
