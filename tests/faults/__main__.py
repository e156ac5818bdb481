"""The large version: `python -m tests.faults` prints promise x runs x violations.

Random lives, every fault at every point of one apply, real processes killed, stopped and met at every
request, and the apply under every reading of Publer's documentation, alone and in pairs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import readings
from tests.faults.machine import live
from tests.faults.processes import all_points, count_requests, points
from tests.faults.promises import Ledger
from tests.faults.sweep import cases, sweep

LIVES = 2_000
PART = 100
MEMORY = Path("/dev/shm")
"""Where files are written without waiting for a disk."""


@dataclass(frozen=True)
class Work:
    """A part of the whole, for one process: what it is, how many runs it is, and how to do it."""

    kind: str
    runs: int
    do: Callable[..., Ledger]
    details: tuple[Any, ...]


def main() -> int:
    """0 if no promise was broken."""
    options = _options()
    begun = time.monotonic()
    memory = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="publer-sync-faults-", dir=memory) as folder:
        tempfile.tempdir = folder  # forked workers put their folders there too
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(options.workers, mp_context=context) as pool:
            whole = _done(pool, options)
    print(whole.table())
    print(f"{time.monotonic() - begun:.0f} s on {options.workers} workers")
    return 1 if whole.violations else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other lives (default 1)")
    parser.add_argument("--count", type=int, default=LIVES, help=f"random lives (default {LIVES})")
    parser.add_argument("--workers", type=int, default=2, help="processes at a time (default 2)")
    return parser.parse_args()


def _done(pool: ProcessPoolExecutor, options: argparse.Namespace) -> Ledger:
    """What all parts found; one that cannot be done ends the others."""
    # Only workers may fork processes of the command, so it is a worker that counts.
    requests = pool.submit(count_requests).result()
    parts = list(_parts(options.count, options.seed, options.workers, requests))
    print(f"seed {options.seed}: {_counted(parts)}", flush=True)
    running = {pool.submit(part.do, *part.details): part for part in parts}
    whole = Ledger()
    try:
        for done in as_completed(running):
            whole.add(done.result())
            _tell(running[done], done.result())
    finally:
        pool.shutdown(cancel_futures=True)
    return whole


def _parts(count: int, seed: int, workers: int, requests: int) -> Iterator[Work]:
    """The work, longest parts first."""
    every = 4 * workers
    found = len(list(cases()))
    known = readings.everything()
    happenings = len(points(requests))
    for first in range(every):
        runs = len(range(first, happenings, every))
        yield Work("processes", runs, _happen, (requests, first, every))
    for first in range(every):
        yield Work("sweep", len(range(first, found, every)), _sweep, (every, first))
    for first in range(every):
        rows = known[first::every]
        yield Work("readings", len(rows), readings.under, (rows,))
    for number in range(0, count, PART):
        yield Work(
            "lives", min(PART, count - number), live, (min(PART, count - number), seed + number)
        )


def _happen(requests: int, first: int, every: int) -> Ledger:
    return all_points(points(requests)[first::every])


def _sweep(every: int, first: int) -> Ledger:
    return sweep(every=every, first=first)


def _counted(parts: list[Work]) -> str:
    kinds = {part.kind for part in parts}
    counts = {kind: sum(p.runs for p in parts if p.kind == kind) for kind in sorted(kinds)}
    return ", ".join(f"{number:,} {kind}" for kind, number in counts.items())


def _tell(part: Work, ledger: Ledger) -> None:
    for broken in ledger.violations:
        print(f"\n{broken}", *getattr(broken, "__notes__", []), sep="\n", flush=True)
    print(f"  {part.kind}: {part.runs} runs, {len(ledger.violations)} violations", flush=True)


if __name__ == "__main__":
    sys.exit(main())
