"""Posts that need a title."""

from __future__ import annotations

import pytest

from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.rules import title_required as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post

VIDEO = {"type": PostType.VIDEO, "media": (a_medium(MediaKind.VIDEO),)}


@pytest.mark.parametrize("title", [None, "", "  "])
def test_a_video_on_youtube_without_a_title(title: str | None) -> None:
    assert found(rule, a_post(network=Network.YOUTUBE, title=title, **VIDEO)) == [
        "error: A video post on YouTube needs a title (publer.com, 2026-08-13) -> add `title:`"
    ]


def test_photos_on_tiktok_without_a_title() -> None:
    photo = a_post(network=Network.TIKTOK, type=PostType.PHOTO, media=(a_medium(),))
    assert found(rule, photo) == [
        "error: A photo post on TikTok needs a title (publer.com, 2026-08-13) -> add `title:`"
    ]


def test_with_a_title() -> None:
    assert found(rule, a_post(network=Network.YOUTUBE, title="Launch", **VIDEO)) == []


def test_elsewhere_a_video_needs_none() -> None:
    assert found(rule, a_post(network=Network.TWITTER, **VIDEO)) == []
