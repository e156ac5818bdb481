"""Every kind of fault, seen from the client's side of the transport."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from publer_sync.emulator.rules.posts import COLLISION
from publer_sync.emulator.server import start
from publer_sync.emulator.store.faults import KINDS, ConnectionDropped, parse_fault, strike
from tests.emulator.lab import BLUESKY, HEADERS, NOW, PNG, Json, Lab, entry

BULK = {"bulk": {"state": "scheduled", "posts": [entry()]}}


def schedule(lab: Lab) -> httpx.Response:
    return lab.api.post("/posts/schedule", json=BULK)


def test_a_request_dropped_before_leaves_nothing(lab: Lab) -> None:
    lab.fault("drop_before", method="POST", path="/posts/schedule")
    with pytest.raises(ConnectionDropped):
        schedule(lab)
    lab.wait(5)
    assert lab.inside() == []


def test_a_request_dropped_after_is_done(lab: Lab) -> None:
    lab.fault("drop_after", method="POST", path="/posts/schedule")
    with pytest.raises(ConnectionDropped):
        schedule(lab)
    lab.wait(5)
    assert [post["text"] for post in lab.inside()] == ["Hello"]


def test_the_log_has_dropped_requests_without_a_status(lab: Lab) -> None:
    lab.fault("drop_after", path="/users")
    with pytest.raises(ConnectionDropped):
        lab.api.get("/users/me")
    logged = lab.control.get("/requests").json()
    assert [(one["path"], one["status"]) for one in logged] == [("/api/v1/users/me", None)]


@pytest.mark.parametrize(
    ("kind", "status", "content_type"),
    [
        ("status:503", 503, "application/json"),
        ("status:401", 401, "application/json"),
        ("html", 502, "text/html"),
        ("html:200", 200, "text/html"),
        ("edge_refusal", 403, "text/plain"),
    ],
)
def test_an_answer_in_place_of_the_work(
    lab: Lab, kind: str, status: int, content_type: str
) -> None:
    lab.fault(kind)
    answer = schedule(lab)
    lab.wait(5)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith(content_type)
    assert lab.inside() == []


def test_an_edge_refusal_is_not_about_the_key(lab: Lab) -> None:
    lab.fault("edge_refusal")
    assert lab.api.get("/users/me").text == "error code: 1010"


def test_an_injected_429_looks_like_the_real_one(lab: Lab) -> None:
    lab.fault("status:429:7")
    answer = lab.api.get("/accounts")
    assert answer.json() == {"error": "Rate limit exceeded. Retry later."}
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    assert answer.headers["X-RateLimit-Reset"] == str(int(NOW) + 7)
    assert "Retry-After" not in answer.headers


def test_a_status_after_the_work_is_done(lab: Lab) -> None:
    lab.fault("status_after:500", path="/posts/schedule")
    assert schedule(lab).status_code == 500
    lab.wait(5)
    assert len(lab.inside()) == 1


def test_a_slow_answer_waits_on_the_injected_sleep(lab: Lab) -> None:
    lab.fault("slow:5")
    assert lab.api.get("/users/me").status_code == 200
    assert lab.slept == [5.0]


@pytest.mark.parametrize("path", ["/posts/schedule", "/posts/schedule/publish"])
def test_a_silent_loss_completes_with_nothing_made(lab: Lab, path: str) -> None:
    lab.fault("silent_loss", path=path)
    job = lab.post_job(path, BULK)
    assert job["status"] == "complete"
    assert job["payload"] in ({"failures": {}}, [])
    assert lab.inside() == []


def test_a_false_failure_makes_everything_and_denies_it(lab: Lab) -> None:
    lab.fault("false_failure", path="/posts/schedule")
    job = lab.schedule(entry())
    assert [one["message"] for one in job["payload"]["failures"][BLUESKY]] == [COLLISION]
    assert len(lab.inside()) == 1


def test_a_false_failure_of_publishing(lab: Lab) -> None:
    lab.fault("false_failure", path="/posts/schedule/publish")
    payload = lab.publish(entry(minutes=None))["payload"]
    assert payload == [{"type": "error", "failure": {"message": COLLISION}}]
    assert lab.inside()[0]["state"] == "published"


def test_a_refusal_makes_nothing_and_says_why(lab: Lab) -> None:
    lab.fault("refuse:Not today", path="/posts/schedule")
    job = lab.schedule(entry())
    assert [one["message"] for one in job["payload"]["failures"][BLUESKY]] == ["Not today"]
    assert lab.inside() == []


def test_a_refusal_may_concern_the_posts_that_say_something(lab: Lab) -> None:
    lab.fault("refuse:Not today", says="Héllo", count=9)
    lab.schedule(
        entry(content={"text": "Other"}), entry(minutes=90, content={"text": "Héllo \U0001f600"})
    )
    lab.schedule(entry(minutes=120, content={"text": "Another"}))
    assert [post["text"] for post in lab.inside()] == ["Other", "Another"]


def test_a_refused_delete_leaves_everything(lab: Lab) -> None:
    post = lab.by_hand()
    lab.fault("refuse:Not today", method="DELETE")
    answer = lab.api.delete("/posts", params={"post_ids[]": post["id"]})
    assert (answer.status_code, answer.json()) == (422, {"errors": ["Not today"]})
    assert len(lab.inside()) == 1


def test_a_silently_lost_delete_answers_as_if_it_had_worked(lab: Lab) -> None:
    post = lab.by_hand()
    lab.fault("silent_loss", method="DELETE")
    answer = lab.api.delete("/posts", params={"post_ids[]": post["id"]})
    assert answer.json() == {"deleted_ids": [post["id"]]}
    assert len(lab.inside()) == 1


def test_a_silently_lost_update_keeps_the_text(lab: Lab) -> None:
    post = lab.by_hand(text="Old")
    lab.fault("silent_loss", method="PUT")
    answer = lab.api.put(f"/posts/{post['id']}", json={"post": {"text": "New"}})
    assert answer.json()["text"] == "New"
    assert lab.inside()[0]["text"] == "Old"


def test_a_silently_lost_upload_never_gives_its_id_again(lab: Lab) -> None:
    lab.fault("silent_loss", path="/media")
    lost, kept = lab.upload(), lab.upload()
    assert lost["id"] != kept["id"]
    listed = lab.api.get("/media", params={"types[]": "photo", "used[]": "false"}).json()
    assert [media["id"] for media in listed["media"]] == [kept["id"]]


def test_a_falsely_failed_delete_is_done(lab: Lab) -> None:
    post = lab.by_hand()
    lab.fault("false_failure", method="DELETE")
    assert lab.api.delete("/posts", params={"post_ids[]": post["id"]}).status_code == 422
    assert lab.inside() == []


def test_a_silently_lost_import_has_an_empty_payload(lab: Lab) -> None:
    lab.fault("silent_loss", path="/media/from-url")
    body = {"media": [{"url": "https://example.com/a.png", "name": "a.png"}]}
    assert lab.post_job("/media/from-url", body)["payload"] == []


def test_nth_and_count_choose_the_requests(lab: Lab) -> None:
    lab.api.get("/users/me")
    lab.fault("status:503", method="GET", path="/users", nth=2, count=2)
    lab.api.get("/accounts")
    seen = [lab.api.get("/users/me").status_code for _ in range(4)]
    assert seen == [200, 503, 503, 200]


def test_cleared_faults_no_longer_strike(lab: Lab) -> None:
    lab.fault("status:503", count=9)
    lab.control.delete("/faults")
    assert lab.api.get("/users/me").status_code == 200


def test_of_two_faults_the_first_wins_and_both_count() -> None:
    faults = [parse_fault({"kind": "status:503"}), parse_fault({"kind": "html", "nth": 2})]
    kinds = [strike(faults, "GET", "/posts") for _ in range(3)]
    assert [kind.name if kind else None for kind in kinds] == ["status", "html", None]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({}, "kind is missing"),
        ({"kind": "explode"}, KINDS[0]),
        ({"kind": "html", "nth": 0}, "nth is a whole number from 1 up"),
        ({"kind": "html", "count": True}, "count is a whole number"),
        ({"kind": "html", "path": "posts"}, "path begins with /"),
        ({"kind": "html", "method": 5}, "method is a word"),
        ({"kind": "html", "says": 5}, "says is a text"),
        ({"kind": "refuse:"}, KINDS[0]),
        ({"kind": "html", "when": 1}, "unknown key 'when'"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(
    lab: Lab, body: Mapping[str, Any], complaint: str
) -> None:
    answer = lab.control.post("/faults", json=body)
    assert answer.status_code == 400
    assert complaint in answer.json()["error"]


@pytest.mark.parametrize(("kind", "kept"), [("drop_before", 0), ("drop_after", 1)])
def test_over_a_socket_a_drop_is_a_closed_connection(lab: Lab, kind: str, kept: int) -> None:
    with start(lab.app) as server, httpx.Client(base_url=server.url, headers=HEADERS) as client:
        assert client.get("/api/v1/users/me").status_code == 200
        client.post("/_emulator/faults", json={"kind": kind, "path": "/media"})
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            client.post("/api/v1/media", files={"file": ("a.png", PNG)})
        listed: Json = client.get("/api/v1/media?types[]=photo&used[]=false").json()
    assert listed["total"] == kept
