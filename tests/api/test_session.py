"""The session: what it sends, what it retries, and that the key never shows."""

from __future__ import annotations

import io
import traceback

import httpx
import pytest

from publer_sync.api import errors
from publer_sync.api.errors import ApiError
from publer_sync.api.rate_limiter import Limiter
from publer_sync.api.session import BASE_URL, Credentials, Session
from publer_sync.errors import InvalidUsageError, UserInterruptError
from publer_sync.http import is_loopback
from tests.support.scripted import KEY, WORKSPACE, Answer, a_server, permitted, says, writes

REFUSED = httpx.ConnectError("refused")
BROKEN = httpx.ReadError("reset by peer")
SLOW = httpx.ReadTimeout("too slow")


def test_every_request_carries_key_workspace_and_agent() -> None:
    server = a_server(says([]))
    server.session().get("/accounts")
    sent = server.requests[0]
    assert sent.headers["authorization"] == f"Bearer-API {KEY}"
    assert sent.headers["publer-workspace-id"] == WORKSPACE
    assert sent.headers["user-agent"].startswith("Mozilla/5.0 (compatible; publer-sync/")
    assert str(sent.url) == "http://127.0.0.1/api/v1/accounts"


@pytest.mark.parametrize(
    "url",
    ["https://app.publer.com/api/v1", "http://127.0.0.1:8787/api/v1", "http://localhost:1",
     "http://[::1]:8787", "http://127.9.9.9"],
)  # fmt: skip
def test_https_anywhere_and_http_on_this_machine(url: str) -> None:
    assert Credentials(KEY, WORKSPACE, url).base_url == url


@pytest.mark.parametrize(
    "url",
    ["http://app.publer.com", "http://127.0.0.1.example.com", "http://localhost.example.com", "",
     "http://127.0.0.1@example.com/", "ftp://localhost", "app.publer.com", "https://",
     "http://0.0.0.0", "http://[::ffff:8.8.8.8]"],
)  # fmt: skip
def test_no_other_address_gets_the_key(url: str) -> None:
    with pytest.raises(InvalidUsageError, match="must be https") as caught:
        Credentials(KEY, WORKSPACE, url)
    assert KEY not in str(caught.value)
    assert not url.startswith("http:") or not is_loopback(url)


@pytest.mark.parametrize("key", ["", "   ", f"{KEY}\n", f"{KEY}\r\nX: y", "schlüssel", "a\0b"])
def test_a_key_that_is_none_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(InvalidUsageError, match="PUBLER_API_KEY") as caught:
        Credentials(key, WORKSPACE)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [REFUSED, BROKEN, SLOW,
     httpx.ConnectError(f"cannot send Bearer-API {KEY}"),
     says({"errors": [f"bad key {KEY}"]}, 403), says({"message": KEY}, 500),
     writes(f"<p>{KEY}</p>", 502), writes("x" * 290 + KEY, 500), writes(KEY, 200)],
)  # fmt: skip
def test_the_key_shows_in_no_error(answer: Answer) -> None:
    session = a_server(answer).session()
    with pytest.raises(ApiError) as caught:
        session.write("POST", "/posts/schedule", permitted, body={})
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert KEY[:10] not in shown
    assert KEY not in repr(session)


def test_the_key_shows_in_no_refusal_of_an_upload() -> None:
    writer = a_server(says({"error": f"no method for {KEY}"})).writer()
    with pytest.raises(errors.RejectedError) as caught:
        writer.upload("box.png", io.BytesIO(b"x"))
    assert "no method for [key]" in str(caught.value)


def test_credentials_do_not_show_the_key() -> None:
    assert KEY not in repr(Credentials(KEY, WORKSPACE)) + str(Credentials(KEY, WORKSPACE))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    server = a_server(writes("", status, location="https://elsewhere.example.com/"))
    with pytest.raises(errors.ServerError, match="not its API") as caught:
        server.session().write("POST", "/posts/schedule", permitted)
    assert [request.url.host for request in server.requests] == ["127.0.0.1"]
    assert not caught.value.not_done


@pytest.mark.parametrize(
    "trouble", [REFUSED, BROKEN, SLOW, says({}, 503), writes("<html>", 200), writes("", 408)]
)
def test_a_read_is_tried_again_with_growing_pauses(trouble: Answer) -> None:
    server = a_server(trouble, trouble, trouble, says(["fine"]))
    assert server.session().get("/accounts") == ["fine"]
    assert server.time.slept == 1 + 2 + 4


def test_a_read_is_given_up_after_five_attempts() -> None:
    server = a_server(says({"errors": ["on fire"]}, 500))
    with pytest.raises(errors.ServerError, match="on fire"):
        server.session().get("/accounts")
    assert (len(server.requests), server.time.slept) == (5, 1 + 2 + 4 + 8)


def test_a_read_that_met_the_rate_limit_waits_for_the_reset_only() -> None:
    server = a_server(says({"error": "Rate limit exceeded."}, 429), says([]))
    server.session().get("/accounts")
    assert server.time.slept == 121


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_refused_read_is_not_tried_again(status: int) -> None:
    server = a_server(says({"errors": ["no"]}, status))
    with pytest.raises(errors.RejectedError):
        server.session().get("/accounts")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [REFUSED, BROKEN, SLOW, says({}, 500), says({}, 429), says({}, 422), writes("<html>", 200)],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "UPLOAD"])
def test_a_write_is_sent_exactly_once(method: str, answer: Answer) -> None:
    server = a_server(answer)
    session = server.session()
    with pytest.raises(ApiError):
        if method == "UPLOAD":
            session.upload("/media", "a.png", io.BytesIO(b"x"), {}, permitted)
        else:
            session.write(method, "/posts", permitted, body={})
    assert (len(server.requests), server.time.slept) == (1, 0)


@pytest.mark.parametrize(
    ("address", "where"),
    [
        (BASE_URL, "GET /accounts"),
        (f"{BASE_URL}/", "GET /accounts"),
        ("http://127.0.0.1:1/x", "GET /accounts at http://127.0.0.1:1/x, as PUBLER_API_URL says"),
        (f"https://a.test/{KEY}", "GET /accounts at https://a.test/[key], as PUBLER_API_URL says"),
    ],
)
@pytest.mark.parametrize("answer", [REFUSED, says({"error": "Not found"}, 404)])
def test_an_address_that_is_not_publers_is_named(answer: Answer, address: str, where: str) -> None:
    server = a_server(answer)
    clock = server.time.clock()
    session = Session(
        Credentials(KEY, WORKSPACE, address),
        Limiter(clock),
        clock,
        random=lambda: 0.5,
        transport=server,
    )
    with pytest.raises(ApiError) as caught:
        session.get("/accounts")
    assert caught.value.location == where
    assert ("PUBLER_API_URL" in (caught.value.hint_text() or "")) == (where != "GET /accounts")


def test_a_person_can_stop_it_before_a_request() -> None:
    def stop() -> None:
        raise UserInterruptError("stop")

    server = a_server(says([]))
    with pytest.raises(UserInterruptError):
        server.session(checkpoint=stop).get("/accounts")
    assert server.requests == []
