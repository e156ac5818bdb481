"""Watermarks."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.model.post import ResourceNames
from publer_sync.networks.rules import watermark_unsupported as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_tiktok_takes_none() -> None:
    assert found(rule, a_post(network=Network.TIKTOK, names=ResourceNames(watermark="Logo"))) == [
        "error: TikTok takes no watermarks (publer.com, 2026-08)"
        " -> write `watermark: null` under `networks: tiktok:`"
    ]


def test_others_do() -> None:
    assert found(rule, a_post(network=Network.YOUTUBE, names=ResourceNames(watermark="Logo"))) == []
    assert found(rule, a_post(network=Network.TIKTOK)) == []
