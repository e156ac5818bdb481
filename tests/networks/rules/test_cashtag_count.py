"""Cashtags on X."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.networks.rules import cashtag_count as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_a_second_one() -> None:
    assert found(rule, a_post(text="$AAPL or $BRK.B")) == [
        "warning: X takes up to 1 cashtag, there are 2 (github.com, 2026-08-21) -> leave out 1"
    ]


def test_prices_and_variables_are_none() -> None:
    assert found(rule, a_post(text="$AAPL for $5, $300 or US$20 in $PRICES_OF_TODAY")) == []


def test_other_networks_do_not_count_them() -> None:
    assert found(rule, a_post(network=Network.BLUESKY, text="$AAPL $MSFT")) == []
