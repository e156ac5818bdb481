"""A proxy between a client and an S3 server that does to requests and answers what a test tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

_HOPS = ("connection", "transfer-encoding", "content-length", "date", "server")


@dataclass
class Middleman:
    """So many answers to PUTs are `lost` after the request was served, or before it if `unserved`, and
    so many `garbled`.

    `deaf` takes the conditions from requests, `nameless` the ETags from answers, `answer` is said
    instead of asking the server.
    """

    server: str
    url: str = ""
    lost: int = 0
    unserved: bool = False
    garbled: int = 0
    deaf: tuple[str, ...] = ()
    nameless: bool = False
    answer: tuple[int, str] | None = None
    puts: list[int] = field(default_factory=list)


@contextmanager
def between(server: str) -> Iterator[Middleman]:
    """Such a proxy on a free port."""
    man = Middleman(server)

    class Handler(_Handler):
        middleman = man

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
        man.url = f"http://127.0.0.1:{proxy.server_port}"
        thread = Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield man
        proxy.shutdown()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    middleman: Middleman

    def do_PUT(self) -> None:
        man = self.middleman
        lost, man.lost = man.lost > 0, max(0, man.lost - 1)
        garbled, man.garbled = man.garbled > 0, max(0, man.garbled - 1)
        answer = None if lost and man.unserved else self._served()
        if answer:
            man.puts.append(answer.status_code)
        if answer and not lost and not garbled:
            self._say(answer)
        else:
            self.wfile.write(b"~\r\n\r\n" if garbled else b"")
            self.close_connection = True

    def do_GET(self) -> None:
        self._say(self._served())

    def _served(self) -> httpx.Response:
        man = self.middleman
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if man.answer:
            status, text = man.answer
            return httpx.Response(status, text=text)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in man.deaf}
        return httpx.request(self.command, man.server + self.path, headers=headers, content=body)

    def _say(self, answer: httpx.Response) -> None:
        self.send_response(answer.status_code)
        for name, value in answer.headers.items():
            if name not in _HOPS and not (self.middleman.nameless and name == "etag"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: object) -> None:
        pass
