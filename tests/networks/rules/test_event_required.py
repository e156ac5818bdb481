"""What events and offers need."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import event_required as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def missing(details: dict[str, str]) -> list[str]:
    options = {"offer": details} if details else {}
    return found(rule, a_post(network=Network.GOOGLE, type=PostType.OFFER, options=options))


def test_nothing_is_said() -> None:
    assert missing({}) == [
        "error: An offer post on Google Business needs a title, a start and an end"
        " (publer.com, 2026-08-13) -> write them into `offer:` under `networks: google:`"
    ]


def test_one_thing_is_missing() -> None:
    (found_one,) = missing({"title": "Ten percent", "start": "2036-12-06T08:00:00Z"})

    assert found_one.startswith(
        "error: An offer post on Google Business needs an end (publer.com, 2026-08-13) ->"
    )


def test_other_posts_need_none() -> None:
    assert found(rule, a_post(network=Network.GOOGLE)) == []
