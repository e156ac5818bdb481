"""Tags of videos."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.networks.rules import tags_length as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def tagged(*tags: str) -> list[str]:
    return found(rule, a_post(network=Network.YOUTUBE, options={"tags": list(tags)}))


def test_commas_count() -> None:
    assert tagged("x" * 250, "y" * 249) == []
    assert tagged("x" * 250, "y" * 250) == [
        "error: YouTube takes tags of up to 500 characters together, these have 501 (commas count, and"
        " quotes around tags with a space; developers.google.com, 2026-10-10)"
        " -> leave out tags: 1 characters are too many"
    ]


def test_a_space_costs_two_quotes() -> None:
    assert tagged("x" * 249, "y" * 123 + " " + "z" * 124) == []
    assert len(tagged("x" * 250, "y" * 123 + " " + "z" * 124)) == 1


def test_tags_of_wordpress_are_something_else() -> None:
    post = a_post(network=Network.WORDPRESS, options={"tags": ["1" * 300, "2" * 300]})

    assert found(rule, post) == []
