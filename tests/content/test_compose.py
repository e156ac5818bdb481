"""The type of an entry that does not say."""

from __future__ import annotations

import pytest

from publer_sync.content.compose import infer
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.post import Link
from tests.support.builders import a_post

LINK = Link(url="https://example.com")


@pytest.mark.parametrize(
    ("kinds", "link", "expected"),
    [
        ([], None, PostType.STATUS),
        ([], LINK, PostType.LINK),
        (["photo"], None, PostType.PHOTO),
        (["photo"], LINK, PostType.PHOTO),
        (["photo", "photo"], None, PostType.PHOTO),
        (["gif"], None, PostType.GIF),
        (["gif", "photo"], None, PostType.PHOTO),
        (["video"], None, PostType.VIDEO),
        (["photo", "video"], None, PostType.CAROUSEL),
        (["document"], None, PostType.PHOTO),
    ],
)
def test_infer(kinds: list[str], link: Link | None, expected: PostType) -> None:
    media = tuple(Media(file="x", kind=MediaKind(kind)) for kind in kinds)
    assert infer(a_post(media=media, link=link)) is expected
