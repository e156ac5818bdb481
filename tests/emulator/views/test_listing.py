"""GET /posts: filters, pages, order, and what an item shows."""

from typing import Any

import pytest

from tests.emulator.lab import BLUESKY, FACEBOOK, Lab, X, at, entry


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
        ({"member_id": "no one"}, []),
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


def shown(lab: Lab, state: str) -> list[tuple[str, str, str | None, bool]]:
    """Text, state, account and whether there is a time, of all posts under a state."""
    found = lab.posts(**{"state[]": state})
    return [
        (post["text"], post["state"], post.get("account_id"), post["scheduled_at"] is not None)
        for post in found
    ]


@pytest.mark.parametrize("part", ["pending", "declined", "reauth", "locked"])
@pytest.mark.parametrize(("shows", "prefix"), [("hidden", ""), ("shown", "scheduled_")])
def test_a_part_of_the_scheduled_posts(part: str, shows: str, prefix: str) -> None:
    lab = Lab({"sub_states": shows})
    lab.by_hand(text="ready", minutes=60)
    lab.by_hand(text="held", state=f"scheduled_{part}", minutes=90)
    expected = [("held", f"{prefix}{part}" if prefix else "scheduled", BLUESKY, True)]
    assert shown(lab, f"scheduled_{part}") == expected
    assert [text for text, *_ in shown(lab, "scheduled")] == ["ready", "held"]
    assert [text for text, *_ in shown(lab, "scheduled_approved")] == ["ready"]


def test_the_answer_to_an_update_shows_the_text_as_lists_do() -> None:
    lab = Lab({"text_in_reads": "html_escaped"})
    post = lab.by_hand(text="Tea")
    changed = lab.api.put(f"/posts/{post['id']}", json={"post": {"text": "Tea & more"}}).json()
    assert changed["text"] == lab.texts()[0] == "Tea &amp; more"
    assert lab.inside()[0]["text"] == "Tea & more"


def test_the_same_post_is_left_out_for_a_while() -> None:
    lab = Lab({"omission_seconds": "20"})
    for minutes in range(3):
        lab.by_hand(text=str(minutes), minutes=60 + minutes)
    seen = []
    for _ in range(6):
        seen.append(frozenset({"0", "1", "2"} - set(lab.texts())))
        lab.wait(10)
    first, same, none, whole, other, also_other = seen
    assert (first, other) == (same, also_other)
    assert (len(first), len(other)) == (1, 1)
    assert none == whole == frozenset()


def test_ideas_have_no_account_and_no_time(lab: Lab) -> None:
    idea = {"networks": {"default": {"type": "status", "text": "Idea"}}}
    lab.schedule(idea, state="draft_private")
    expected = [("Idea", "draft", None, False)]
    assert shown(lab, "draft_private") == shown(lab, "draft") == shown(lab, "all") == expected
    assert shown(lab, "draft_public") == shown(lab, "draft_undated") == []
    dated = {"from": "2026-11-01", "to": "2026-12-31", "state[]": "all"}
    assert lab.posts(**dated) == lab.posts(**{"state[]": "all", "account_ids[]": BLUESKY}) == []


def test_a_draft_without_a_time_is_not_listed_by_dates(lab: Lab) -> None:
    lab.schedule(entry(minutes=None), state="draft")
    assert shown(lab, "draft_undated") == [("Hello", "draft", BLUESKY, False)]
    assert lab.posts(**{"from": "2026-11-01", "to": "2026-12-31", "state[]": "all"}) == []


def test_a_series_is_one_post_at_its_next_time_and_leaves_published_ones(lab: Lab) -> None:
    rule = {"start_date": at(60), "end_date": at(60 + 1440), "repeat": "daily", "repeat_rate": 1}
    lab.schedule(entry(minutes=None, recurring=rule), state="recurring")
    (series,) = lab.posts(**{"state[]": "recurring"})
    assert series["state"] == "recurring"
    lab.wait(61 * 60)
    (later,) = lab.posts(**{"state[]": "recurring"})
    (run,) = lab.posts(**{"state[]": "published"})
    assert later["id"] == series["id"] != run["id"]
    assert run["scheduled_at"] == series["scheduled_at"] < later["scheduled_at"]
    lab.wait(86400)
    assert shown(lab, "recurring") == [("Hello", "recurring", BLUESKY, False)]
    assert len(lab.posts(**{"state[]": "published"})) == 2


def test_a_recycled_post_moves_on_and_leaves_a_published_one(lab: Lab) -> None:
    lab.schedule(entry(recycling={"gap": 1, "gap_freq": "Day", "expire_count": "2"}))
    (before,) = lab.posts(**{"state[]": "recycling"})
    lab.wait(61 * 60)
    (after,) = lab.posts(**{"state[]": "recycling"})
    (run,) = lab.posts(**{"state[]": "published"})
    assert after["id"] == before["id"] != run["id"]
    assert run["scheduled_at"] == before["scheduled_at"] < after["scheduled_at"]
    lab.wait(86400)
    assert shown(lab, "recycling") == [("Hello", "recycling", BLUESKY, False)]


def test_nothing_shows_that_publer_picked_the_time(lab: Lab) -> None:
    lab.schedule(entry(minutes=None, auto=True, range={"start_date": at(0), "end_date": at(600)}))
    (post,) = lab.posts(**{"state[]": "scheduled"})
    assert (post["state"], post["scheduled_at"][11:16]) == ("scheduled", "09:00")
    assert "auto" not in post
