"""Hunts for one broken promise: `python -m tests.faults.hunt MUTANT` says which one it found, or none."""

from __future__ import annotations

import sys

from tests.faults.mutants import MUTANTS
from tests.faults.promises import Broken, Ledger

LIVES = 150


def main(name: str) -> int:
    """Prints the name of the promise that the mutant was seen to break."""
    mutant = next(mutant for mutant in MUTANTS if mutant.name == name)
    mutant.install()
    # Only now may the product be imported.
    from tests.faults.machine import live  # noqa: PLC0415
    from tests.faults.sweep import sweep  # noqa: PLC0415

    try:
        ledger = sweep(only=mutant.hunt, stop=True) if mutant.hunt else live(LIVES, 1, shrink=False)
    except Broken as broken:
        ledger = Ledger(violations=[broken])
    for violation in ledger.violations[:1]:
        print(violation.promise.name)
        print(violation, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
