"""Posts per day."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network
from publer_sync.networks.limits.daily import daily_limit


@pytest.mark.parametrize(
    ("network", "free", "professional", "business"),
    [
        (Network.BLUESKY, 25, 50, 100),
        (Network.FACEBOOK, 12, 24, 36),
        (Network.GOOGLE, 5, 10, 15),
        (Network.INSTAGRAM, 15, 20, 25),
        (Network.MASTODON, 25, 50, 100),
        (Network.PINTEREST, 12, 24, 36),
        (Network.TELEGRAM, 5, 10, 15),
        (Network.THREADS, 150, 200, 250),
        (Network.TIKTOK, 15, 20, 25),
        (Network.TWITTER, 25, 50, 100),
        (Network.WORDPRESS, 12, 18, 24),
        (Network.YOUTUBE, 5, 10, 15),
    ],
)
def test_by_plan(network: Network, free: int, professional: int, business: int) -> None:
    plans = ("free", "professional", "business")

    assert [daily_limit(network, None, plan) for plan in plans] == [free, professional, business]


@pytest.mark.parametrize(
    ("account_type", "limit"), [("in_profile", 14), ("in_page", 24), (None, 14), ("new", 14)]
)
def test_linkedin_tells_profiles_from_pages(account_type: str | None, limit: int) -> None:
    assert daily_limit(Network.LINKEDIN, account_type, "business") == limit


@pytest.mark.parametrize("plan", [None, "enterprise", "something new"])
def test_a_plan_that_is_not_listed_counts_as_business(plan: str | None) -> None:
    assert daily_limit(Network.TWITTER, None, plan) == 100
