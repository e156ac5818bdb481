"""Every way in which Publer may turn out to behave: each value of each option, and all pairs of values.

What is not known about Publer is an option of the emulator. The client must end in the same posts under
every one of them, because nobody knows which one the real Publer follows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from allpairspy import AllPairs  # type: ignore[import-untyped]

from tests.faults.promises import Broken, Ledger
from tests.faults.scenario import a_scene
from tests.support.readings import possible

Reading = tuple[tuple[str, str], ...]


def single() -> list[Reading]:
    """Each value by itself; all else is as the emulator has it."""
    return [(one,) for values in possible() for one in values]


@cache
def pairs() -> tuple[Reading, ...]:
    """Readings in which every two values of two options come together at least once."""
    longest_first = sorted(possible(), key=len, reverse=True)
    return tuple(tuple(row) for row in AllPairs(longest_first))


def everything() -> list[Reading]:
    return [*single(), *pairs()]


def under(readings: Iterable[Reading]) -> Ledger:
    """The fixed scene, applied under each of the readings."""
    ledger = Ledger()
    for reading in readings:
        try:
            _apply(dict(reading), ledger)
        except Broken as broken:
            shown = ", ".join(f"{name}={value}" for name, value in reading)
            ledger.violations.append(Broken(broken.promise, f"{shown}: {broken.detail}"))
    return ledger


def _apply(options: Mapping[str, str], ledger: Ledger) -> None:
    with tempfile.TemporaryDirectory(prefix="publer-sync-reading-") as folder:
        a_scene(Path(folder) / "shop", ledger, options).recover()
