"""Kinds of media beside each other."""

from __future__ import annotations

import pytest

from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.rules import media_mix as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_medium, a_post

PHOTO = a_medium(MediaKind.PHOTO)
VIDEO = a_medium(MediaKind.VIDEO)
GIF = a_medium(MediaKind.GIF)


@pytest.mark.parametrize("odd", [VIDEO, GIF])
def test_x_mixes_nothing(odd: Media) -> None:
    assert severities(rule, a_post(type=PostType.PHOTO, media=(PHOTO, odd, PHOTO))) == "error"


def test_it_says_what_and_who() -> None:
    assert found(rule, a_post(type=PostType.PHOTO, media=(PHOTO, VIDEO))) == [
        "error: X does not take photos and videos in one post (docs.x.com, 2026-08-22)"
        " -> put it into a post of its own for X"
    ]


def test_linkedin_mixes_photos_and_gifs() -> None:
    post = a_post(network=Network.LINKEDIN, type=PostType.PHOTO, media=(PHOTO, GIF))

    assert found(rule, post) == []


def test_instagram_mixes_photos_and_videos() -> None:
    post = a_post(network=Network.INSTAGRAM, type=PostType.CAROUSEL, media=(PHOTO, VIDEO))

    assert found(rule, post) == []


def test_a_story_of_facebook_is_one_or_the_other() -> None:
    post = a_post(network=Network.FACEBOOK, type=PostType.STORY, media=(PHOTO, VIDEO))

    assert severities(rule, post) == "error"
