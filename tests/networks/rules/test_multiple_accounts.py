"""Entries for several accounts of a network."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.networks.rules import multiple_accounts as rule
from tests.networks.rules.findings import found_among
from tests.support.builders import a_post, an_account

OTHER = an_account(Network.TIKTOK, alias="cafe-tiktok")


def test_a_second_account_of_tiktok() -> None:
    assert found_among(rule, [a_post(network=Network.TIKTOK), a_post(account=OTHER)]) == [
        (
            "launch@cafe-tiktok",
            "error: Publer takes one account of TikTok per post, and this entry names shop-tiktok as well"
            " (publer.com, 2026-08) -> write an entry of its own for cafe-tiktok, with a different text",
        )
    ]


def test_two_entries() -> None:
    posts = [a_post(network=Network.TIKTOK), a_post(entry="b", account=OTHER)]

    assert found_among(rule, posts) == []


def test_ideas_and_other_networks() -> None:
    other = an_account(Network.TWITTER, alias="cafe-x")
    idea = a_post(account=an_account(Network.IDEAS, alias="ideas"))

    assert found_among(rule, [a_post(), a_post(account=other), idea]) == []
