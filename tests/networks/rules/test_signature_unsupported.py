"""Signatures."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network
from publer_sync.model.post import ResourceNames
from publer_sync.networks.rules import signature_unsupported as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post


@pytest.mark.parametrize(
    ("network", "severity"),
    [(Network.BLUESKY, "warning"), (Network.TWITTER, "warning"), (Network.LINKEDIN, "")],
)
def test_each_network(network: Network, severity: str) -> None:
    signed = a_post(network=network, names=ResourceNames(signature="Shop"))

    assert severities(rule, signed) == severity
    assert severities(rule, a_post(network=network)) == ""


def test_it_says_how_to_do_without() -> None:
    assert found(rule, a_post(network=Network.BLUESKY, names=ResourceNames(signature="Shop"))) == [
        "warning: Publer adds no signatures on Bluesky (publer.com, 2026-08)"
        " -> write `signature: null` under `networks: bluesky:`"
    ]
