"""Questions of polls."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Poll
from publer_sync.networks.rules import poll_question as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def a_poll(network: Network, question: str | None) -> list[str]:
    poll = Poll(options=("Fig", "Plum"), days=1, question=question)
    return found(rule, a_post(network=network, type=PostType.POLL, poll=poll))


def test_linkedin_asks_for_one() -> None:
    assert a_poll(Network.LINKEDIN, "x" * 140) == []
    assert a_poll(Network.LINKEDIN, None) == [
        "error: LinkedIn needs a question beside the text of a poll (publer.com, 2026-08-13)"
        " -> write `question:` under `poll:`"
    ]
    assert len(a_poll(Network.LINKEDIN, "x" * 141)) == 1


def test_elsewhere_the_text_is_the_question() -> None:
    assert a_poll(Network.MASTODON, None) == []
    assert a_poll(Network.MASTODON, "Which?") == [
        "warning: Mastodon shows the text as the question of a poll, not `question`"
        " (publer.com, 2026-08-13) -> ask the question in the text"
    ]
