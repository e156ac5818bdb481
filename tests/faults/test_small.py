"""The small version of `make faults`: some random lives, and a sample of each sweep."""

from __future__ import annotations

import pytest

from tests.faults import readings
from tests.faults.machine import live
from tests.faults.processes import all_points, count_requests, points
from tests.faults.promises import Ledger
from tests.faults.sweep import cases, sweep

PARTS = 4


def kept(ledger: Ledger) -> bool:
    """Whether something was looked at, and no promise was broken; else what broke is raised."""
    for broken in ledger.violations:
        raise broken
    return ledger.runs.total() > 0


@pytest.mark.parametrize("seed", range(1, PARTS + 1))
def test_random_lives(seed: int) -> None:
    assert kept(live(15, seed))


@pytest.mark.parametrize("part", range(PARTS))
def test_something_goes_wrong_at_some_point(part: int) -> None:
    """A prime number of cases apart, so that in time each kind meets each request."""
    assert kept(sweep(every=PARTS * 7, first=part * 7))


@pytest.mark.parametrize("part", range(PARTS))
def test_processes_are_killed_stopped_and_met(part: int) -> None:
    happenings = points(count_requests())
    assert kept(all_points(happenings[part * 11 :: PARTS * 11]))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_two_readings_together(part: int) -> None:
    assert kept(readings.under(readings.pairs()[part::PARTS]))


def test_pairs_of_readings_are_all_covered() -> None:
    together = {
        frozenset(pair) for row in readings.pairs() for pair in zip(row, row[1:], strict=False)
    }
    columns = readings.possible()
    first, second = sorted(columns, key=len, reverse=True)[:2]
    assert {frozenset((a, b)) for a in first for b in second} <= together


def test_the_sweep_has_every_kind_at_every_request() -> None:
    names = [case.name for case in cases()]
    assert len(names) == len(set(names)) > 700
    assert {"drop_after at request 1, lag 20", "fail_save 0, lag 0.3"} <= set(names)
