"""The door in front of the app: the lock, the log, the passing of time, and dropped connections."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from email.utils import formatdate
from http import HTTPStatus
from io import BytesIO
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from publer_sync.emulator.posting.timeline import catch_up
from publer_sync.emulator.store.emulator_state import LoggedRequest, World
from publer_sync.emulator.store.faults import ConnectionDropped, Kind, strike

API = "/api/v1"
FAULT_KEY = "emulator.fault"


class Gate:
    """Let one request in at a time; what a fault drops never reaches the caller."""

    def __init__(self, inner: WSGIApplication, world: World) -> None:
        self._inner = inner
        self._world = world

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response = self._dated(start_response)
        path = environ.get("PATH_INFO", "")
        if path != API and not path.startswith(f"{API}/"):
            return self._enter(environ, start_response)
        logged, kind = self._log(environ)
        if kind is not None and kind.name == "slow":
            self._world.sleep(kind.seconds)
        if kind is not None and kind.name == "drop_before":
            raise ConnectionDropped(f"{logged.method} {path} was dropped, nothing done")
        environ[FAULT_KEY] = kind
        if kind is not None and kind.name == "drop_after":
            self._enter(environ, _ignore)
            raise ConnectionDropped(f"{logged.method} {path} was done, its answer dropped")
        return self._enter(environ, _noting(start_response, logged))

    def _dated(self, start_response: StartResponse) -> StartResponse:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            return start_response(status, [*headers, *_date_headers(self._world)], exc_info)

        return start

    def _log(self, environ: WSGIEnvironment) -> tuple[LoggedRequest, Kind | None]:
        world = self._world
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        with world.lock:
            body = _body(environ) if any(fault.says for fault in world.faults) else ""
            kind = strike(world.faults, method, path.removeprefix(API), body)
            query = environ.get("QUERY_STRING", "")
            logged = LoggedRequest(method, path, query, world.now())
            logged.fault = kind.name if kind else None
            world.log.append(logged)
        return logged, kind

    def _enter(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._world.lock:
            catch_up(self._world)
            self._world.commit()
            answer = self._inner(environ, start_response)
            if self._world.storage.dirty:
                catch_up(self._world)
                self._world.commit()
            return answer


def _date_headers(world: World) -> list[tuple[str, str]]:
    """Return `Date`, and `Age` where an answer pretends to come from a cache."""
    kind, _, seconds = str(world.settings["date_header"]).partition(":")
    if kind == "absent":
        return []
    if kind == "stale":
        created_at = world.now() - float(seconds)
        return [("Date", formatdate(created_at, usegmt=True)), ("Age", seconds)]
    return [("Date", formatdate(world.now() + float(seconds or 0), usegmt=True))]


def _body(environ: WSGIEnvironment) -> str:
    """The body as text with its escapes resolved; it can be read once more."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    content = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = BytesIO(content)
    try:
        return json.dumps(json.loads(content), ensure_ascii=False)
    except ValueError:
        return ""


def _noting(start_response: StartResponse, logged: LoggedRequest) -> StartResponse:
    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        logged.status = int(status[:3])
        return start_response(status, headers, exc_info)

    return start


def _ignore(
    status: str, headers: list[tuple[str, str]], exc_info: Any = None
) -> Callable[..., object]:
    assert HTTPStatus(int(status[:3]))
    return lambda _: None
