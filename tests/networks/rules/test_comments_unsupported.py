"""Where Publer makes comments."""

from __future__ import annotations

import pytest

from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import Network
from publer_sync.networks.rules import comments_unsupported as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_medium, a_post, an_account

COMMENT = (Comment(text="More in the shop."),)


@pytest.mark.parametrize(
    ("network", "severity"),
    [
        (Network.BLUESKY, ""),
        (Network.FACEBOOK, ""),
        (Network.GOOGLE, "error"),
        (Network.INSTAGRAM, ""),
        (Network.LINKEDIN, ""),
        (Network.MASTODON, ""),
        (Network.PINTEREST, "error"),
        (Network.TELEGRAM, "warning"),
        (Network.THREADS, ""),
        (Network.TIKTOK, "error"),
        (Network.TWITTER, ""),
        (Network.WORDPRESS, "warning"),
        (Network.YOUTUBE, ""),
    ],
)
def test_each_network(network: Network, severity: str) -> None:
    assert severities(rule, a_post(network=network, comments=COMMENT)) == severity
    assert severities(rule, a_post(network=network)) == ""


def test_profiles_of_facebook() -> None:
    account = an_account(Network.FACEBOOK, type="fb_profile")

    assert found(rule, a_post(account=account, comments=COMMENT)) == [
        "error: Publer makes no comments on profiles of Facebook (publer.com, 2026-08)"
        " -> leave out `comments:` there, or say it in the text"
    ]


def test_pictures_in_comments_of_linkedin() -> None:
    comments = (*COMMENT, Comment(text="See", media=a_medium()))

    assert found(rule, a_post(network=Network.LINKEDIN, comments=comments)) == [
        "error: LinkedIn takes comments without media (www.ayrshare.com, 2026)"
        " -> leave out the media of the comment"
    ]
