"""Posts in neighbouring minutes."""

from __future__ import annotations

from datetime import timedelta

from publer_sync.model.network import Network
from publer_sync.model.schedule import NoTime
from publer_sync.networks.rules import posts_too_close as rule
from tests.networks.rules.findings import found_among
from tests.support.builders import MORNING, a_post


def a_pair(seconds: int, **overrides: object) -> list[tuple[str | None, str]]:
    later = a_post(entry="b", scheduled_at=MORNING + timedelta(seconds=seconds), **overrides)
    return found_among(rule, [a_post(entry="a"), later])


def test_a_minute_apart() -> None:
    assert a_pair(60) == [
        (
            "b@shop-x",
            "warning: shop-x has a post a minute away: a@shop-x in content/launch.md:1 (Publer asks for"
            " 60 seconds between two; publer.com, 2026-08-13)"
            " -> keep two minutes between them, or the plan will leave one of them out",
        )
    ]


def test_two_minutes_apart() -> None:
    assert a_pair(120) == []


def test_in_the_same_minute_another_rule_speaks() -> None:
    assert a_pair(30) == []


def test_on_another_account() -> None:
    assert a_pair(60, network=Network.BLUESKY) == []


def test_posts_without_a_minute_are_close_to_nothing() -> None:
    assert found_among(rule, [a_post(), a_post(entry="b", schedule=NoTime())]) == []
