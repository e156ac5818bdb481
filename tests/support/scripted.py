"""A server that says what a test tells it to, for answers that no honest server gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from publer_sync.api.rate_limiter import Limiter
from publer_sync.api.reader import Reader
from publer_sync.api.session import Credentials, Session
from publer_sync.api.writer import Writer
from tests.support.fake_time import FakeTime
from tests.support.wire import streamed
from tests.support.world import URL

KEY = "canary-0123456789-abcdef"
WORKSPACE = "61a7c2e4f9e8c3b2d1e0f9a8"

Answer = httpx.Response | httpx.TransportError | Callable[[httpx.Request], httpx.Response]


def says(body: Any, status: int = 200, **headers: str) -> httpx.Response:
    """A JSON answer."""
    return httpx.Response(status, json=body, headers=headers)


def writes(text: str | bytes, status: int = 200, **headers: str) -> httpx.Response:
    """An answer that is not JSON."""
    return httpx.Response(status, content=text, headers=headers)


@dataclass
class Scripted(httpx.BaseTransport):
    """Give its answers one after the other, the last one for ever, and keep the requests."""

    answers: list[Answer]
    time: FakeTime = field(default_factory=FakeTime)
    requests: list[httpx.Request] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, httpx.TransportError):
            raise answer
        if callable(answer):
            return streamed(answer(request))
        return streamed(answer)

    def session(self, checkpoint: Callable[[], None] = lambda: None) -> Session:
        clock = replace(self.time.clock(), checkpoint=checkpoint)
        credentials = Credentials(KEY, WORKSPACE, f"{URL}/api/v1")
        return Session(credentials, Limiter(clock), clock, random=lambda: 0.5, transport=self)

    def reader(self) -> Reader:
        return Reader(self.session().get)

    def writer(self) -> Writer:
        return Writer(self.session())


def a_server(*answers: Answer) -> Scripted:
    return Scripted(list(answers))


def permitted() -> None:
    """Permit a write, as the lock of a state does that is still ours."""
