"""Watermarks with nothing below them."""

from __future__ import annotations

import pytest

from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Link, Post, ResourceNames
from publer_sync.networks.rules import watermark_ignored as rule
from tests.networks.rules.findings import found_among
from tests.support.builders import a_medium, a_post

LOGO = ResourceNames(watermark="Logo")


def marked(*kinds: MediaKind) -> Post:
    return a_post(names=LOGO, media=tuple(map(a_medium, kinds)))


def test_nothing_to_draw_it_on() -> None:
    assert found_among(rule, [marked(), a_post()]) == [
        (
            "launch@shop-x",
            "warning: A watermark is drawn on pictures and videos, and this post has none"
            " -> leave `watermark` out, or add the picture it is for",
        )
    ]
    assert len(found_among(rule, [marked(MediaKind.DOCUMENT)])) == 1


@pytest.mark.parametrize("kind", [MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.GIF])
def test_something_to_draw_it_on(kind: MediaKind) -> None:
    assert found_among(rule, [marked(MediaKind.DOCUMENT, kind)]) == []


def test_pictures_elsewhere_in_the_post() -> None:
    card = Link(url="https://example.com", image=a_medium())
    below = Comment(text="See", media=a_medium())
    assert found_among(rule, [a_post(names=LOGO, link=card)]) == []
    assert found_among(rule, [a_post(names=LOGO, comments=(below,))]) == []
