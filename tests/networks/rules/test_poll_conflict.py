"""What stands beside a poll."""

from __future__ import annotations

from publer_sync.model.network import PostType
from publer_sync.model.post import Poll
from publer_sync.networks.rules import poll_conflict as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_medium, a_post

POLL = Poll(options=("Fig", "Plum"), days=1)


def test_media() -> None:
    assert found(rule, a_post(type=PostType.POLL, poll=POLL, media=(a_medium(),))) == [
        "error: X takes no media beside a poll"
        " (publer.com, 2026-08-13) -> keep the poll or the rest, and put the other into a post of its own"
    ]


def test_another_type() -> None:
    assert severities(rule, a_post(type=PostType.LINK, poll=POLL)) == "error"


def test_nothing() -> None:
    assert found(rule, a_post(type=PostType.POLL, poll=POLL)) == []
    assert found(rule, a_post(type=PostType.PHOTO, media=(a_medium(),))) == []
