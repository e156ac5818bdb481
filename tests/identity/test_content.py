"""What can be compared of a post beside its text; what Publer does not show is no difference."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.identity.content import ComparableContent, PostKind, compare
from publer_sync.model.network import PostType
from publer_sync.model.remote import MediaItem, RemotePost
from tests.support.builders import ACCOUNT_ID, MORNING

RED = MediaItem("m1", "photo", "red.aaaaaaaaaaaa.png")
BLUE = MediaItem("m2", "photo", "blue.bbbbbbbbbbbb.png")


def traits(
    sent: PostType | None, listed: str | None, ours: tuple[MediaItem, ...] = (), **shown: Any
) -> set[str]:
    """The traits in which a post of this type with these media differs from one that Publer lists."""
    kind = shown.pop("kind", PostKind.SCHEDULED)
    content = ComparableContent(account_id=ACCOUNT_ID, kind=kind, type=sent, text="Hi", media=ours)
    given = {"id": "p", "account_id": ACCOUNT_ID, "state": "scheduled", "scheduled_at": MORNING}
    post = RemotePost(**{**given, "type": listed, "text": "Hi", **shown})
    return {difference.trait for difference in compare(content, post).differences}


@pytest.mark.parametrize(
    ("sent", "listed"),
    [
        (PostType.STATUS, "link"), (PostType.LINK, "status"), (PostType.PHOTO, "carousel"),
        (PostType.CAROUSEL, "photo"), (PostType.GIF, "photo"), (PostType.DOCUMENT, "photo"),
        (PostType.REEL, "video"), (PostType.VIDEO, "reel"), (PostType.SHORT, "video"),
        (PostType.STORY, "video"), (PostType.STORY, "photo"), (PostType.EVENT, "photo"),
        (PostType.STATUS, None), (None, "poll"), (PostType.STATUS, "something new"),
    ],
)  # fmt: skip
def test_types_that_publer_may_list_for_each_other(sent: PostType, listed: str) -> None:
    assert traits(sent, listed) == set()


@pytest.mark.parametrize(
    ("sent", "listed"),
    [
        (PostType.STATUS, "photo"), (PostType.PHOTO, "status"), (PostType.STATUS, "poll"),
        (PostType.POLL, "status"), (PostType.PHOTO, "video"), (PostType.VIDEO, "link"),
    ],
)  # fmt: skip
def test_types_of_another_class(sent: PostType, listed: str) -> None:
    assert traits(sent, listed) == {"type"}


def test_media_by_number_kind_id_and_name() -> None:
    other_id = MediaItem("m9", "image", RED.name)
    same = [(RED,), (other_id,), (MediaItem("m1"),), (MediaItem("", "photo"),)]
    assert [traits(PostType.PHOTO, "photo", (RED,), media=shown) for shown in same] == [set()] * 4
    film = MediaItem("m1", "video")
    other = [(), (BLUE,), (RED, BLUE), (film,), (MediaItem("m2"),)]
    differ = [traits(PostType.PHOTO, "photo", (RED,), media=shown) for shown in other]
    assert differ == [{"media"}] * 5


def test_media_that_are_not_shown_are_no_difference() -> None:
    assert traits(PostType.PHOTO, "photo", (RED,), media=None) == set()


def test_only_a_link_may_show_its_preview_picture() -> None:
    assert traits(PostType.LINK, "link", media=(BLUE,)) == set()
    assert traits(PostType.STATUS, "status", media=(BLUE,)) == {"media"}


@pytest.mark.parametrize(
    ("kind", "shown", "differ"),
    [
        (PostKind.SCHEDULED, {"state": "draft"}, True),
        (PostKind.DRAFT, {"state": "scheduled"}, True),
        (PostKind.DRAFT, {"state": "draft"}, False),
        (PostKind.SCHEDULED, {"state": "recurring"}, True),
        (PostKind.SERIES, {"state": "scheduled"}, False),
        (PostKind.SCHEDULED, {"state": "scheduled_pending"}, False),
        (PostKind.SCHEDULED, {"state": "published"}, False),
    ],
)
def test_a_draft_is_never_the_post_that_was_scheduled(
    kind: PostKind, shown: dict[str, Any], differ: bool
) -> None:
    assert traits(PostType.STATUS, "status", kind=kind, **shown) == ({"kind"} if differ else set())
