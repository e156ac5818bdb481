"""Shares."""

from __future__ import annotations

import pytest

from publer_sync.model.follow_ups import Share
from publer_sync.model.network import Network
from publer_sync.networks.rules import share_unsupported as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post

SHARE = Share(account_ids=("x",), text="Missed this?")


@pytest.mark.parametrize("network", [Network.INSTAGRAM, Network.YOUTUBE, Network.WORDPRESS])
def test_where_there_are_none(network: Network) -> None:
    assert severities(rule, a_post(network=network, share=SHARE)) == "error"
    assert severities(rule, a_post(network=network)) == ""


@pytest.mark.parametrize("network", [Network.FACEBOOK, Network.GOOGLE, Network.TWITTER])
def test_where_there_are_some(network: Network) -> None:
    assert severities(rule, a_post(network=network, share=SHARE)) == ""


def test_google_needs_a_text() -> None:
    assert found(rule, a_post(network=Network.GOOGLE, share=Share(account_ids=("x",)))) == [
        "error: A share of a post on Google Business needs a text (publer.com, 2026-08)"
        " -> write `text:` under `share:`"
    ]


def test_reminders_are_not_shared() -> None:
    post = a_post(network=Network.FACEBOOK, share=SHARE, options={"reminder": True})

    assert severities(rule, post) == "error"
