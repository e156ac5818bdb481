"""Days of a poll."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Poll
from publer_sync.networks.rules import poll_duration as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post


def a_poll(network: Network, days: int | None) -> str:
    poll = Poll(options=("Fig", "Plum"), days=days, question="Which?")
    return severities(rule, a_post(network=network, type=PostType.POLL, poll=poll))


@pytest.mark.parametrize("network", [Network.TWITTER, Network.MASTODON])
def test_one_to_seven(network: Network) -> None:
    assert [a_poll(network, days) for days in (0, 1, 7, 8)] == ["error", "", "", "error"]


def test_some_numbers_on_linkedin() -> None:
    fine = [days for days in range(20) if not a_poll(Network.LINKEDIN, days)]

    assert fine == [1, 3, 7, 14]


def test_it_must_be_said() -> None:
    post = a_post(type=PostType.POLL, poll=Poll(options=("Fig", "Plum")))

    assert found(rule, post) == [
        "error: X takes polls of 1 to 7 days, this one does not say (docs.x.com, 2026-08-22)"
        " -> write `days:` with 1 to 7 under `poll:`"
    ]
