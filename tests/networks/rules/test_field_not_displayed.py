"""The rule field-not-displayed: words that no one would read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Link, Post, ResourceNames
from publer_sync.networks.rules import field_not_displayed
from tests.support.builders import a_post


def said(*posts: Post) -> Sequence[str]:
    return [found.message for found in field_not_displayed.check(posts, Policy())]


def test_the_text_of_a_story_is_not_shown() -> None:
    story = a_post(network=Network.FACEBOOK, type=PostType.STORY, text="Come in")
    assert said(story) == [
        "Facebook does not show the text of a story post (publer.com, 2026-08-13)"
    ]


def test_a_text_that_another_network_shows() -> None:
    story = a_post(network=Network.FACEBOOK, type=PostType.STORY, text="Come in")
    status = a_post(network=Network.BLUESKY, text="Come in")
    assert said(story, status) == []


def test_a_story_without_a_text() -> None:
    assert said(a_post(network=Network.FACEBOOK, type=PostType.STORY, text="")) == []


def test_a_title_where_posts_of_other_types_have_one() -> None:
    photo = a_post(network=Network.FACEBOOK, type=PostType.PHOTO, title="Open late")
    reel = a_post(network=Network.FACEBOOK, type=PostType.REEL, title="Open late")
    assert said(photo) == [
        "Facebook does not show the title of a photo post (publer.com, 2026-08-13)"
    ]
    assert said(reel) == []


def test_the_title_of_a_document_and_of_an_article() -> None:
    document = a_post(network=Network.LINKEDIN, type=PostType.DOCUMENT, title="Menu")
    article = a_post(network=Network.WORDPRESS, type=PostType.ARTICLE, title="Menu")
    assert said(document) == said(article) == []


def test_a_link_is_shown_by_link_posts_and_pins() -> None:
    link = Link(url="https://example.com")
    photo = a_post(network=Network.FACEBOOK, type=PostType.PHOTO, link=link)
    article = a_post(network=Network.WORDPRESS, type=PostType.ARTICLE, link=link)
    pin = a_post(network=Network.PINTEREST, type=PostType.PHOTO, link=link)
    assert said(photo) == [
        "Facebook does not show the link of a photo post (publer.com, 2026-08-13)"
    ]
    assert said(article) == [
        "WordPress does not show the link of an article post (publer.com, 2026-08-13)"
    ]
    assert said(pin) == said(a_post(type=PostType.LINK, link=link)) == said(photo, pin) == []


@pytest.mark.parametrize(
    ("names", "network"),
    [
        (ResourceNames(location="Rome"), Network.THREADS),
        (ResourceNames(album="Jams"), Network.PINTEREST),
    ],
)
def test_a_location_and_an_album_are_for_some_networks(
    names: ResourceNames, network: Network
) -> None:
    here, there = a_post(names=names), a_post(network=network, names=names)
    (found,) = said(here)
    assert found.startswith("X does not show the ")
    assert said(there) == said(here, there) == []


def test_an_idea_shows_what_it_says() -> None:
    assert said(a_post(network=Network.IDEAS, text="Come in", title="Later")) == []
