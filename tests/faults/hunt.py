"""Hunts for one broken promise: `python -m tests.faults.hunt MUTANT` says which one it found, or none."""

from __future__ import annotations

import os
import sys

from tests.faults.mutants import MUTANT, PROCESSES, named
from tests.faults.promises import BrokenPromiseError, Ledger

LIVES = 150


def main(name: str) -> int:
    """Print the name of the promise that the mutant was seen to break."""
    mutant = named(name)
    os.environ[MUTANT] = name  # for the processes that it starts
    mutant.install()
    try:
        ledger = _hunt(mutant.hunt, mutant.seed)
    except BrokenPromiseError as broken:
        ledger = Ledger(violations=[broken])
    for violation in ledger.violations[:1]:
        print(violation.promise.name)
        print(violation, *getattr(violation, "__notes__", []), sep="\n", file=sys.stderr)
    return 0


def _hunt(part: str, seed: int) -> Ledger:
    # Not before the mutant is installed may the product be imported.
    from tests.faults import processes  # noqa: PLC0415
    from tests.faults.machine import live  # noqa: PLC0415
    from tests.faults.sweep import sweep  # noqa: PLC0415

    if part.startswith(PROCESSES):
        name = part.removeprefix(PROCESSES)
        found = next(p for p in processes.points(1) if p.name.startswith(name))
        return processes.all_points([found])
    return sweep(only=part, stop=True) if part else live(LIVES, seed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
