"""GET /posts: filters, pages, order, and what an item shows."""

from typing import Any

import pytest

from tests.emulator.lab import BLUESKY, FACEBOOK, Lab, X, entry


def test_an_item_shows_what_is_known_to_be_readable(lab: Lab) -> None:
    media = lab.upload(name="front.png")
    content = {"type": "photo", "media": [{"id": media["id"], "type": "image", "alt_text": "A"}]}
    lab.schedule(entry(content=content))
    (item,) = lab.posts()
    assert item["scheduled_at"] == "2026-11-24T08:00:00.000+01:00"
    assert (item["network"], item["has_media"], item["post_link"]) == ("bluesky", True, None)
    (shown,) = item["media"]
    assert (shown["id"], shown["type"], shown["name"]) == (media["id"], "photo", "front.png")
    assert "alt_text" not in shown


def test_pages_go_on_until_an_empty_one(lab: Lab) -> None:
    for minutes in range(17):
        lab.by_hand(minutes=60 + minutes, text=str(minutes))
    pages = [lab.api.get("/posts", params={"page": page, "limit": 99}).json() for page in range(3)]
    assert [len(page["posts"]) for page in pages] == [15, 2, 0]
    head = {key: value for key, value in pages[1].items() if key != "posts"}
    assert head == {"total": 17, "page": 1, "per_page": 15, "total_pages": 2}


@pytest.mark.parametrize("page", ["-1", "x", "", "²"])
def test_a_page_that_is_no_number_is_the_first(lab: Lab, page: str) -> None:
    assert lab.api.get("/posts", params={"page": page}).json()["page"] == 0


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ({"state": "scheduled"}, ["scheduled", "pending"]),
        ({"state": "scheduled_pending"}, ["pending"]),
        ({"state": "scheduled_approved"}, ["scheduled"]),
        ({"state[]": ["published_posted", "failed"]}, ["published", "failed"]),
        ({"state": "all"}, ["published", "failed", "scheduled", "pending", "draft"]),
        ({"state": "odd"}, []),
        ({"account_ids[]": X}, ["pending"]),
        ({"query": "PEND"}, ["pending"]),
        ({"postType": "link"}, ["draft"]),
        ({"member_id": "nobody"}, []),
        ({"from": "2026-11-23", "to": "2026-11-23"}, ["published"]),
        ({"from": "2026-11-24T07:30:00+01:00", "to": "2026-11-24T08:00:00+01:00"}, ["scheduled"]),
    ],
)
def test_a_filter(lab: Lab, query: dict[str, Any], texts: list[str]) -> None:
    lab.by_hand(text="published", state="published", minutes=-600)
    lab.by_hand(text="failed", state="failed", minutes=-300)
    lab.by_hand(text="scheduled", minutes=60)
    lab.by_hand(X, text="pending", state="scheduled_pending", minutes=90)
    lab.by_hand(text="draft", state="draft", minutes=None, type="link")
    assert lab.texts(**query) == texts


@pytest.mark.parametrize(
    "query", [{"to": "2026-11-24"}, {"from": "x", "to": "y"}, {"from": "2026-13-01", "to": "1"}]
)
def test_dates_that_are_none(lab: Lab, query: dict[str, str]) -> None:
    assert lab.api.get("/posts", params=query).status_code == 400


def test_a_reel_is_found_by_its_format(lab: Lab) -> None:
    media = [{"id": lab.upload(b"\x00\x00\x00\x18ftypmp42", "a.mp4")["id"]}]
    content = {"type": "video", "details": {"type": "reel", "feed": True}, "media": media}
    lab.schedule(entry(FACEBOOK, content=content))
    (item,) = lab.posts(postType="reel")
    assert (item["type"], item["details"]) == ("video", {"type": "reel", "feed": True})


def test_a_new_post_shows_a_moment_later(lab: Lab) -> None:
    lab.api.post("/posts/schedule", json={"bulk": {"state": "scheduled", "posts": [entry()]}})
    lab.wait(0.4)
    assert (lab.posts(), len(lab.inside())) == ([], 1)
    lab.wait(0.3)
    assert [post["account_id"] for post in lab.posts()] == [BLUESKY]
