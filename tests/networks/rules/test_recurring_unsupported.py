"""Series of posts."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network
from publer_sync.model.schedule import Recurring, Repeat
from publer_sync.networks.rules import recurring_unsupported as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import MORNING, a_post

SERIES = Recurring(since=MORNING, repeat=Repeat.DAILY)


@pytest.mark.parametrize("network", [Network.YOUTUBE, Network.TIKTOK, Network.WORDPRESS])
def test_where_there_are_none(network: Network) -> None:
    assert severities(rule, a_post(network=network, schedule=SERIES)) == "error"


def test_tiktok_forbids_them() -> None:
    assert found(rule, a_post(network=Network.TIKTOK, schedule=SERIES)) == [
        "error: Publer repeats no posts on TikTok (publer.com, 2026-08)"
        " -> write an entry for each time"
    ]


def test_elsewhere_and_for_single_posts_nothing_is_said() -> None:
    assert found(rule, a_post(network=Network.FACEBOOK, schedule=SERIES)) == []
    assert found(rule, a_post(network=Network.TIKTOK)) == []
