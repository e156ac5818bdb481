"""Serves a live page on this machine, to nobody else and for nothing else."""

from __future__ import annotations

import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from publer_sync.workflows.preview.live import Live

HOST = "127.0.0.1"
_PORT_NOT_SAID = 80
"""The port of http, which browsers leave out of the name."""


class Server(ThreadingHTTPServer):
    """Listens once it is made; raises OSError where the port cannot be had. Port 0 takes a free one."""

    daemon_threads = True

    def __init__(self, live: Live, port: int) -> None:
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
        # A page of somebody else may have its name lead here: then the request says that name.
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
        """Each request would be a line: nobody wants to read them."""
