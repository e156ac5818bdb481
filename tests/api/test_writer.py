"""The writer: one request each, and none that could empty the queue."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.api.encode.envelope import bulk
from publer_sync.api.errors import RejectedError
from publer_sync.api.writer import Writer
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import (
    At,
    Auto,
    NoTime,
    Now,
    PublishMode,
    Recurring,
    Repeat,
    Schedule,
)
from tests.support.builders import MORNING, a_post
from tests.support.pictures import a_picture
from tests.support.scripted import a_server, says
from tests.support.world import a_world

NOTHING = Resources()


@pytest.mark.parametrize("ids", [[], [""], ["  "], ["p1", ""], ["\t", "p1"], ["p"] * 51])
def test_a_delete_that_could_empty_the_queue_cannot_be_built(ids: list[str]) -> None:
    server = a_server(says({"deleted_ids": []}))
    with pytest.raises(ValueError, match="blank|ids in one delete"):
        server.writer().delete(ids)
    assert server.requests == []


def test_the_ids_of_a_delete_stand_in_the_query_in_brackets() -> None:
    server = a_server(says({"deleted_ids": ["p1", 2]}))
    assert server.writer().delete(["p1", "2", "p3"]) == frozenset({"p1", "2"})
    (sent,) = server.requests
    assert sent.url.query == b"post_ids%5B%5D=p1&post_ids%5B%5D=2&post_ids%5B%5D=p3"
    assert (sent.method, sent.url.path, sent.content) == ("DELETE", "/api/v1/posts", b"")


def test_an_id_cannot_smuggle_in_another() -> None:
    server = a_server(says({"deleted_ids": []}))
    with pytest.raises(RejectedError, match="is no id") as caught:
        server.writer().delete(["p1", "p1&post_ids[]=p2"])
    assert caught.value.not_done
    assert server.requests == []


def test_the_emulated_queue_keeps_what_was_not_named(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    account = a_post().account.id
    made = [
        world.by_hand(account_id=account, text=f"{n}", scheduled_at=f"2036-05-0{n}T09:00Z")
        for n in (5, 6, 7)
    ]
    assert Writer(world.session()).delete([made[1]["id"]]) == frozenset({made[1]["id"]})
    assert [post["id"] for post in world.posts()] == [made[0]["id"], made[2]["id"]]


def test_an_update_sends_the_text_and_the_title_only_if_asked() -> None:
    server = a_server(says({}))
    server.writer().update("p1", "New", "Title", with_title=False)
    server.writer().update("p1", "New", None, with_title=True)
    assert [json.loads(sent.content) for sent in server.requests] == [
        {"post": {"text": "New"}},
        {"post": {"text": "New", "title": None}},
    ]
    assert server.requests[0].url.path == "/api/v1/posts/p1"


def test_the_id_of_an_update_stays_one_part_of_the_path() -> None:
    server = a_server(says({}))
    for given in ("../schedule", "..", "a/b", "a?b=c", "a#b", "a\nb"):
        with pytest.raises(RejectedError, match="is no id"):
            server.writer().update(given, "New", None, with_title=False)
    assert server.requests == []
    with pytest.raises(ValueError, match="blank"):
        server.writer().update(" ", "New", None, with_title=False)


@pytest.mark.parametrize("number", [0, 501])
def test_a_create_holds_1_to_500_posts(number: int) -> None:
    server = a_server(says({"job_id": "j1"}))
    with pytest.raises(ValueError, match="posts are not one request"):
        server.writer().create([a_post()] * number, NOTHING)
    assert server.requests == []


def test_a_create_of_500_posts_is_one_request() -> None:
    server = a_server(says({"job_id": "j1"}))
    posts = [a_post(scheduled_at=MORNING + timedelta(minutes=2 * n)) for n in range(500)]
    assert server.writer().create(posts, NOTHING) == "j1"
    assert len(json.loads(server.requests[0].content)["bulk"]["posts"]) == 500


def test_a_create_never_goes_to_the_path_that_publishes_at_once() -> None:
    server = a_server(says({}))
    assert server.writer().create([a_post()], NOTHING) is None
    assert server.requests[0].url.path == "/api/v1/posts/schedule"


def test_a_create_takes_no_post_that_goes_out_at_once() -> None:
    server = a_server(says({}))
    with pytest.raises(ValueError, match="at once"):
        server.writer().create([a_post(schedule=Now())], NOTHING)
    assert server.requests == []


def test_a_create_takes_posts_of_one_kind_only() -> None:
    server = a_server(says({}))
    draft = a_post(schedule=NoTime(), standing=PublishMode.DRAFT)
    with pytest.raises(ValueError, match="not one request"):
        server.writer().create([a_post(), draft], NOTHING)
    assert server.requests == []


def test_publishing_at_once_has_a_path_of_its_own() -> None:
    server = a_server(says({"job_id": "j1"}))
    assert server.writer().publish_now(a_post(schedule=Now()), NOTHING) == "j1"
    (sent,) = server.requests
    assert sent.url.path == "/api/v1/posts/schedule/publish"
    assert json.loads(sent.content)["bulk"]["state"] == "scheduled"
    assert b"scheduled_at" not in sent.content


DAILY = Recurring(since=MORNING, repeat=Repeat.DAILY)


@pytest.mark.parametrize(
    ("schedule", "standing"),
    [
        (At(MORNING), PublishMode.SCHEDULED),
        (Auto(MORNING, MORNING), PublishMode.SCHEDULED),
        (DAILY, PublishMode.SCHEDULED),
        (NoTime(), PublishMode.DRAFT),
        (At(MORNING), PublishMode.DRAFT),
        (Now(), PublishMode.DRAFT),
        (NoTime(), PublishMode.PUBLIC_IDEA),
    ],
)
def test_nothing_is_published_at_once_that_does_not_ask_for_it(
    schedule: Schedule, standing: PublishMode
) -> None:
    server = a_server(says({"job_id": "j1"}))
    with pytest.raises(ValueError, match=r"at once|do not go together"):
        server.writer().publish_now(a_post(schedule=schedule, standing=standing), NOTHING)
    assert server.requests == []


def test_an_upload_is_multipart_and_goes_into_the_library(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    stored = Writer(world.session()).upload("box.png", io.BytesIO(a_picture()))
    assert stored.type == "photo"
    sent = world.wire.requests[0]
    assert sent.headers["content-type"].startswith("multipart/form-data")
    assert world.control.get("/_emulator/posts").json() == []


def test_an_upload_that_was_answered_without_an_id_is_refused() -> None:
    server = a_server(says({"error": "undefined method 'content_type' for nil"}))
    with pytest.raises(RejectedError, match="content_type") as caught:
        server.writer().upload("box.png", io.BytesIO(b"x"))
    assert caught.value.location == "box.png"


def test_an_upload_learns_the_final_address_and_what_networks_take(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    stored = Writer(world.session()).upload("box.png", io.BytesIO(a_picture()))
    assert stored.path
    assert "/tmp/" not in stored.path
    assert stored.validity["twitter"] == {"photo": True}


def test_an_import_is_single_and_names_its_file() -> None:
    server = a_server(says({"job_id": "j1"}))
    assert server.writer().import_from("https://example.com/a.mp4", "a.mp4") == "j1"
    (sent,) = server.requests
    assert sent.url.path == "/api/v1/media/from-url"
    media = {"url": "https://example.com/a.mp4", "name": "a.mp4", "caption": None}
    assert json.loads(sent.content) == {
        "media": [media | {"source": "upload"}],
        "type": "single",
        "direct_upload": True,
        "in_library": True,
    }


@pytest.mark.parametrize("schedule", [At(MORNING), Recurring(since=MORNING, repeat=Repeat.DAILY)])
def test_a_kept_request_is_sent_as_it_is(schedule: Schedule) -> None:
    server = a_server(says({"job_id": "j1"}))
    kept = bulk([a_post(schedule=schedule)], NOTHING)
    assert server.writer().create_again(kept) == "j1"
    (sent,) = server.requests
    assert (sent.url.path, json.loads(sent.content)) == ("/api/v1/posts/schedule", kept)


TIMELESS = {"networks": {}, "accounts": [{"id": "a1"}]}


@pytest.mark.parametrize(
    "kept",
    [
        {"state": "scheduled", "posts": []},
        {"state": "scheduled", "posts": [TIMELESS]},
        {"state": "scheduled", "posts": [{"networks": {}, "accounts": []}]},
        {"state": "recurring", "posts": bulk([a_post()], NOTHING)["bulk"]["posts"]},
    ],
)
def test_a_kept_request_that_leaves_its_time_open_is_not_sent(kept: object) -> None:
    server = a_server(says({"job_id": "j1"}))
    with pytest.raises(ValueError, match="time open"):
        server.writer().create_again({"bulk": kept})
    assert server.requests == []
