"""Link posts and their links."""

from __future__ import annotations

from publer_sync.model.network import PostType
from publer_sync.model.post import Link
from publer_sync.networks.rules import link_required as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_a_link_post_without_a_link() -> None:
    assert found(rule, a_post(type=PostType.LINK)) == [
        "error: A link post on X needs a link (publer.com, 2026-08-13)"
        " -> add `link:`, or leave out `type: link`"
    ]


def test_with_a_link() -> None:
    post = a_post(type=PostType.LINK, link=Link(url="https://example.com/"))

    assert found(rule, post) == []


def test_a_status_needs_none() -> None:
    assert found(rule, a_post(type=PostType.STATUS)) == []
