"""The control calls: look inside, act as a colleague, move time, start over."""

from typing import Any

import pytest

from tests.emulator.lab import BLUESKY, Lab, X, at


def test_a_colleague_makes_a_post(lab: Lab) -> None:
    made = lab.by_hand(X, text="Hi", minutes=60)
    (listed,) = lab.posts()
    assert (listed["id"], listed["text"], listed["type"]) == (made["id"], "Hi", "status")
    assert (made["origin"], made["account_alias"]) == ("hand", "shop-x")


def test_a_colleague_uses_media_by_id(lab: Lab) -> None:
    media = lab.upload()
    made = lab.by_hand(media=[media["id"]])
    assert (made["type"], made["media"][0]["name"]) == ("photo", "a.png")
    assert lab.posts()[0]["media"][0]["id"] == media["id"]


def test_a_published_post_made_by_hand_has_a_link(lab: Lab) -> None:
    assert lab.by_hand(state="published", minutes=-60)["post_link"].startswith("https://bsky.app/")
    given = lab.by_hand(state="published", minutes=-90, post_link=None)
    assert given["post_link"] is None


def test_a_colleague_edits_and_removes_a_post(lab: Lab) -> None:
    post = lab.by_hand()
    change = {"text": "New", "title": "T", "scheduled_at": at(90), "state": "draft", "type": "link"}
    edited = lab.control.put(f"/posts/{post['id']}", json=change).json()
    assert {key: edited[key] for key in ("text", "title", "state", "type")} == {
        key: change[key] for key in ("text", "title", "state", "type")
    }
    assert edited["scheduled_at"] == "2026-11-24T08:30:00.000+01:00"
    assert lab.control.delete(f"/posts/{post['id']}").json() == {"deleted": post["id"]}
    assert (lab.inside(), lab.posts()) == ([], [])


def test_a_post_is_hidden_from_some_listings(lab: Lab) -> None:
    post, other = lab.by_hand(text="a"), lab.by_hand(text="b", minutes=90)
    inside = lab.control.put(f"/posts/{post['id']}", json={"hidden_listings": 2}).json()
    assert (inside["hidden_listings"], inside["updated_at"]) == (2, post["updated_at"])
    assert lab.texts(state="draft") == []
    assert [lab.texts() for _ in range(3)] == [["b"], ["b"], ["a", "b"]]
    assert lab.api.put(f"/posts/{other['id']}", json={"post": {"text": "c"}}).status_code == 200


def test_a_post_is_hidden_until_a_time(lab: Lab) -> None:
    post = lab.by_hand()
    lab.control.put(f"/posts/{post['id']}", json={"hidden_until": at(2)})
    assert (lab.texts(), len(lab.inside())) == ([], 1)
    lab.wait(119)
    assert lab.texts() == []
    lab.wait(1)
    assert lab.texts() == ["By hand"]


def test_a_hidden_post_is_shown_again(lab: Lab) -> None:
    post = lab.by_hand(hidden_until=at(500), hidden_listings=3)
    assert lab.texts() == []
    lab.control.put(f"/posts/{post['id']}", json={"hidden_until": None, "hidden_listings": 0})
    assert lab.texts() == ["By hand"]


GOOD = {"account_id": BLUESKY, "text": "x", "scheduled_at": at(60)}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ([], "must be a JSON object"),
        ({}, "account_id must be the id of an account, not None"),
        (GOOD | {"account_id": "f" * 24}, "account_id must be"),
        (GOOD | {"account_id": ["x"]}, "account_id must be"),
        (GOOD | {"scheduled_at": None}, "scheduled_at is missing"),
        (GOOD | {"scheduled_at": "soon"}, "scheduled_at must be an ISO 8601 time, not 'soon'"),
        (GOOD | {"scheduled_at": "9999-12-31T23:59:59-23:00"}, "scheduled_at must be"),
        (GOOD | {"state": "odd"}, "state must be one of scheduled,"),
        (GOOD | {"state": ["odd"]}, "state must be one of"),
        (GOOD | {"text": 5}, "text must be a text, not 5"),
        (GOOD | {"media": "x"}, "media must be a list of ids"),
        (GOOD | {"media": [{"url": "x"}]}, "media must be a list of ids"),
        (GOOD | {"hidden_listings": -1}, "hidden_listings must be a whole number from 0 up"),
        (GOOD | {"hidden_listings": True}, "hidden_listings must be"),
        (GOOD | {"hidden_until": "soon"}, "hidden_until must be an ISO 8601 time"),
        (GOOD | {"colour": "red"}, "unknown key 'colour'"),
    ],
)
def test_a_post_by_hand_that_cannot_be(lab: Lab, body: Any, complaint: str) -> None:
    answer = lab.control.post("/posts", json=body)
    assert answer.status_code == 400
    assert complaint in answer.json()["error"]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_post_that_is_not_there(lab: Lab, method: str) -> None:
    answer = lab.control.request(method, "/posts/nothing", json={"text": "x"})
    assert answer.status_code == 404
    assert answer.json() == {"error": "there is no post 'nothing'"}


def test_an_edit_must_say_what(lab: Lab) -> None:
    assert lab.control.put(f"/posts/{lab.by_hand()['id']}", json={}).status_code == 400


@pytest.mark.parametrize("state", ["draft_public", "draft_private", "draft"])
def test_drafts_by_hand_need_no_time(lab: Lab, state: str) -> None:
    account = BLUESKY if state == "draft" else None
    assert lab.by_hand(account, state=state, minutes=None)["scheduled_at"] is None


def test_the_clock_is_set_and_advanced(lab: Lab) -> None:
    lab.control.post("/clock", json={"now": "2027-01-01T12:00:00Z"})
    answer = lab.control.post("/clock", json={"advance_seconds": 90}).json()
    assert answer == {"now": "2027-01-01T13:01:30.000+01:00"} == lab.control.get("/clock").json()


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"now": "soon"},
        {"now": 5},
        {"advance_seconds": "5"},
        {"advance_seconds": True},
        {"advance_seconds": 1e300},
        {"now": "2027-01-01T12:00:00Z", "advance_seconds": 5},
    ],
)
def test_a_clock_that_cannot_be_set(lab: Lab, body: Any) -> None:
    answer = lab.control.post("/clock", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_the_log_lists_api_requests_only(lab: Lab) -> None:
    lab.control.get("/posts")
    lab.api.get("/posts", params={"state[]": "draft"})
    lab.api.get("/nowhere")
    logged = lab.control.get("/requests").json()
    assert [(one["method"], one["path"], one["status"]) for one in logged] == [
        ("GET", "/api/v1/posts", 200),
        ("GET", "/api/v1/nowhere", 404),
    ]
    assert (logged[0]["query"], logged[0]["time"]) == (
        "state%5B%5D=draft",
        "2026-11-24T07:00:00.000+01:00",
    )
    lab.control.delete("/requests")
    assert lab.control.get("/requests").json() == []


def test_control_calls_are_not_rate_limited() -> None:
    lab = Lab({"rate_limit": "1/60"})
    assert {lab.control.get("/posts").status_code for _ in range(3)} == {200}
    assert lab.api.get("/users/me").status_code == 200


def test_reset_goes_back_to_the_seed() -> None:
    lab = Lab({"page_size": "7"})
    first = lab.by_hand()
    lab.upload()
    lab.fault("html", count=9)
    lab.control.post("/options", json={"page_size": "3"})
    lab.control.post("/clock", json={"advance_seconds": 600})
    lab.control.post("/reset")
    assert (lab.inside(), lab.control.get("/faults").json()) == ([], [])
    assert lab.control.get("/options").json()["page_size"] == "7"
    assert lab.control.get("/clock").json()["now"] == "2026-11-24T07:00:00.000+01:00"
    assert lab.by_hand()["id"] == first["id"]


@pytest.mark.parametrize(
    ("headers", "path"),
    [
        ({"Host": "evil.example"}, "/_emulator/posts"),
        ({"Host": "evil.example"}, "/api/v1/users/me"),
        ({"Host": "127.0.0.1.evil.example"}, "/"),
        ({"Origin": "https://evil.example"}, "/_emulator/posts"),
    ],
)
def test_foreign_hosts_and_pages_are_refused(lab: Lab, headers: dict[str, str], path: str) -> None:
    answer = lab.api.get(f"http://127.0.0.1{path}", headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["localhost:8787", "[::1]:8787", "127.0.0.1"])
def test_this_machine_has_several_names(lab: Lab, host: str) -> None:
    assert lab.api.get("/users/me", headers={"Host": host}).status_code == 200


def test_a_client_may_name_the_real_site_as_its_origin(lab: Lab) -> None:
    origin = {"Origin": "https://app.publer.com"}
    assert lab.api.get("/users/me", headers=origin).status_code == 200


def test_a_route_that_is_not_there(lab: Lab) -> None:
    assert lab.control.get("/nowhere").status_code == 404
