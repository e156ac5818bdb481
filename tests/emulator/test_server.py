"""The emulator on a real socket."""

import signal
import threading

import httpx
import pytest

from publer_sync.emulator.server import serve, start
from tests.emulator.lab import HEADERS, Lab


def test_it_answers_on_a_free_port_until_it_is_closed(lab: Lab) -> None:
    with start(lab.app) as server:
        assert httpx.get(f"{server.url}/api/v1/users/me", headers=HEADERS).status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.url)


def test_closing_ends_its_thread_even_with_an_open_connection(lab: Lab) -> None:
    before = threading.active_count()
    with httpx.Client() as client:
        server = start(lab.app)
        client.get(server.url)
        server.close()
        server.close()
    assert threading.active_count() == before


def test_it_refuses_to_listen_beyond_this_machine(lab: Lab) -> None:
    with pytest.raises(ValueError, match="loopback only"):
        start(lab.app, host="0.0.0.0")


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_serve_tells_its_url_and_ends_on_a_signal(lab: Lab, by: signal.Signals) -> None:
    told: list[str] = []

    def ready(url: str) -> None:
        told.append(url)
        assert httpx.get(url).status_code == 200
        signal.raise_signal(by)

    serve(lab.app, port=0, ready=ready)
    assert told[0].startswith("http://127.0.0.1:")
