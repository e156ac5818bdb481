"""Each kind of fault at each request and each save of one apply, one at a time, in this process."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.faults.kinds import FAULTS, ONLY_WRITES
from tests.faults.promises import BrokenPromiseError, Ledger
from tests.faults.scenario import a_scene, a_series_scene
from tests.faults.team import ALLOWED, Team

LAGS = ("0.3", "20")
Scene = Callable[..., Team]


@dataclass(frozen=True)
class Case:
    """One thing that goes wrong at one point of the apply."""

    name: str
    lag: str
    arm: Callable[[Team], None]
    scene: Scene = a_scene

    def run(self, ledger: Ledger) -> None:
        """Apply with the fault, then without; raises Broken with the name of the case."""
        with tempfile.TemporaryDirectory(prefix="publer-sync-sweep-") as folder:
            team = self.scene(Path(folder) / "shop", ledger, {"visibility_delay": self.lag})
            self.arm(team)
            try:
                team.apply(allow=ALLOWED)
                team.apply(allow=ALLOWED)  # at once, as someone who is impatient
                team.recover()
            except BrokenPromiseError as broken:
                raise BrokenPromiseError(broken.promise, f"{self.name}: {broken.detail}") from None


def cases() -> Iterator[Case]:
    """Every case there is, in a fixed order."""
    yield from _cases_of(a_scene)
    slow = (case for case in _cases_of(a_series_scene) if case.lag == LAGS[-1])
    for case in slow:
        yield replace(case, name=f"series: {case.name}", scene=a_series_scene)


def _cases_of(scene: Scene) -> Iterator[Case]:
    methods, saves = _measured(scene)
    requests = len(methods)
    for lag in LAGS:
        for kind in FAULTS:
            for number in requests_for(kind, methods):
                yield Case(f"{kind} at request {number}, lag {lag}", lag, _fault(kind, number))
        for number in range(1, requests + 1):
            yield Case(f"outage at request {number}, lag {lag}", lag, _outage(number))
        for side in ("die_before", "die_after"):
            for number in range(requests):
                yield Case(f"{side} request {number}, lag {lag}", lag, _death(side, number))
        for side in ("before_save", "after_save", "fail_save"):
            for number in range(saves):
                yield Case(f"{side} {number}, lag {lag}", lag, _save(side, number))


def requests_for(kind: str, methods: Sequence[str]) -> list[int]:
    """The numbers, from 1, of the requests of these methods that such a fault does something to."""
    return [n for n, method in enumerate(methods, 1) if method != "GET" or kind not in ONLY_WRITES]


def _measured(scene: Scene) -> tuple[list[str], int]:
    """The methods of the requests that the apply takes when nothing goes wrong, and how many saves."""
    with tempfile.TemporaryDirectory(prefix="publer-sync-sweep-") as folder:
        team = scene(Path(folder) / "shop", Ledger())
        sent, saved = len(team.world.wire.requests), team.world.deaths.saves
        team.world.apply(allow=ALLOWED)
        methods = [request.method for request in team.world.wire.requests[sent:]]
        return methods, team.world.deaths.saves - saved


def _fault(kind: str, number: int) -> Callable[[Team], None]:
    return lambda team: team.world.fault(path="/", nth=number, kind=kind, count=1)


def _outage(number: int) -> Callable[[Team], None]:
    """No connection for longer than a read is tried again."""
    return lambda team: team.world.fault(path="/", nth=number, kind="drop_before", count=6)


def _death(side: str, number: int) -> Callable[[Team], None]:
    def arm(team: Team) -> None:
        wire = team.world.wire
        setattr(wire, side, len(wire.requests) + number)

    return arm


def _save(side: str, number: int) -> Callable[[Team], None]:
    def arm(team: Team) -> None:
        deaths = team.world.deaths
        setattr(deaths, side, deaths.saves + number)

    return arm


def sweep(
    *, every: int = 1, first: int = 0, only: str = "", lag: str = "", stop: bool = False
) -> Ledger:
    """Each `every`th case from number `first`, of those with `only` in their names and with that lag.

    `stop` ends it at the first broken promise.
    """
    ledger = Ledger()
    chosen = [case for case in cases() if only in case.name and lag in ("", case.lag)]
    for case in chosen[first % every :: every]:
        try:
            case.run(ledger)
        except BrokenPromiseError as broken:
            ledger.violations.append(broken)
            if stop:
                break
    return ledger
