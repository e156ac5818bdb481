"""What a post needs on its network, beyond text and type."""

from typing import Any

import pytest

from publer_sync.emulator.rules import content as content_rules
from tests.emulator.lab import (
    BLOCKS,
    FACEBOOK,
    ID,
    INSTAGRAM,
    LINKEDIN,
    MP4,
    PNG,
    YOUTUBE,
    Json,
    Lab,
    X,
    entry,
)

PINTEREST, TIKTOK, BLOG = ID["shop-pinterest"], ID["shop-tiktok"], ID["shop-wordpress"]
MASTODON = ID["shop-mastodon"]
RECIPES = "801005011223344557"


def photo(lab: Lab, **content: Any) -> Json:
    return {"type": "photo", "media": [{"id": lab.upload()["id"]}], **content}


def video(lab: Lab, **content: Any) -> Json:
    return {"type": "video", "media": [{"id": lab.upload(MP4, "a.mp4")["id"]}], **content}


def poll(*options: str, **content: Any) -> Json:
    return {"type": "poll", "options": list(options), **content}


@pytest.mark.parametrize(
    ("account", "content"),
    [
        (X, poll("a" * 25, "b", "c", "d", duration=7)),
        (LINKEDIN, poll("a" * 30, "b", duration=14, question="Which?")),
        (MASTODON, poll("a" * 50, "b")),
    ],
)
def test_a_poll_within_its_bounds(lab: Lab, account: str, content: Json) -> None:
    assert lab.messages(entry(account, content=content)) == []


@pytest.mark.parametrize(
    ("account", "content", "message"),
    [
        (X, poll("a", " "), content_rules.POLL_OPTIONS),
        (X, poll("a", "b", "c", "d", "e"), content_rules.POLL_OPTIONS),
        (X, poll("a" * 26, "b"), "Poll options can have at most 25 characters"),
        (X, poll("a", "b", duration=8), "A poll can last at most 7 days"),
        (LINKEDIN, poll("a" * 31, "b"), "Poll options can have at most 30 characters"),
        (LINKEDIN, poll("a", "b", duration=15), "A poll can last at most 14 days"),
        (MASTODON, poll("a" * 51, "b"), "Poll options can have at most 50 characters"),
    ],
)
def test_a_poll_out_of_bounds(lab: Lab, account: str, content: Json, message: str) -> None:
    assert lab.messages(entry(account, content=content)) == [message]


@pytest.mark.parametrize("where", ["album_id", "boardId", "board_id"])
def test_a_board_is_read_in_each_place(lab: Lab, where: str) -> None:
    target = {where: RECIPES} if where == "album_id" else {}
    content = photo(lab) | ({} if target else {where: RECIPES})
    assert lab.messages(entry(PINTEREST, content=content, target=target)) == []


def test_a_board_of_somebody_else(lab: Lab) -> None:
    told = entry(PINTEREST, content=photo(lab), target={"album_id": "1020304050"})
    assert lab.messages(told) == ["Album not found"]


def test_an_album_of_the_page(lab: Lab) -> None:
    told = entry(FACEBOOK, content=photo(lab), target={"album_id": "1020304050"})
    assert lab.messages(told) == []


def test_the_url_of_a_link_may_stand_in_either_place(lab: Lab) -> None:
    one = entry(content={"type": "link", "url": "https://example.com"})
    two = entry(minutes=90, content={"type": "link", "link": {"url": "https://example.com"}})
    assert lab.messages(one, two) == []


def test_tiktok_with_all_that_it_needs(lab: Lab) -> None:
    public = {"details": {"privacy": "PUBLIC_TO_EVERYONE"}}
    assert lab.messages(entry(TIKTOK, content=video(lab, **public))) == []
    assert lab.messages(entry(TIKTOK, 90, content=photo(lab, title="T", **public))) == []


def test_photos_on_tiktok_need_a_title(lab: Lab) -> None:
    content = photo(lab, details={"privacy": "SELF_ONLY"})
    assert lab.messages(entry(TIKTOK, content=content)) == [content_rules.NO_TITLE]


@pytest.mark.parametrize("block", [{"id": "1"}, {"type": "paragraph", "data": {}}, "text"])
def test_a_block_has_id_type_and_data(lab: Lab, block: Any) -> None:
    content = {"type": "article", "title": "T", "content": [*BLOCKS, block]}
    assert lab.messages(entry(BLOG, content=content)) == [content_rules.NO_CONTENT]


def test_formats_with_the_right_files(lab: Lab) -> None:
    pdf = {"media": [{"id": lab.upload(b"%PDF-1.7", "a.pdf")["id"]}], "type": "photo"}
    told = [
        entry(INSTAGRAM, content=video(lab, details={"type": "reel"})),
        entry(YOUTUBE, content=video(lab, title="T", details={"type": "short"})),
        entry(LINKEDIN, content=pdf | {"details": {"type": "document"}}),
    ]
    assert lab.messages(*told) == []


def test_a_document_is_no_video(lab: Lab) -> None:
    content = video(lab, details={"type": "document"})
    assert lab.messages(entry(LINKEDIN, content=content)) == [content_rules.NOT_A_DOCUMENT]


def test_files_by_path_are_publers_and_there_to_stay(lab: Lab) -> None:
    kept = lab.upload(PNG, "kept.png", direct_upload="true")["path"]
    temporary = lab.upload(PNG, "temporary.png")["path"]
    for path, messages in ((kept, []), (temporary, [content_rules.FOREIGN])):
        article = {"type": "article", "title": path, "content": BLOCKS}
        assert lab.messages(entry(BLOG, content=article | {"featured_media": {"path": path}})) == (
            messages
        )
        lab.wait(86400 * 2)


def test_a_cover_is_a_file_of_publers(lab: Lab) -> None:
    content = video(lab)
    content["media"][0]["thumbnails"] = [{"real": "https://example.com/cover.png"}]
    assert lab.messages(entry(FACEBOOK, content=content)) == [content_rules.FOREIGN]


def test_the_picture_of_a_card_may_be_the_pages_own(lab: Lab) -> None:
    link = {"url": "https://example.com", "images": ["https://example.com/preview.png"]}
    assert lab.messages(entry(content={"type": "link", "link": link})) == []


def test_drafts_and_ideas_may_be_unfinished(lab: Lab) -> None:
    assert lab.messages(entry(X, content=poll("One")), state="draft") == []
    idea = {"networks": {"default": {"type": "article", "title": "T"}}}
    assert lab.messages(idea, state="draft_public") == []
