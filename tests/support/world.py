"""A project on disk, the emulator in process and a clock that only tests move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from publer_sync.api.limiter import Limiter
from publer_sync.api.reader import Reader
from publer_sync.api.session import Credentials, Session
from publer_sync.api.writer import Writer
from publer_sync.emulator.app import create_app
from publer_sync.emulator.faults import ConnectionDropped
from publer_sync.emulator.seed import API_KEY, WORKSPACE_ID
from publer_sync.execution.events import Outcome
from publer_sync.model.clock import Clock
from publer_sync.model.state import State
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.state.local import LocalStore
from publer_sync.workflows import apply as apply_workflow
from publer_sync.workflows.apply import Access, Applied, Wishes
from publer_sync.workflows.plan import make
from publer_sync.workflows.saved import SavedPlan
from publer_sync.workflows.validate import Validated, validate
from tests.support.builders import time_of
from tests.support.projects import PROJECT, write_files, write_project

URL = "http://127.0.0.1"
START = datetime(2036, 5, 1, 8, 0, tzinfo=UTC)


def streamed(answer: httpx.Response) -> httpx.Response:
    """An answer as it comes from a socket, not read yet."""
    if not answer.is_stream_consumed:
        return answer
    stream = httpx.ByteStream(answer.content)
    return httpx.Response(answer.status_code, headers=answer.headers, stream=stream)


class Killed(BaseException):
    """The process dies here, as if by SIGKILL: nothing after this point happens."""


@dataclass
class FakeTime:
    """Time that passes only when somebody sleeps, and a little with each request."""

    now: datetime = START
    slept: float = 0.0

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.now += timedelta(seconds=seconds)

    def seconds(self) -> float:
        return self.now.timestamp()

    def current(self) -> datetime:
        return self.now

    def clock(self) -> Clock:
        return Clock(now=self.current, monotonic=self.seconds, sleep=self.sleep)


@dataclass(frozen=True)
class Interjection:
    """What somebody else does just before the first request of this kind is served."""

    method: str
    path: str
    action: Callable[[], object]

    def meets(self, request: httpx.Request) -> bool:
        return (request.method, request.url.path) == (self.method, f"/api/v1{self.path}")


@dataclass(frozen=True)
class Exchange:
    """A request that was answered: when it was sent, and until when a 429 forbids another one (seconds)."""

    request: httpx.Request
    at: float
    closed_until: float = 0.0


@dataclass
class Wire(httpx.BaseTransport):
    """Carries requests to the emulator, counts them, and can die before or after one of them."""

    app: Any
    time: FakeTime
    requests: list[httpx.Request] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    die_before: int | None = None
    die_after: int | None = None
    meanwhile: dict[int, Callable[[], object]] = field(default_factory=dict)
    """What somebody else does just before the request of that number is served."""
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


class MortalStore(LocalStore):
    """The local store, with a process that can die before or after one of its saves."""

    def __init__(self, root: Path, deaths: Deaths) -> None:
        super().__init__(root)
        self._deaths = deaths

    def save(self, state: State) -> State:
        number = self._deaths.saves
        self._deaths.saves += 1
        if number == self._deaths.before_save:
            raise Killed
        with self._no_place() if number == self._deaths.fail_save else nullcontext():
            super().save(state)
        if number == self._deaths.after_save:
            raise Killed
        return state

    @contextmanager
    def _no_place(self) -> Iterator[None]:
        """A folder stands where the state has to go, so that it cannot be saved."""
        aside = self.path.with_suffix(".aside")
        if self.path.exists():
            self.path.rename(aside)
        self.path.mkdir(parents=True)
        try:
            yield
        finally:
            self.path.rmdir()
            if aside.exists():
                aside.rename(self.path)


@dataclass
class Deaths:
    """How often the state was saved, and at which save the process dies, or the disk fails."""

    saves: int = 0
    fail_save: int | None = None
    before_save: int | None = None
    after_save: int | None = None


@dataclass
class World:
    """Everything that an end-to-end test needs, with one short verb for each thing to do."""

    root: Path
    time: FakeTime
    app: Any
    key: str = API_KEY
    wire: Wire = field(init=False)
    deaths: Deaths = field(default_factory=Deaths)

    def __post_init__(self) -> None:
        self.wire = Wire(self.app, self.time)
        self.control = httpx.Client(transport=httpx.WSGITransport(app=self.app), base_url=URL)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        write_files(self.root, files)

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def rename(self, before: str, after: str) -> None:
        (self.root / after).parent.mkdir(parents=True, exist_ok=True)
        (self.root / before).rename(self.root / after)

    def validate(self) -> Validated:
        return validate(self.root, environment=None, environ={})

    def valid(self) -> Validated:
        validated = self.validate()
        assert validated.ok, validated.diagnostics
        return validated

    @property
    def store(self) -> LocalStore:
        return MortalStore(self.root, self.deaths)

    def session(self) -> Session:
        clock = self.time.clock()
        return Session(
            Credentials(self.key, WORKSPACE_ID, f"{URL}/api/v1"),
            Limiter(clock),
            clock,
            random=lambda: 0.5,
            transport=self.wire,
        )

    def plan(self, **options: Any) -> Plan:
        validated = self.valid()
        assert validated.project
        return make(
            validated.project,
            validated.posts,
            self.store.load(),
            Reader(self.session().get),
            now=self.time.now,
            options=PlanOptions(**options),
        ).plan

    def apply(
        self,
        *,
        saved: SavedPlan | None = None,
        confirm: Callable[[Plan], bool] | None = None,
        **options: Any,
    ) -> Applied:
        validated = self.valid()
        assert validated.project
        session = self.session()
        access = Access(
            reader=Reader(session.get),
            writer=Writer(session),
            store=self.store,
            clock=self.time.clock(),
            new_lineage=lambda: "a-lineage",
            holder={"pid": 1},
        )
        wishes = Wishes(options=PlanOptions(**options), saved=saved, confirm=confirm)
        return apply_workflow.apply(validated.project, validated.posts, access, wishes)

    def apply_well(self, **options: Any) -> Applied:
        """An apply in which every change ends well, followed by an empty plan."""
        applied = self.apply(**options)
        troubles = [result for result in applied.results if result.outcome is not Outcome.DONE]
        assert not troubles, troubles[:5]
        return applied

    def posts(self) -> list[dict[str, Any]]:
        """Every post that the emulator holds, with everything it knows."""
        found: list[dict[str, Any]] = self.control.get("/_emulator/posts").json()
        return found

    def just_before(self, method: str, path: str, action: Callable[[], object]) -> None:
        """Lets somebody else do something right before the next such request is served."""
        self.wire.interjections.append(Interjection(method, path, action))

    def requests(self, method: str) -> list[str]:
        """The paths of all requests of a method so far."""
        return [
            r.url.path.removeprefix("/api/v1") for r in self.wire.requests if r.method == method
        ]

    def texts(self) -> list[tuple[str, str, str]]:
        """Account id, time (UTC) and text of each post, sorted."""
        return sorted(
            (p["account_id"], _utc(p["scheduled_at"]), p["text"])
            for p in self.posts()
            if p["state"] != "deleted"
        )

    def wanted(self) -> list[tuple[str, str, str]]:
        """The same of each post that the files want."""
        return sorted(
            (p.account.id, time_of(p).strftime("%Y-%m-%dT%H:%MZ"), p.text)
            for p in self.valid().posts
        )

    def by_hand(self, **post: Any) -> Any:
        """A post made in the web app by a colleague."""
        return self._ask("POST", "/_emulator/posts", post)

    def edit_by_hand(self, post_id: str, **fields: Any) -> Any:
        return self._ask("PUT", f"/_emulator/posts/{post_id}", fields)

    def delete_by_hand(self, post_id: str) -> None:
        self._ask("DELETE", f"/_emulator/posts/{post_id}", None)

    def fault(self, **fault: Any) -> None:
        self._ask("POST", "/_emulator/faults", fault)

    def set(self, **options: str) -> None:
        self._ask("POST", "/_emulator/options", options)

    def _ask(self, method: str, path: str, body: Any) -> Any:
        response = self.control.request(method, path, json=body)
        assert response.is_success, response.text
        return response.json() if response.content else None


def _utc(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def a_world(
    folder: Path,
    files: Mapping[str, str | bytes] | None = None,
    *,
    time: FakeTime | None = None,
    options: Mapping[str, str] | None = None,
) -> World:
    """A project with these files beside an emulator with these options."""
    time = time or FakeTime()
    app = create_app(options=options or {}, clock=time.seconds, sleep=time.sleep)
    project = {"publer-sync.yaml": PROJECT + "policy: {settle: 60s}\n"}
    return World(write_project(folder, {**project, **(files or {})}), time, app)
