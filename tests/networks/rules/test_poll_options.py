"""Options of a poll."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Poll
from publer_sync.networks.rules import poll_options as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def a_poll(*options: str, network: Network = Network.TWITTER) -> list[str]:
    poll = Poll(options=options, days=1)
    return found(rule, a_post(network=network, type=PostType.POLL, poll=poll))


@pytest.mark.parametrize(
    ("network", "most"),
    [(Network.LINKEDIN, 30), (Network.MASTODON, 50), (Network.TWITTER, 25)],
)
def test_how_long_each_may_be(network: Network, most: int) -> None:
    assert a_poll("Fig", "x" * most, network=network) == []
    assert len(a_poll("Fig", "x" * (most + 1), network=network)) == 1


def test_how_many() -> None:
    assert a_poll("a") == [
        "error: X takes polls of 2 to 4 options, this one has 1 (docs.x.com, 2026-08-22) -> add 1"
    ]
    assert a_poll(*"abcde") == [
        "error: X takes polls of 2 to 4 options, this one has 5 (docs.x.com, 2026-08-22) -> leave out 1"
    ]


def test_twice_the_same() -> None:
    assert a_poll("Fig", "Plum", "Fig ") == [
        "error: Options 1 and 3 of the poll are the same: Fig -> change one of them"
    ]


def test_an_empty_one() -> None:
    assert a_poll("Fig", " ") == [
        "error: An option of the poll is empty -> write it, or leave it out"
    ]


def test_where_there_are_no_polls_the_type_is_the_finding() -> None:
    assert a_poll("Fig", network=Network.BLUESKY) == []
