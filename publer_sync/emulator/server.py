"""The emulator on a socket of this machine: in the background, or until it is told to stop."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Self
from wsgiref.types import WSGIApplication

from waitress import create_server, wasyncore  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.task import WSGITask  # type: ignore[import-untyped]

from publer_sync.emulator.http.request_checks import is_loopback

_POLL_SECONDS = 1.0


class _Task(WSGITask):  # type: ignore[misc]
    """An answer that has a `Date` only if the app gives one: the server would add that of this machine."""

    def build_response_header(self) -> bytes:
        is_dated = any(name.lower() == "date" for name, _ in self.response_headers)
        header: bytes = super().build_response_header()
        if is_dated:
            return header
        return b"".join(
            line for line in header.splitlines(keepends=True) if not line.startswith(b"Date:")
        )


class _Channel(HTTPChannel):  # type: ignore[misc]
    task_class = _Task


class Server:
    """A running emulator; closing it ends its threads and connections."""

    def __init__(self, app: WSGIApplication, host: str, port: int) -> None:
        if not is_loopback(host):
            raise ValueError(f"the emulator listens on loopback only, not on {host!r}")
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
        self._server: Any = create_server(app, sockets=[listening], threads=4)
        self._server.channel_class = _Channel
        text = f"[{host}]" if ":" in host else host
        self.url = f"http://{text}:{self._server.effective_port}"
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="emulator", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        connections = self._server._map
        while not self._closing.is_set():
            wasyncore.loop(timeout=_POLL_SECONDS, map=connections, count=1)
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(connections)

    def close(self) -> None:
        """Stop listening and wait until everything has ended."""
        if self._closing.is_set():
            return
        self._closing.set()
        with suppress(OSError):  # its thread may have noticed by itself just now
            self._server.pull_trigger()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()


def start(app: WSGIApplication, *, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Serve in a background thread; port 0 takes a free one."""
    return Server(app, host, port)


def serve(app: WSGIApplication, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `ready` is called with the URL once it listens."""
    stopped = threading.Event()
    with _on_sigterm(stopped.set), start(app, port=port) as server:
        try:
            ready(server.url)
            while not stopped.wait(_POLL_SECONDS):
                pass
        except KeyboardInterrupt:
            return


@contextmanager
def _on_sigterm(action: Callable[[], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: action())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
