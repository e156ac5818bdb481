"""PUT and DELETE: what changes, what is left out, what is refused."""

from typing import Any

import httpx
import pytest

from tests.emulator.lab import BLUESKY, FACEBOOK, ID, LINKEDIN, Lab, X, entry


def put(lab: Lab, post_id: str, **change: Any) -> httpx.Response:
    return lab.api.put(f"/posts/{post_id}", json={"post": change})


def delete(lab: Lab, *ids: str) -> list[str]:
    gone: list[str] = lab.api.delete("/posts", params={"post_ids[]": ids}).json()["deleted_ids"]
    return gone


def test_an_update_changes_text_and_title_and_nothing_else(lab: Lab) -> None:
    post = lab.by_hand(minutes=60)
    sent = {"text": "New", "title": "T", "scheduled_at": "2027-01-01T00:00:00Z", "type": "link"}
    answer = put(lab, post["id"], **sent).json()
    (after,) = lab.inside()
    assert (after["text"], after["title"]) == ("New", "T") == (answer["text"], answer["title"])
    assert [after[key] for key in ("scheduled_at", "type", "state")] == [
        post[key] for key in ("scheduled_at", "type", "state")
    ]


def test_the_answer_of_an_update_shows_more_than_the_list(lab: Lab) -> None:
    media = [{"id": lab.upload()["id"], "alt_text": "A box"}]
    link = {"url": "https://example.com", "title": "E", "images": ["https://example.com/i.png"]}
    content = {"type": "photo", "media": media, "link": link}
    lab.schedule(entry(content=content, target={"labels": ["spring"]}))
    detail = put(lab, lab.inside()[0]["id"], text="Hello").json()
    assert detail["media"][0]["alt_text"] == "A box"
    assert detail["link"]["image_url"] == "https://example.com/i.png"
    assert [label["name"] for label in detail["labels"]] == ["spring"]
    assert detail["account"]["id"] == BLUESKY


def test_an_object_that_a_post_does_not_have_is_left_out(lab: Lab) -> None:
    detail = put(lab, lab.by_hand()["id"], text="New").json()
    assert not {"link", "recycling", "recurring"} & set(detail)
    idea = lab.by_hand(None, state="draft_public", minutes=None)
    detail = put(lab, idea["id"], text="New").json()
    assert not {"account", "account_id"} & set(detail)


def test_the_answer_of_an_update_shows_a_recycling_rule(lab: Lab) -> None:
    rule = {"solo": True, "gap": 2, "gap_freq": "Week", "start_date": "2026-11-24"}
    lab.schedule(entry(recycling=rule | {"expire_count": "3", "expire_date": "2027-11-24"}))
    detail = put(lab, lab.inside()[0]["id"], text="New").json()
    assert detail["recycling"] == rule | {"expire_count": 3}
    assert "recurring" not in detail


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            {"repeat": "weekly", "repeat_rate": 2, "days_of_week": [4, 1]},
            {"frequency": "Week", "repeat_every": 2, "weekdays": ["Monday", "Thursday"]},
        ),
        (
            {"frequency": "Month", "repeat_every": "3", "days": [1]},
            {"frequency": "Month", "repeat_every": 3, "weekdays": []},
        ),
    ],
)
def test_the_answer_of_an_update_shows_a_recurring_rule(
    lab: Lab, rule: dict[str, Any], expected: dict[str, Any]
) -> None:
    start = {"start_date": "2026-11-26T08:00:00Z"}
    lab.schedule(entry(minutes=None, recurring=rule | start), state="recurring")
    detail = put(lab, lab.inside()[0]["id"], text="New").json()
    assert detail["recurring"] == expected | {"start_date": "2026-11-26T09:00:00.000+01:00"}
    assert "recycling" not in detail


def test_a_draft_with_a_broken_series_can_be_changed(lab: Lab) -> None:
    lab.schedule(entry(minutes=None, recurring={"weekdays": 5}), state="draft")
    assert put(lab, lab.inside()[0]["id"], text="New").status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": "bare"}, 400),
        ({"post": {}}, 400),
        ([], 400),
        ({"post": {"title": "alone"}}, 422),
        ({"post": {"text": 5}}, 422),
        ({"post": {"text": "x", "title": 5}}, 422),
        ({"post": {"text": "x" * 301}}, 422),
    ],
)
def test_an_update_that_is_refused(lab: Lab, body: Any, status: int) -> None:
    post = lab.by_hand()
    assert lab.api.put(f"/posts/{post['id']}", json=body).status_code == status
    assert lab.inside()[0]["text"] == "By hand"


@pytest.mark.parametrize(
    ("account", "kind", "change", "status"),
    [
        (LINKEDIN, "status", {"text": "New"}, 200),
        (LINKEDIN, "status", {"text": "By hand", "title": "New"}, 422),
        (X, "status", {"text": "New"}, 422),
        (FACEBOOK, "status", {"text": "New", "title": "New"}, 422),
        (FACEBOOK, "video", {"text": "New", "title": "New"}, 200),
        (ID["shop-telegram"], "status", {"text": "New"}, 200),
        (ID["shop-telegram"], "photo", {"text": "New"}, 422),
        (ID["shop-tiktok"], "video", {"text": "New"}, 422),
    ],
)
def test_what_can_be_changed_once_published(
    lab: Lab, account: str, kind: str, change: dict[str, str], status: int
) -> None:
    post = lab.by_hand(account, state="published", type=kind, minutes=-60)
    assert put(lab, post["id"], **change).status_code == status


def test_the_old_fields_can_be_switched_on() -> None:
    lab = Lab({"put_fields": "many", "text_normalisation": "trimmed"})
    media = lab.upload()
    lab.schedule(entry(FACEBOOK, content={"type": "link", "url": "https://example.com/1"}))
    change = {"text": "New \r\n", "type": "photo", "media": [{"id": media["id"]}], "url": "u"}
    put(lab, lab.inside()[0]["id"], **change)
    (after,) = lab.posts()
    assert (after["text"], after["type"], after["url"]) == ("New", "photo", "u")
    assert after["media"][0]["id"] == media["id"]


def test_a_post_on_its_way_out_cannot_be_changed() -> None:
    lab = Lab({"publish_seconds": "30"})
    post = lab.by_hand(minutes=1)
    lab.wait(61)
    assert put(lab, post["id"], text="New").status_code == 422


def test_with_approval_published_posts_are_closed() -> None:
    lab = Lab({"approval": "on"})
    post = lab.by_hand(LINKEDIN, state="published", minutes=-60)
    assert put(lab, post["id"], text="New").status_code == 403


def test_a_delete_answers_with_the_ids_that_are_gone(lab: Lab) -> None:
    kept, gone = lab.by_hand(minutes=60), lab.by_hand(minutes=90)
    assert delete(lab, gone["id"], "f" * 24, gone["id"]) == [gone["id"]]
    assert [post["id"] for post in lab.inside()] == [kept["id"]]
    assert delete(lab, gone["id"]) == []


@pytest.mark.parametrize(
    ("query", "body"), [("", None), ("", b'{"ids":["1"]}'), ("?post_ids[]=", None)]
)
def test_a_delete_without_ids_empties_the_queue(lab: Lab, query: str, body: bytes | None) -> None:
    lab.by_hand(minutes=60)
    lab.by_hand(state="draft", minutes=None)
    published = lab.by_hand(state="published", minutes=-60)
    answer = lab.api.request("DELETE", f"/posts{query}", content=body).json()
    assert len(answer["deleted_ids"]) == 2
    assert [post["id"] for post in lab.inside()] == [published["id"]]


def test_posts_about_to_go_out_cannot_be_deleted(lab: Lab) -> None:
    near, far = lab.by_hand(minutes=0.9), lab.by_hand(minutes=2.5)
    assert delete(lab, near["id"], far["id"]) == [far["id"]]


def test_a_number_names_an_archived_post() -> None:
    lab = Lab({"published_ids": "integer", "delete_published": "allowed"})
    lab.by_hand(LINKEDIN, minutes=1)
    lab.wait(120)
    number = lab.posts()[0]["id"]
    assert put(lab, str(number), text="New").json()["id"] == number
    assert delete(lab, str(number)) == [number]
