"""Room for what is added to a text."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Link, ResourceNames
from publer_sync.networks.rules import appended_text as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post

LINK = Link(url="https://example.com/a-rather-long-address-that-x-shortens")


def a_link_post(network: Network, length: int, **overrides: object) -> str:
    post = a_post(network=network, type=PostType.LINK, link=LINK, text="x" * length, **overrides)
    return severities(rule, post)


@pytest.mark.parametrize(("network", "most"), [(Network.TWITTER, 256), (Network.MASTODON, 476)])
def test_a_link_counts_23_and_the_space_before_it(network: Network, most: int) -> None:
    assert a_link_post(network, most) == ""
    assert a_link_post(network, most + 1) == "warning"


def test_where_links_stand_beside_the_text_nothing_is_added() -> None:
    assert a_link_post(Network.LINKEDIN, 3_000) == ""


def test_a_text_that_is_too_long_by_itself_is_another_rules_finding() -> None:
    assert a_link_post(Network.TWITTER, 281) == ""


def test_a_signature_has_no_number_but_the_room_has() -> None:
    post = a_post(network=Network.LINKEDIN, text="x" * 2_950, names=ResourceNames(signature="Shop"))

    assert found(rule, post) == [
        "info: Publer adds the signature `Shop`, and LinkedIn takes 50 characters more"
        " (www.linkedin.com, 2026-09-27) -> see that the signature is not longer"
    ]


def test_where_no_limit_is_known_nothing_is_said() -> None:
    article = a_post(
        network=Network.WORDPRESS, type=PostType.ARTICLE, names=ResourceNames(signature="Shop")
    )

    assert found(rule, article) == []
