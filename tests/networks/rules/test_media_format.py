"""Formats of files."""

from __future__ import annotations

import pytest

from publer_sync.model.media import MediaFacts
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.rules import media_format as rule
from tests.networks.rules.findings import a_post_of, found, severities
from tests.support.builders import a_medium, a_post


def judged(network: Network, post_type: PostType, name: str) -> str:
    return severities(rule, a_post_of(network, post_type, format=name))


@pytest.mark.parametrize(
    ("network", "post_type", "taken", "refused"),
    [
        (Network.BLUESKY, PostType.VIDEO, "mp4", "mov"),
        (Network.FACEBOOK, PostType.PHOTO, "png", "webp"),
        (Network.FACEBOOK, PostType.REEL, "mp4", "mov"),
        (Network.GOOGLE, PostType.PHOTO, "jpeg", "webp"),
        (Network.LINKEDIN, PostType.DOCUMENT, "pptx", "odt"),
        (Network.LINKEDIN, PostType.VIDEO, "mp4", "mov"),
        (Network.MASTODON, PostType.PHOTO, "webp", "bmp"),
        (Network.PINTEREST, PostType.PHOTO, "png", "webp"),
        (Network.TELEGRAM, PostType.VIDEO, "mp4", "mov"),
        (Network.THREADS, PostType.VIDEO, "mov", "webm"),
        (Network.TIKTOK, PostType.VIDEO, "webm", "avi"),
        (Network.TWITTER, PostType.PHOTO, "webp", "tiff"),
        (Network.YOUTUBE, PostType.VIDEO, "avi", "mkv"),
    ],
)
def test_what_each_network_takes(
    network: Network, post_type: PostType, taken: str, refused: str
) -> None:
    assert judged(network, post_type, taken) == ""
    assert judged(network, post_type, refused) == "error"


def test_what_publer_converts_is_a_remark() -> None:
    assert found(rule, a_post_of(Network.INSTAGRAM, PostType.STORY, format="mp4")) == []
    assert found(rule, a_post_of(Network.INSTAGRAM, PostType.PHOTO, format="webp")) == [
        "info: A photo post on Instagram takes photos as jpeg; Publer converts this webp"
        " (developers.facebook.com, 2026-10-07) -> save it as jpeg to be sure of how it looks"
    ]


def test_a_file_that_is_not_what_its_name_says_is_another_rules_finding() -> None:
    photo = a_medium(file="media/box.png", facts=MediaFacts(format="tiff"))

    assert found(rule, a_post(type=PostType.PHOTO, media=(photo,))) == []


def test_covers_are_judged_as_covers() -> None:
    cover = a_medium(file="media/box.webp", facts=MediaFacts(format="webp"))
    video = a_medium(MediaKind.VIDEO, cover=cover)
    post = a_post(network=Network.YOUTUBE, type=PostType.VIDEO, media=(video,))

    assert found(rule, post) == [
        "error: A video post on YouTube takes covers as jpeg, png, this one is webp"
        " (developers.google.com, 2026-10-10) -> convert it, for example to jpeg"
    ]
