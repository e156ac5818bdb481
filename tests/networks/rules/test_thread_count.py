"""Posts of a thread."""

from __future__ import annotations

import pytest

from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import Network
from publer_sync.networks.rules import thread_count as rule
from tests.networks.rules.findings import severities
from tests.support.builders import a_post


def a_thread(network: Network, number: int) -> str:
    thread = tuple(Comment(text=str(index)) for index in range(number))
    return severities(rule, a_post(network=network, thread=thread))


@pytest.mark.parametrize("network", [Network.BLUESKY, Network.THREADS])
def test_25_with_or_without_the_opening(network: Network) -> None:
    assert [a_thread(network, number) for number in (24, 25, 26)] == ["", "warning", "error"]


@pytest.mark.parametrize("network", [Network.MASTODON, Network.TWITTER])
def test_where_the_number_is_not_stated_it_only_warns(network: Network) -> None:
    assert [a_thread(network, number) for number in (24, 25, 99)] == ["", "warning", "warning"]


def test_without_threads_another_rule_speaks() -> None:
    assert a_thread(Network.LINKEDIN, 99) == ""
