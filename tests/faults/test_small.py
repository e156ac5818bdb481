"""The small version of `make faults`: some random lives, and a sample of each sweep, in under a minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import readings
from tests.faults.machine import live
from tests.faults.processes import all_points, count_requests, points
from tests.faults.promises import Ledger
from tests.faults.scenario import a_scene
from tests.faults.sweep import cases, sweep
from tests.faults.team import ALLOWED
from tests.support.readings import possible

PARTS = 4


def kept(ledger: Ledger) -> bool:
    """Whether something was looked at, and no promise was broken; else what broke is raised."""
    for broken in ledger.violations:
        raise broken
    return ledger.runs.total() > 0


@pytest.mark.parametrize("seed", range(1, PARTS + 1))
def test_random_lives(seed: int) -> None:
    assert kept(live(8, seed))


def test_the_scene_has_every_kind_of_write(tmp_path: Path) -> None:
    summary = a_scene(tmp_path, Ledger()).world.plan(allow=ALLOWED).summary
    assert {name for name, number in summary.items() if number} == {
        "create", "update", "replace", "delete", "move", "no_change",
    }  # fmt: skip


DEATHS = [("die_before", "0.3"), ("die_after", "20"), ("before_save", "20"), ("after_save", "0.3")]


@pytest.mark.parametrize(("side", "lag"), DEATHS)
def test_killed_at_some_request_and_some_save(side: str, lag: str) -> None:
    assert kept(sweep(only=side, lag=lag, every=4))


@pytest.mark.parametrize("side", ["die_before", "die_after", "before_save", "after_save"])
def test_killed_while_series_change(side: str) -> None:
    assert kept(sweep(only=f"series: {side}", every=12, first=5))


@pytest.mark.parametrize("part", range(PARTS))
def test_something_goes_wrong_at_some_point(part: int) -> None:
    """So many cases apart that the kinds meet different requests."""
    assert kept(sweep(every=PARTS * 17, first=part * 17))


@pytest.mark.parametrize("part", range(2))
def test_processes_are_killed_stopped_and_met(part: int) -> None:
    """Every kind of happening, each at another request."""
    happenings = points(count_requests())
    assert kept(all_points(happenings[36 * part :: 72]))


def test_readings_come_together_in_all_pairs_and_some_are_applied() -> None:
    """One test, since it takes seconds to find rows that hold all pairs."""
    rows = readings.pairs()
    together = {frozenset(pair) for row in rows for pair in zip(row, row[1:], strict=False)}
    first, second = sorted(possible(), key=len, reverse=True)[:2]
    assert {frozenset((a, b)) for a in first for b in second} <= together
    assert kept(readings.under(rows[::4]))


def test_the_sweep_has_every_kind_at_every_request() -> None:
    names = [case.name for case in cases()]
    assert len(names) == len(set(names)) > 700
    assert not any(name.startswith("silent_loss at request 1,") for name in names)  # a read
    assert {"drop_after at request 1, lag 20", "fail_save 0, lag 0.3"} <= set(names)
