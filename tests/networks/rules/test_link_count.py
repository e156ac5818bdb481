"""Links in a text on Threads."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.model.post import Link
from publer_sync.networks.rules import link_count as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post


def links(number: int) -> str:
    return " ".join(f"https://example.com/{index}" for index in range(number))


def test_a_sixth_one() -> None:
    assert found(rule, a_post(network=Network.THREADS, text=links(5))) == []
    assert found(rule, a_post(network=Network.THREADS, text=links(6))) == [
        "error: Threads takes up to 5 links, there are 6 (developers.facebook.com, 2026-10-10)"
        " -> leave out 1"
    ]


def test_the_same_link_counts_once() -> None:
    assert found(rule, a_post(network=Network.THREADS, text=f"{links(5)} {links(5)}")) == []


def test_the_link_of_the_post_is_one_of_them() -> None:
    link = Link(url="https://example.com/other")

    assert severities(rule, a_post(network=Network.THREADS, text=links(5), link=link)) == "error"
