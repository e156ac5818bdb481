"""Who may see a post."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import privacy_required as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_tiktok_has_no_default() -> None:
    assert found(rule, a_post(network=Network.TIKTOK, type=PostType.VIDEO)) == [
        "error: A video post on TikTok must say who may see it: there is no default"
        " (publer.com, 2026-08-13)"
        " -> write `privacy: public` (or friends, followers, private) under `networks: tiktok:`"
    ]


def test_it_is_said() -> None:
    post = a_post(network=Network.TIKTOK, type=PostType.VIDEO, options={"privacy": "friends"})

    assert found(rule, post) == []


def test_youtube_has_one() -> None:
    assert found(rule, a_post(network=Network.YOUTUBE, type=PostType.VIDEO)) == []
