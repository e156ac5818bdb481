"""Publer's answers are anyone's words: each ends in data or in one error, in little memory and time."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync import http
from publer_sync.api import errors
from publer_sync.api.decode import posts
from publer_sync.http import DEEPEST, parsed
from tests.support.planning import NOW
from tests.support.scripted import a_server, permitted, says, writes

MEGABYTE = 1 << 20


def pours(chunks: Iterator[bytes], **headers: str) -> httpx.Response:
    """An answer that comes in pieces."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(200, headers=named, content=chunks)


def test_an_answer_of_half_a_gigabyte_is_cut_off() -> None:
    sent = 0

    def flood() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(500):
            sent += 1
            yield b" " * MEGABYTE

    session = a_server(lambda request: pours(flood())).session()
    with pytest.raises(errors.ServerError, match="too large") as caught:
        session.write("POST", "/posts/schedule", permitted)
    assert sent <= (http.MOST >> 20) + 1
    assert not caught.value.not_done


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(6 * http.MOST), 1)
    session = a_server(lambda request: pours(iter([bomb]), content_encoding="gzip")).session()
    tracemalloc.start()
    with pytest.raises(errors.ServerError, match="too large"):
        session.write("POST", "/posts/schedule", permitted)
    assert tracemalloc.get_traced_memory()[1] < 3 * http.MOST
    tracemalloc.stop()


def test_an_honest_packed_answer_is_read() -> None:
    packed = gzip.compress(json.dumps([{"id": "a"}]).encode())
    pieces = [packed[at : at + 3] for at in range(0, len(packed), 3)]
    server = a_server(lambda request: pours(iter(pieces), content_encoding="gzip"))
    assert server.session().get("/accounts") == [{"id": "a"}]
    assert server.requests[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("encoding", "content"),
    [("gzip", b"not packed"), ("gzip", gzip.compress(b"[1, 2, 3]", mtime=0)[:-12]),
     ("br", b"\x0b\x02\x80[]\x03"),
     ("deflate", zlib.compress(b"[]")), ("gzip, gzip", b"[")],
    ids=["no gzip", "cut off", "br", "deflate", "twice"],
)  # fmt: skip
def test_an_answer_that_cannot_be_unpacked_is_an_error(encoding: str, content: bytes) -> None:
    server = a_server(lambda request: pours(iter([content]), content_encoding=encoding))
    with pytest.raises((errors.UnreachableError, errors.ServerError)):
        server.session().write("POST", "/posts/schedule", permitted)


def test_an_answer_that_drips_is_given_up() -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(10_000):
            server.time.sleep(5)
            yield b" "

    server = a_server(lambda request: pours(drip()))
    with pytest.raises(errors.ServerError, match="too slow"):
        server.session().write("POST", "/posts/schedule", permitted)
    assert server.time.slept <= http.LONGEST + 5


@pytest.mark.parametrize(
    "written",
    ["NaN", "[Infinity]", '{"a": -Infinity}', "1e999", "[" * 100_000, "1" * 5000,
     "[" * (DEEPEST + 2) + "]" * (DEEPEST + 2), "\x00", "\ufeff[]", '{"a": 1} {}', "null", ""],
)  # fmt: skip
def test_what_is_no_sound_json_is_not_publers(written: str) -> None:
    with pytest.raises(errors.ServerError, match="not its API"):
        a_server(writes(written.encode())).session().write("POST", "/posts/schedule", permitted)


@pytest.mark.parametrize(
    "kind", ["text/html; charset=hex", "text/x; charset=utf-16", "image/png", "", "\x80"]
)
def test_the_kind_that_an_answer_claims_changes_nothing(kind: str) -> None:
    headers = [(b"content-type", kind.encode("latin-1"))]
    server = a_server(lambda request: httpx.Response(200, headers=headers, content=b"[1]"))
    assert server.session().get("/accounts") == [1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_ends_there(status: int) -> None:
    server = a_server(writes("", status, location="https://elsewhere.example/"))
    with pytest.raises(errors.ServerError):
        server.session().get("/accounts")
    assert {request.url.host for request in server.requests} == {"127.0.0.1"}


HOSTILE_IDS: tuple[Any, ...] = (
    "a&post_ids[]=b", "a]=b", "../x", "..", "/", "a/b", "C:\\x", "\\\\server\\share", "a\0", "a\nb",
    "\x1b[2J", "a\u202eb", "%2e%2e", "a b", "", " ", "a" * 101, "a" * 100_000, "é", "\ud800",
    None, True, 1.5, [], {"id": "a"},
)  # fmt: skip


@pytest.mark.parametrize("given", HOSTILE_IDS, ids=lambda given: repr(given)[:20])
def test_a_hostile_id_counts_as_none(given: Any) -> None:
    assert posts.ident(given) == ""
    assert posts.account({"id": given}).id == ""
    assert posts.job_id({"job_id": given}) is None
    assert posts.deleted_ids({"deleted_ids": [given, "good"]}) == {"good"}
    post = {"id": given, "account_id": "b", "state": "scheduled", "scheduled_at": NOW.isoformat()}
    with pytest.raises(errors.ServerError, match="cannot be read"):
        a_server(writes(json.dumps({"posts": [post]}))).reader().posts(["b"], NOW, NOW)


@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_no_id_changes_the_query_of_a_delete(post_id: str) -> None:
    server = a_server(says({"deleted_ids": []}))
    try:
        server.writer().delete([post_id, "mine"])
    except errors.RejectedError:
        assert server.requests == []
    else:
        url = server.requests[0].url
        assert url.path == "/api/v1/posts"
        assert url.params.multi_items() == [("post_ids[]", post_id), ("post_ids[]", "mine")]


@pytest.mark.parametrize("text", ['"\\ud800"', '{"\\udfff": ["\\ud83d"]}', "1e308", "[0.1, -0.0]"])
def test_what_is_parsed_can_be_written_again(text: str) -> None:
    found = parsed(text, lambda words: words)
    assert json.dumps(found, allow_nan=False, ensure_ascii=False).encode("utf-8")
