"""GitHub's REST API on loopback, as far as we use it, with permissions, pages, limits and faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from threading import RLock
from typing import Any

from publer_sync.emulator.server import start
from publer_sync.emulator.store.faults import ConnectionDropped
from tests.support.github_data import ACTIONS, READER, REPOSITORY, TOKEN, Data, Token
from tests.support.github_routes import routes

_TOP = f"/repos/{REPOSITORY}"


@dataclass
class Fault:
    """From the `nth` request of this method on whose path ends so, `count` go wrong: before or after `done`.

    Without a `status` the connection drops.
    """

    method: str
    path: str
    status: int | None = None
    done: bool = False
    nth: int = 1
    count: int = 1
    body: str = '{"message": "Server Error"}'
    headers: dict[str, str] = field(default_factory=dict)
    seen: int = 0

    def meets(self, asked: Asked) -> bool:
        if asked.method != self.method or not asked.path.endswith(self.path):
            return False
        self.seen += 1
        return self.nth <= self.seen < self.nth + self.count


@dataclass(frozen=True)
class Asked:
    """A request that came in."""

    method: str
    path: str
    query: str
    authorization: str
    body: Any

    def __str__(self) -> str:
        return f"{self.method} {self.path.removeprefix(_TOP)}"


@dataclass
class FakeGitHub:
    """The server, what it knows, what it was asked, and what should go wrong.

    `meanwhile` is what someone else does just before the first request that reads like its key.
    """

    data: Data = field(default_factory=Data)
    tokens: dict[str, Token] = field(
        default_factory=lambda: {TOKEN: Token(ACTIONS), READER: Token(ACTIONS, writes=False)}
    )
    faults: list[Fault] = field(default_factory=list)
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)

    @property
    def url(self) -> str:
        return self.data.url

    @property
    def writes(self) -> list[str]:
        """`METHOD /path` of each request that was to change something."""
        asked = (str(each) for each in self.asked if each.method != "GET")
        return [each for each in asked if each != "POST /graphql"]

    def fails(self, method: str, path: str, status: int | None = None, **more: Any) -> None:
        self.faults.append(Fault(method, path, status, **more))

    def wsgi(self, app: Any) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
        """Around the app: the log, what happens meanwhile, the faults; one request at a time."""

        def served(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            with self.lock:
                asked = _asked(environ)
                self.asked.append(asked)
                self.meanwhile.pop(str(asked), lambda: None)()
                struck = next((each for each in self.faults if each.meets(asked)), None)
                if struck is None:
                    return list(app(environ, start_response))
                if struck.done:
                    list(app(environ, lambda *_: None))
                if struck.status is None:
                    raise ConnectionDropped
                start_response(f"{struck.status} Fault", [*struck.headers.items()])
                return [struck.body.encode()]

        return served


@contextmanager
def a_github() -> Iterator[FakeGitHub]:
    """Such a server on a free port."""
    fake = FakeGitHub()
    with start(fake.wsgi(routes(fake.data, fake.tokens))) as server:
        fake.data.url = server.url
        yield fake


def _asked(environ: dict[str, Any]) -> Asked:
    sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = BytesIO(sent)
    return Asked(
        environ["REQUEST_METHOD"],
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_AUTHORIZATION", ""),
        json.loads(sent) if sent else None,
    )
