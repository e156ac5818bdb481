"""Alt texts of pictures in articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Block, Post
from publer_sync.networks.rules import article_alt_text as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post


def article(*alts: str | None, featured: str | None = None) -> Post:
    blocks = tuple(
        Block(type="media", data={"type": "photo"}, media=replace(a_medium(), alt=alt))
        for alt in alts
    )
    media = (replace(a_medium(), alt=featured),) if featured else ()
    return replace(
        a_post(network=Network.WORDPRESS, type=PostType.ARTICLE), blocks=blocks, media=media
    )


def test_an_alt_text_that_nobody_receives() -> None:
    assert found(rule, article(None, "Figs on a tart")) == [
        "warning: Publer passes no alt text on to WordPress, and 1 picture of this article has one"
        " -> say what the picture shows in its caption, or in the article"
    ]


def test_several_are_named_once() -> None:
    (told,) = found(rule, article("Figs", None, "Plums"))
    assert "2 pictures of this article have one" in told


def test_the_picture_above_an_article_may_be_for_other_networks_too() -> None:
    assert found(rule, article(None, featured="A table")) == []


@pytest.mark.parametrize("alts", [(), (None,), ("",), ("  ",)])
def test_pictures_without_alt_text(alts: tuple[str | None, ...]) -> None:
    assert found(rule, article(*alts)) == []


def test_networks_that_receive_it() -> None:
    post = replace(a_post(network=Network.MASTODON), media=(replace(a_medium(), alt="Figs"),))
    assert found(rule, post) == []
