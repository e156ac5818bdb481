"""The session over a real socket: what httpx makes of connections that go wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import httpx
import pytest

from publer_sync.api import errors
from publer_sync.api.rate_limiter import Limiter
from publer_sync.api.session import TIMEOUT, Credentials, Session
from publer_sync.emulator.app import create_app
from publer_sync.emulator.server import Server, start
from publer_sync.emulator.store.seed import API_KEY, WORKSPACE_ID
from tests.support.fake_time import FakeTime
from tests.support.scripted import permitted


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """A slow answer sleeps until this is set."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def server(released: threading.Event) -> Iterator[Server]:
    def sleep(seconds: float) -> None:
        released.wait(seconds)

    with start(create_app(sleep=sleep)) as running:
        yield running
        released.set()


@pytest.fixture
def session(server: Server) -> Iterator[Session]:
    connected = connect(server.url)
    yield connected
    connected.close()


def connect(url: str, timeout: httpx.Timeout = TIMEOUT) -> Session:
    clock = FakeTime().clock()
    credentials = Credentials(API_KEY, WORKSPACE_ID, f"{url}/api/v1")
    return Session(credentials, Limiter(clock), clock, random=lambda: 0.5, timeout=timeout)


def fault(server: Server, **wanted: object) -> None:
    httpx.post(f"{server.url}/_emulator/faults", json=wanted).raise_for_status()


def requests(server: Server) -> list[dict[str, object]]:
    found: list[dict[str, object]] = httpx.get(f"{server.url}/_emulator/requests").json()
    return found


def test_it_works_over_a_socket(session: Session) -> None:
    assert len(session.get("/accounts")) == 15


def test_nobody_listens(server: Server, session: Session) -> None:
    server.close()
    with pytest.raises(errors.NotSentError, match="cannot be reached") as caught:
        session.write("POST", "/posts/schedule", permitted, body={})
    assert caught.value.not_done


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
def test_a_dropped_connection_leaves_the_outcome_of_a_write_open(
    server: Server, session: Session, kind: str
) -> None:
    fault(server, method="DELETE", kind=kind)
    with pytest.raises(errors.UnreachableError) as caught:
        session.write("DELETE", "/posts", permitted, params=[("post_ids[]", "p1")])
    assert not caught.value.not_done
    assert len(requests(server)) == 1


def test_a_read_survives_dropped_connections(server: Server, session: Session) -> None:
    fault(server, method="GET", kind="drop_before", count=3)
    assert len(session.get("/accounts")) == 15
    assert len(requests(server)) == 4


def test_an_answer_that_comes_too_late_leaves_the_outcome_open(
    server: Server, released: threading.Event
) -> None:
    session = connect(server.url, httpx.Timeout(0.2))
    fault(server, method="POST", kind="slow:30")
    with pytest.raises(errors.UnreachableError, match="broke") as caught:
        session.write("POST", "/posts/schedule", permitted, body={})
    assert not caught.value.not_done
    released.set()
    session.close()


def test_a_page_instead_of_an_answer(server: Server, session: Session) -> None:
    fault(server, method="PUT", kind="html:200")
    with pytest.raises(errors.ServerError, match="not its API") as caught:
        session.write("PUT", "/posts/p1", permitted, body={"post": {"text": "x"}})
    assert not caught.value.not_done
