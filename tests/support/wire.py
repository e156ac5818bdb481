"""Between client and emulator: counts requests, lets others act between them, and dies at one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from publer_sync.emulator.store.faults import ConnectionDropped
from tests.support.fake_time import FakeTime


class Killed(BaseException):
    """The process dies here, as if by SIGKILL: nothing after this point happens."""


@dataclass
class Interjection:
    """What someone else does just before the first request of this kind is served, or the `nth`."""

    method: str
    path: str
    action: Callable[[], object]
    nth: int = 1

    def meets(self, request: httpx.Request) -> bool:
        if (request.method, request.url.path) != (self.method, f"/api/v1{self.path}"):
            return False
        self.nth -= 1
        return self.nth == 0


@dataclass(frozen=True)
class Exchange:
    """A request that was answered: when it was sent, and until when a 429 forbids another one (seconds)."""

    request: httpx.Request
    at: float
    closed_until: float = 0.0


@dataclass
class Wire(httpx.BaseTransport):
    """Carry requests to the emulator, counts them, and can die before or after one of them."""

    app: Any
    time: FakeTime
    requests: list[httpx.Request] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    die_before: int | None = None
    die_after: int | None = None
    meanwhile: dict[int, Callable[[], object]] = field(default_factory=dict)
    """What someone else does just before the request of that number is served."""
    interjections: list[Interjection] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        number = len(self.requests)
        if number == self.die_before:
            raise Killed
        self.requests.append(request)
        self.meanwhile.pop(number, lambda: None)()
        for one in [one for one in self.interjections if one.meets(request)]:
            self.interjections.remove(one)
            one.action()
        at = self.time.seconds()
        self.time.now += timedelta(milliseconds=50)
        try:
            response = httpx.WSGITransport(app=self.app).handle_request(request)
            response.read()
        except ConnectionDropped:
            raise httpx.ReadError("the connection broke", request=request) from None
        reset = response.headers.get("x-ratelimit-reset") if response.status_code == 429 else None
        self.exchanges.append(Exchange(request, at, float(reset or 0)))
        if number == self.die_after:
            raise Killed
        return streamed(response)

    @property
    def methods(self) -> set[str]:
        return {request.method for request in self.requests}


def streamed(answer: httpx.Response) -> httpx.Response:
    """An answer as it comes from a socket, not read yet."""
    if not answer.is_stream_consumed:
        return answer
    stream = httpx.ByteStream(answer.content)
    return httpx.Response(answer.status_code, headers=answer.headers, stream=stream)
