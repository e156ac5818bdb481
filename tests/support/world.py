"""A project on disk, the emulator in process and a clock that only tests move."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from publer_sync.api.rate_limiter import Limiter
from publer_sync.api.reader import Reader
from publer_sync.api.session import Credentials, Session
from publer_sync.api.writer import Writer
from publer_sync.config.project import Project
from publer_sync.emulator.app import create_app
from publer_sync.emulator.store.seed import API_KEY, WORKSPACE_ID
from publer_sync.execution.events import Event, Outcome
from publer_sync.model.post import Post
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.planning.state_age import age_of
from publer_sync.state.local import LocalStore
from publer_sync.state.signature import Signing
from publer_sync.workflows import apply as apply_workflow
from publer_sync.workflows.apply import ApplyDeps, ApplyOptions, ApplyResult, Confirmation
from publer_sync.workflows.plan import make
from publer_sync.workflows.plan_offline import make_offline
from publer_sync.workflows.saved_plan import SavedPlan
from publer_sync.workflows.validate import ValidationResult, validate
from tests.support.builders import time_of
from tests.support.fake_time import FakeTime
from tests.support.mortal_store import Deaths, MortalStore
from tests.support.projects import PROJECT, write_files, write_project
from tests.support.wire import Interjection, Wire

URL = "http://127.0.0.1"


@dataclass
class World:
    """Everything that an end-to-end test needs, with one short verb for each thing to do."""

    root: Path
    time: FakeTime
    app: Any
    key: str = API_KEY
    wire: Wire = field(init=False)
    deaths: Deaths = field(default_factory=Deaths)
    signing: Signing = field(default_factory=Signing)

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

    def validate(self) -> ValidationResult:
        return validate(self.root, environment=None, environ={})

    def valid(self) -> ValidationResult:
        validated = self.validate()
        assert validated.ok, validated.diagnostics
        return validated

    def _read(self) -> tuple[Project, Sequence[Post]]:
        validated = self.valid()
        assert validated.project
        return validated.project, validated.posts

    @property
    def store(self) -> LocalStore:
        return MortalStore(self.root, self.deaths, self.signing)

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
        state, session = self.store.load(), self.session()
        return make(
            validated.project,
            validated.posts,
            state,
            Reader(session.get),
            time=session.server_clock.later.now,
            options=PlanOptions(**options),
            age=age_of(state, self.store.last_seen(state)),
        ).plan

    def plan_offline(self, **options: Any) -> Plan:
        """The plan that is made without asking Publer."""
        validated = self.valid()
        assert validated.project
        return make_offline(
            validated.project,
            validated.posts,
            self.store.load(),
            now=self.time.now,
            options=PlanOptions(**options),
        )

    def apply(
        self,
        *,
        saved: SavedPlan | None = None,
        confirm: Callable[[Plan], bool] | None = None,
        tell: Callable[[Event], None] = lambda event: None,
        **options: Any,
    ) -> ApplyResult:
        validated = self.valid()
        assert validated.project
        session = self.session()
        access = ApplyDeps(
            reader=Reader(session.get),
            writer=Writer(session),
            store=self.store,
            clock=session.server_clock.later,
            new_lineage=lambda: "a-lineage",
            holder={"pid": 1},
        )
        wishes = ApplyOptions(
            options=PlanOptions(**options),
            saved=saved,
            asking=Confirmation(confirm=confirm, read_again=self._read) if confirm else None,
            tell=tell,
            notes_commit="approved" in options,
        )
        return apply_workflow.apply(validated.project, validated.posts, access, wishes)

    def apply_well(self, **options: Any) -> ApplyResult:
        """An apply in which every change ends well, followed by an empty plan."""
        applied = self.apply(**options)
        troubles = [result for result in applied.results if result.outcome is not Outcome.DONE]
        assert not troubles, troubles[:5]
        return applied

    def posts(self) -> list[dict[str, Any]]:
        """Every post that the emulator holds, with everything it knows."""
        found: list[dict[str, Any]] = self.control.get("/_emulator/posts").json()
        return found

    def just_before(
        self, method: str, path: str, action: Callable[[], object], *, nth: int = 1
    ) -> None:
        """Let someone else do something right before the next such request is served, or the `nth`."""
        self.wire.interjections.append(Interjection(method, path, action, nth))

    def before_the_look_of_a_write(self, action: Callable[[], object]) -> None:
        """Let someone else do something after the plan of a new state was made, right before its first
        write looks at its place: the plan has read its window, and the whole accounts, by then."""
        self.just_before("GET", "/posts", action, nth=4)

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

    def differ(self, **difference: float) -> None:
        """Put Publer's clock ahead of everybody else's, as a timedelta says."""
        ahead = timedelta(**difference)
        self._ask("POST", "/_emulator/clock", {"advance_seconds": ahead.total_seconds()})

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
