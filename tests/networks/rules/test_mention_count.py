"""Mentions on Instagram."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.networks.rules import mention_count as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_a_twenty_first() -> None:
    names = " ".join(f"@friend{index}" for index in range(20))

    assert found(rule, a_post(network=Network.INSTAGRAM, text=names)) == []
    assert found(rule, a_post(network=Network.INSTAGRAM, text=f"@ana, {names}")) == [
        "error: Instagram takes up to 20 mentions, there are 21 (developers.facebook.com, 2026-10-07)"
        " -> leave out 1"
    ]


def test_addresses_are_none() -> None:
    addresses = " ".join(f"ana{index}@example.com" for index in range(30))

    assert found(rule, a_post(network=Network.INSTAGRAM, text=addresses)) == []
