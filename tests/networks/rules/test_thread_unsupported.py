"""Where threads are."""

from __future__ import annotations

import pytest

from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import NETWORKS, Network
from publer_sync.networks.rules import thread_unsupported as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post

THREAD = (Comment(text="More"),)
WITH_THREADS = {Network.BLUESKY, Network.MASTODON, Network.THREADS, Network.TWITTER}


@pytest.mark.parametrize("network", NETWORKS)
def test_each_network(network: Network) -> None:
    expected = "" if network in WITH_THREADS else "error"

    assert severities(rule, a_post(network=network, thread=THREAD)) == expected
    assert severities(rule, a_post(network=network)) == ""


def test_it_says_what_to_do() -> None:
    assert found(rule, a_post(network=Network.LINKEDIN, thread=THREAD)) == [
        "error: Publer makes no threads on LinkedIn (publer.com, 2026-08)"
        " -> leave out `thread:` there, or use `comments:`"
    ]
