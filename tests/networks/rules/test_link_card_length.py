"""Words of link cards."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network
from publer_sync.model.post import Link
from publer_sync.networks.rules import link_card_length as rule
from tests.networks.rules.findings import severities
from tests.support.builders import a_post


def a_card(network: Network, title: str, description: str = "") -> str:
    link = Link(url="https://example.com", title=title, description=description)
    return severities(rule, a_post(network=network, link=link))


@pytest.mark.parametrize("network", [Network.FACEBOOK, Network.LINKEDIN])
def test_both_parts(network: Network) -> None:
    assert a_card(network, title="x" * 100, description="x" * 300) == ""
    assert a_card(network, title="x" * 101, description="x" * 301) == "warning warning"


def test_a_title_is_never_more_than_cut() -> None:
    assert a_card(Network.LINKEDIN, title="x" * 401) == "warning"


def test_where_no_number_is_known() -> None:
    assert a_card(Network.BLUESKY, title="x" * 1_000) == ""
