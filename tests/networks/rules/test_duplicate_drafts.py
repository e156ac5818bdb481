"""Drafts and ideas that cannot be told apart."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.schedule import NoTime, PublishMode
from publer_sync.networks.rules import duplicate_drafts as rule
from tests.networks.rules.findings import found_among
from tests.support.builders import a_post, an_account

IDEAS = an_account(Network.IDEAS, alias="ideas", id="")


def a_draft(entry: str, **overrides: object) -> Post:
    given = {"schedule": NoTime(), "standing": PublishMode.DRAFT, **overrides}
    return a_post(entry=entry, **given)


def an_idea(entry: str, **overrides: object) -> Post:
    given = {"standing": PublishMode.PUBLIC_IDEA, **overrides}
    return a_draft(entry, account=IDEAS, **given)


def test_two_drafts_of_an_account() -> None:
    assert found_among(rule, [a_draft("a"), a_draft("b", text="We have launched.\n")]) == [
        (
            "b@shop-x",
            "error: Another draft without a date has the same text: a@shop-x in content/launch.md:1"
            " -> change one of them: Publer knows such posts by nothing else",
        )
    ]


def test_two_ideas() -> None:
    (found,) = found_among(rule, [an_idea("a"), an_idea("b", standing=PublishMode.PRIVATE_IDEA)])

    assert found[0] == "b@ideas"


def test_a_draft_and_an_idea_stand_apart() -> None:
    assert found_among(rule, [a_draft("a"), an_idea("b")]) == []


def test_so_do_two_accounts() -> None:
    assert found_among(rule, [a_draft("a"), a_draft("a", network=Network.BLUESKY)]) == []


def test_a_date_tells_drafts_apart() -> None:
    dated = a_post(entry="b", standing=PublishMode.DRAFT)

    assert found_among(rule, [a_draft("a"), dated]) == []


def test_other_words_do_too() -> None:
    assert found_among(rule, [a_draft("a"), a_draft("b", text="We have launched!")]) == []
