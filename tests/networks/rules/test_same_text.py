"""Posts that say the same."""

from __future__ import annotations

from datetime import timedelta

from publer_sync.model.network import Network
from publer_sync.model.schedule import Standing
from publer_sync.networks.rules import same_text as rule
from tests.networks.rules.findings import found_among
from tests.support.builders import MORNING, a_post, an_account

OTHER = an_account(Network.TWITTER, alias="cafe-x")
LATER = MORNING + timedelta(days=300)


def test_on_two_accounts_of_x() -> None:
    posts = [a_post(), a_post(entry="b", account=OTHER, text="we have  launched.")]

    assert found_among(rule, posts) == [
        (
            "b@cafe-x",
            "warning: This says the same as launch@shop-x in content/launch.md:1, and X refuses texts"
            " that are too much alike, on one account or several (seen to happen, not published)"
            " -> say it in other words",
        )
    ]


def test_long_afterwards() -> None:
    assert len(found_among(rule, [a_post(), a_post(entry="b", scheduled_at=LATER)])) == 1


def a_pair(minutes: int) -> int:
    posts = [
        a_post(text="Our shop opens at nine today"),
        a_post(
            entry="b",
            text="Our cafe opens at nine today",
            scheduled_at=MORNING + timedelta(minutes=minutes),
        ),
    ]
    return len(found_among(rule, posts))


def test_nearly_the_same_matters_within_an_hour() -> None:
    assert a_pair(minutes=59) == 1
    assert a_pair(minutes=60) == 0


def test_other_networks_do_not_mind() -> None:
    posts = [a_post(network=network) for network in (Network.BLUESKY, Network.TWITTER)]

    assert found_among(rule, [*posts, a_post(entry="b", network=Network.BLUESKY)]) == []


def test_drafts_and_posts_without_text_do_not_go_out_with_one() -> None:
    assert found_among(rule, [a_post(), a_post(entry="b", standing=Standing.DRAFT)]) == []
    assert found_among(rule, [a_post(text=""), a_post(entry="b", text="")]) == []
