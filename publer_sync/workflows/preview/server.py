"""A live page, made again once one of its files has changed, and its server, for this machine alone."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
_PORT_NOT_SAID = 80
"""The port of http, which browsers leave out of the name."""


class Server(ThreadingHTTPServer):
    """Listens once it is made; raise OSError where the port cannot be had. Port 0 takes a free one."""

    daemon_threads = True

    def __init__(self, live: LivePreview, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.live = live
        self.names = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}
        if self.server_port == _PORT_NOT_SAID:
            self.names |= {HOST, "localhost"}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever leaves before the page is sent, as on a reload, is no error; the rest is."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        # A page of someone else may have its name lead here: then the request says that name.
        if self.headers.get("Host") not in self.server.names:
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", "This name does not belong here.")
        elif self.path == "/":
            self._answer(HTTPStatus.OK, "text/html", self.server.live.page())
        elif self.path == "/version":
            self._answer(HTTPStatus.OK, "text/plain", self.server.live.version())
        elif self.path == "/favicon.ico":
            self._answer(HTTPStatus.NO_CONTENT, "text/plain", "")
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", "There is nothing here.")

    def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
        body = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Each request would be a line: no one wants to read them."""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page, and the files and folders that it was made of."""

    html: str
    sources: tuple[Path, ...]


class LivePreview:
    """The page as it is now; `make` is given a version to name in the page. Several threads may ask."""

    def __init__(self, make: Callable[[str], BuiltPage]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._version: str | None = None
        self._made = BuiltPage("", ())

    def version(self) -> str:
        """Stands for the files as they are: another one means that the page is out of date."""
        with self._lock:
            return stamp(self._made.sources)

    def page(self) -> str:
        """The page, made again if a file has changed."""
        with self._lock:
            if self._version is None or stamp(self._made.sources) != self._version:
                self._renew()
            return self._made.html

    def _renew(self) -> None:
        """Build the page, and note its files afterwards; one may change while the page is made.

        The page then names a version that is no more, and its reader asks for another one at once.
        """
        before = stamp(self._made.sources)
        self._made = self._make(before)
        after = stamp(self._made.sources)
        if after != before:
            self._made = BuiltPage(self._made.html.replace(before, after), self._made.sources)
        self._version = after


def stamp(sources: Iterable[Path]) -> str:
    """A digest of names, sizes and times of change, of folders with all in them that is not hidden."""
    digest = hashlib.sha256()
    for path in sorted(set(_files(sources))):
        try:
            known_values = path.stat()
        except OSError:
            continue
        digest.update(
            f"{path}\0{known_values.st_mtime_ns}\0{known_values.st_size}\0{known_values.st_ino}\n".encode(
                errors="replace"
            )
        )
    return digest.hexdigest()


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        yield source
        for folder, folders, names in os.walk(source):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(folder, name) for name in names)
