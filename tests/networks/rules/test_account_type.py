"""What sort of account a post needs."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import account_type as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post, an_account


def a_story(account_type: str | None) -> str:
    account = an_account(Network.FACEBOOK, type=account_type)
    return severities(rule, a_post(account=account, type=PostType.STORY))


@pytest.mark.parametrize("account_type", ["fb_page", "page"])
def test_both_vocabularies_of_publer_are_understood(account_type: str) -> None:
    assert a_story(account_type) == ""


@pytest.mark.parametrize(("account_type", "severity"), [("fb_group", "error"), (None, "warning")])
def test_stories_are_for_pages(account_type: str | None, severity: str) -> None:
    assert a_story(account_type) == severity


def test_a_word_that_nobody_knows_is_no_reason_to_stop() -> None:
    assert a_story("fb_something") == "warning"


def test_groups_get_a_link_carousel_in_part() -> None:
    account = an_account(Network.FACEBOOK, type="fb_group")

    assert found(rule, a_post(account=account, type=PostType.CAROUSEL)) == [
        "error: A carousel post on Facebook needs a page, shop-facebook is a group"
        " (publer.com, 2026-08-13) -> leave out the account, or post another type there"
    ]


def test_other_posts_go_to_groups_as_well() -> None:
    account = an_account(Network.FACEBOOK, type="fb_group")

    assert found(rule, a_post(account=account)) == []


def test_networks_without_sorts_of_account_do_not_care() -> None:
    assert found(rule, a_post(account=an_account(Network.TWITTER, type="twitter"))) == []
