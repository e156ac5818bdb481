"""Texts on a background."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Link
from publer_sync.networks.rules import background_conflict as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_a_background_of_a_link_post() -> None:
    post = a_post(
        network=Network.FACEBOOK,
        type=PostType.LINK,
        link=Link(url="https://example.com"),
        options={"background": 1},
    )

    assert found(rule, post) == [
        "error: Facebook has backgrounds for texts alone, this is a link post"
        " (docs.postiz.com, 2026-08-20) -> leave out `background:`, or the media and the link"
    ]


def test_a_text_alone() -> None:
    assert found(rule, a_post(network=Network.FACEBOOK, options={"background": 1})) == []
