"""Paid content that is private."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import privacy_conflict as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_on_tiktok() -> None:
    options = {"privacy": "private", "paid": True}
    post = a_post(network=Network.TIKTOK, type=PostType.VIDEO, options=options)

    assert found(rule, post) == [
        "error: TikTok takes no paid partnership that is private (developers.tiktok.com, 2026-09-06)"
        " -> choose another `privacy:`, or leave out `paid:`"
    ]


def test_one_of_the_two_is_fine() -> None:
    for options in ({"privacy": "private"}, {"privacy": "public", "paid": True}):
        post = a_post(network=Network.TIKTOK, type=PostType.VIDEO, options=options)
        assert found(rule, post) == []
