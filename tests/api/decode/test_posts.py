"""What Publer's JSON says, in every shape that it has been seen in, and in some that it never should."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publer_sync.api.decode import media, posts
from publer_sync.api.decode.posts import JobStatus

A = "63c675b54e299e9cf2b667ea"
NEST = {"account_id": A, "account_name": "Shop", "provider": "facebook", "message": "No"}


@pytest.mark.parametrize("body", [{"job_id": "j1"}, {"success": True, "data": {"job_id": "j1"}}])
def test_the_id_of_a_job_stands_flat_or_in_data(body: Any) -> None:
    assert posts.job_id(body) == "j1"


@pytest.mark.parametrize("body", [None, [], {}, {"job_id": None}, {"data": None}, "j1", 7])
def test_an_answer_without_a_job_has_none(body: Any) -> None:
    assert posts.job_id(body) is None


@pytest.mark.parametrize("word", ["complete", "completed", "done", "success", "Complete"])
def test_every_word_for_done(word: str) -> None:
    nested = {"success": True, "data": {"status": word, "result": {"status": word}}}
    assert posts.job({"status": word}).status is JobStatus.DONE
    assert posts.job(nested).status is JobStatus.DONE


@pytest.mark.parametrize("word", ["failed", "error"])
def test_every_word_for_failed(word: str) -> None:
    assert posts.job({"status": word}).status is JobStatus.FAILED


@pytest.mark.parametrize(
    "body", [{"status": "working"}, {"status": None}, {"status": 7}, {}, [], 1]
)
def test_all_else_is_still_at_work(body: Any) -> None:
    assert posts.job(body).status is JobStatus.WORKING


def test_the_word_in_the_envelope_does_not_speak_for_the_job() -> None:
    body = {"status": "success", "data": {"status": "working"}}
    assert posts.job(body).status is JobStatus.WORKING


@pytest.mark.parametrize(
    "failures",
    [[NEST], {A: [NEST]}, {A: NEST}, {A: "No"}, {A: ["No"]}, {"0": [NEST]}, {"facebook": NEST}],
)
@pytest.mark.parametrize("nested", [False, True])
def test_failures_of_every_shape_name_their_account(failures: Any, nested: bool) -> None:
    result = {"status": "failed", "payload": {"failures": failures}}
    body = {"success": True, "data": {"status": "failed", "result": result}} if nested else result
    (failure,) = posts.job(body).failures
    assert (failure.message, failure.account_id) == ("No", A)


@pytest.mark.parametrize(
    "payload",
    [{"failures": ["No"]}, {"failures": "No"}, {"failures": [{"message": "No"}]},
     [{"type": "error", "failure": {"message": "No"}}], {"failure": {"message": "No"}}],
)  # fmt: skip
def test_failures_that_name_nobody(payload: Any) -> None:
    (failure,) = posts.job({"status": "complete", "payload": payload}).failures
    assert (failure.message, failure.account_id) == ("No", None)


@pytest.mark.parametrize(
    "payload", [None, {}, [], {"failures": {}}, {"failures": []}, [{"post": {}}]]
)
def test_no_failures(payload: Any) -> None:
    assert posts.job({"status": "complete", "payload": payload}).failures == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [("67da8532075cdb33821384c4", "67da8532075cdb33821384c4"), (195306517, "195306517"),
     ("195306517", "195306517"), ("a-b_c", "a-b_c")],
)  # fmt: skip
def test_ids_are_texts_or_numbers(value: Any, text: str) -> None:
    assert posts.ident(value) == text


@pytest.mark.parametrize(
    "value",
    [None, True, 1.5, "", " ", "a b", "a/b", "../x", "a&post_ids[]=b", "a?b", "a\n", "é", "%00",
     "x" * 101, [], {}],
)  # fmt: skip
def test_hostile_ids_are_none(value: Any) -> None:
    assert posts.ident(value) == ""


def test_a_whole_post() -> None:
    post = posts.post(
        {"id": 7, "account_id": A, "state": "published", "type": "photo", "text": "Hi",
         "title": None, "scheduled_at": "2036-05-05T09:00:00.000+02:00", "post_link": "https://x",
         "media": [{"id": "m1"}, {"id": 5}, "?"], "failure": "No"}
    )  # fmt: skip
    assert (post.id, post.account_id, post.text, post.title) == ("7", A, "Hi", None)
    assert post.scheduled_at == datetime(2036, 5, 5, 7, 0, tzinfo=UTC)
    assert (post.media_ids, post.failure) == (("m1", "5"), "No")


def test_what_is_missing_is_unknown_and_never_empty() -> None:
    post = posts.post({"id": "p1"})
    assert (post.text, post.title, post.scheduled_at, post.media_ids) == (None, None, None, None)


@pytest.mark.parametrize(
    "value",
    [None, 7, "", "tomorrow", "2036-05-05T09:00:00", "2036-13-05T09:00:00Z",
     "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"],
)  # fmt: skip
def test_a_moment_that_cannot_be_is_unknown(value: Any) -> None:
    assert posts.moment(value) is None


@pytest.mark.parametrize("provider", ["wordpress", "wordpress_oauth", "wordpress_basic"])
def test_wordpress_has_three_names(provider: str) -> None:
    account = posts.account({"id": "a1", "provider": provider, "type": "wordpress_basic"})
    assert (account.provider, account.type) == ("wordpress", "wordpress_basic")


@pytest.mark.parametrize(
    "body", [["x"], {"data": ["x"]}, {"posts": ["x"]}, {"data": {"posts": []}}]
)
def test_lists_stand_at_the_top_or_in_an_envelope(body: Any) -> None:
    assert posts.found_list(body, "posts") == []


@pytest.mark.parametrize("body", [{}, None, "x", {"posts": None}, {"data": {}}, {"posts": {}}])
def test_no_list_is_not_an_empty_list(body: Any) -> None:
    assert posts.found_list(body, "posts") is None


@pytest.mark.parametrize(
    "body", [{"deleted_ids": ["a", 7]}, {"success": True, "data": {"deleted_ids": ["a", "7"]}}]
)
def test_deleted_ids(body: Any) -> None:
    assert posts.deleted_ids(body) == {"a", "7"}


@pytest.mark.parametrize("body", [None, [], {}, {"deleted_ids": None}, {"deleted_ids": 3},
                                  {"deleted_ids": "ab"}, {"deleted_ids": [None, ""]}])  # fmt: skip
def test_no_deleted_ids(body: Any) -> None:
    assert posts.deleted_ids(body) == frozenset()


@pytest.mark.parametrize("body", [None, [], {}, {"error": "nil"}, {"id": ""}, {"id": None}])
def test_an_upload_without_an_id_is_none(body: Any) -> None:
    assert media.uploaded(body) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["data", "status", "payload", "failures", "message", "result", "posts",
                         "id", "job_id", "deleted_ids", "media", "scheduled_at", "text",
                         "post", "error", "validity", "albums", "account_id", "info"]), inner),
    max_leaves=20,
)  # fmt: skip


@settings(derandomize=True, max_examples=200, deadline=None)
@given(JSON)
def test_no_json_breaks_the_reading(body: Any) -> None:
    posts.job(body)
    posts.job_id(body)
    media.uploaded(body)
    media.imported(body)
    media.by_account(body, "albums")
    media.locations(body)
    posts.deleted_ids(body)
    for item in posts.objects(body, "posts"):
        posts.post(item)
        posts.account(item)
        posts.workspace(item)


def test_a_job_names_the_posts_that_it_published() -> None:
    failure = {"type": "error", "failure": {"message": "No"}}
    payload = [{"post": {"id": "p1", "account_id": "a1"}}, failure, {"post": {"id": 7}}]
    job = posts.job({"status": "complete", "payload": payload})
    assert job.post_ids == ("p1", "7")
    assert [failed.message for failed in job.failures] == ["No"]
