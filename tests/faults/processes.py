"""Real processes: each is killed, interrupted or met by another one at each request of an apply."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publer_sync.emulator.server import start
from publer_sync.emulator.store.faults import ConnectionDropped
from publer_sync.emulator.store.seed import API_KEY
from tests.faults import judging
from tests.faults.mutants import MUTANT
from tests.faults.promises import BrokenPromiseError, Ledger, Promise
from tests.faults.scenario import a_scene
from tests.faults.shared_time import SharedTime
from tests.faults.team import Team
from tests.support.forked import Forked, fork
from tests.support.shop import Done, ended, environment

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Child = subprocess.Popen[str] | Forked
"""A command that runs."""

APPLY = ("apply", "--auto-approve", "--allow", "deletes")
OPTIONS = {"visibility_delay": "3"}
FORMATS = ("text", "json")


class Doorman:
    """Stands before the emulator, counts requests, and does something before or after one of them."""

    def __init__(self, app: WSGIApplication, time: SharedTime) -> None:
        self._app, self._time = app, time
        self.count = 0
        self.before: dict[int, Callable[[], None]] = {}
        self.after: dict[int, Callable[[], None]] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        number, self.count = self.count, self.count + 1
        self._time.sleep(0.05)
        self.before.pop(number, _nothing)()
        answer = list(self._app(environ, start_response))
        self.after.pop(number, _nothing)()
        return answer


def _nothing() -> None:
    pass


@dataclass
class Office:
    """A team whose commands run as processes, against its emulator on a socket."""

    team: Team
    doorman: Doorman
    url: str
    ledger: Ledger
    child: Child | None = None
    hers: list[Any] = field(default_factory=list)

    def start(self, *words: str) -> Child:
        """Forked where that is the same; a line that is flipped has to be so before it is imported."""
        time = self.team.time
        assert isinstance(time, SharedTime)
        words = ("-C", str(self.team.folder), *words)
        environ = environment(self.url, API_KEY)
        if os.environ.get(MUTANT):
            self.child = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.child", str(time.path), *words],
                env=environ,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        else:
            self.child = fork(words, environ, time.path)
        return self.child

    def run(self, *words: str) -> Done:
        return self.heard(self.start(*words))

    def heard(self, child: Child) -> Done:
        """How a process ended; nothing of the key may be in what it said."""
        done = child.ended() if isinstance(child, Forked) else ended(child)
        said = done.out + done.err
        self.ledger.check(Promise.SECRET, API_KEY not in said, "printed")
        self.ledger.check(Promise.SILENCE, "Traceback" not in said, said[-2_000:])
        return done

    def send(self, number: int) -> None:
        """A signal to the process that works."""
        assert self.child
        os.kill(self.child.pid, number)

    def die(self) -> None:
        """The process that works is killed; its request goes unanswered."""
        self.send(signal.SIGKILL)
        raise ConnectionDropped("its sender is dead")

    def resume(self) -> None:
        """Apply again, as a process of its own, and look whether all is right."""
        for _ in range(3):
            done = self.run(*APPLY)
            if done.code == 0:
                break
        self.ledger.check(Promise.ONCE, done.code == 0, done)
        posts = self.team.posts()
        judging.judge_foreign(self.ledger, self.hers, posts)
        judging.judge_punctual(self.ledger, posts, set())
        self.team.judge_end()

    def judge_formats(self, code: int) -> None:
        """A plan that lies open says so with the same code in every format."""
        for format_ in FORMATS:
            done = self.run("plan", "--detailed-exitcode", "--format", format_)
            self.ledger.check(Promise.FORMATS, done.code == code, f"{format_}: {done}")


@contextmanager
def an_office(ledger: Ledger) -> Iterator[Office]:
    """The fixed scene, ready to be applied by a process."""
    with tempfile.TemporaryDirectory(prefix="publer-sync-office-") as folder:
        time = SharedTime(Path(folder) / "time")
        team = a_scene(Path(folder) / "shop", ledger, OPTIONS, time)
        doorman = Doorman(team.world.app, time)
        with start(doorman) as server:
            yield Office(team, doorman, server.url, ledger, hers=judging.living(team.posts()))


def count_requests() -> int:
    """How many requests the apply of a process sends."""
    with an_office(Ledger()) as office:
        done = office.run(*APPLY)
        assert done.code == 0, done
        return office.doorman.count


def killed(ledger: Ledger, number: int, side: str) -> None:
    """SIGKILL before or after request `number` is served; the next apply puts all right."""
    with an_office(ledger) as office:
        getattr(office.doorman, side)[number] = office.die
        done = office.run(*APPLY)
        assert done.code == -signal.SIGKILL, done
        office.resume()


def interrupted(ledger: Ledger, number: int, which: signal.Signals) -> None:
    """A signal while request `number` is in flight: an end in good order, and nothing left behind."""
    with an_office(ledger) as office:
        office.doorman.before[number] = lambda: office.send(which)
        done = office.run(*APPLY)
        notes = sorted(office.team.world.store.path.parent.glob("*.holder"))
        good = done.code == 130 and not notes
        ledger.check(Promise.INTERRUPT, good, (done, notes))
        office.resume()


def crowded(ledger: Ledger, number: int) -> None:
    """A second apply while request `number` of the first is in flight: it says who is at work."""
    with an_office(ledger) as office:
        others: list[Done] = []
        office.judge_formats(3)

        def come_in() -> None:
            first = office.child
            format_ = FORMATS[number % 2]
            others.append(office.run(*APPLY, "--format", format_))
            office.child = first

        office.doorman.before[office.doorman.count + number] = come_in
        done = office.run(*APPLY)
        ledger.check(Promise.LOCK, done.code == 0, done)
        told = others[0].code == 5 and "since" in others[0].err
        ledger.check(Promise.LOCK, told, others)
        office.resume()
        office.judge_formats(0)


@dataclass(frozen=True)
class Point:
    """What happens to a process, and at which request."""

    name: str
    happen: Callable[[Ledger], None]


def points(requests: int) -> list[Point]:
    """Everything that happens at every request."""
    return [point for number in range(requests) for point in _points_at(number)]


def _points_at(number: int) -> Iterator[Point]:
    for side in ("before", "after"):
        yield _point(f"SIGKILL {side} request {number}", killed, number, side)
    for which in (signal.SIGINT, signal.SIGTERM):
        yield _point(f"{which.name} at request {number}", interrupted, number, which)
    yield _point(f"a second apply at request {number}", crowded, number)


def _point(name: str, happen: Callable[..., None], *details: Any) -> Point:
    return Point(name, lambda ledger: happen(ledger, *details))


def all_points(chosen: Iterable[Point]) -> Ledger:
    """Let each of the points happen; what breaks a promise is in the ledger with its name."""
    ledger = Ledger()
    for point in chosen:
        try:
            point.happen(ledger)
        except BrokenPromiseError as broken:
            ledger.violations.append(
                BrokenPromiseError(broken.promise, f"{point.name}: {broken.detail}")
            )
    return ledger
