"""Every way in which Publer may turn out to behave: each value of each option, and all pairs of values.

What is not known about Publer is an option of the emulator. The client must end in the same posts under
every one of them, because no one knows which one the real Publer follows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from allpairspy import AllPairs  # type: ignore[import-untyped]

from tests.faults.promises import BrokenPromiseError, Ledger
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
    return tuple(_survivable(row) for row in AllPairs(longest_first))


def _survivable(row: Iterable[tuple[str, str]]) -> Reading:
    """The reading, with fewer requests needed or more allowed where a 429 may end the plan for good.

    Commands that follow each other do not know how much the ones before have used, and a list of one post per
    page takes many requests, so that nothing can help running into the limit there.
    """
    chosen = dict(row)
    if chosen.get("upgrade_after") != "off":
        chosen |= {"page_size": "15"} if chosen.get("page_size") in {"1", "2"} else {}
        chosen |= {"rate_limit": "91/120"} if chosen.get("rate_limit") == "20/30" else {}
    if chosen.get("omission_seconds") != "off" and chosen.get("page_size") in {"1", "2"}:
        # No reading of so many pages is whole then: an apply gives up, and says so.
        chosen["page_size"] = "15"
    return tuple(chosen.items())


def everything() -> list[Reading]:
    return [*single(), *pairs()]


def under(readings: Iterable[Reading]) -> Ledger:
    """The fixed scene, applied under each of the readings."""
    ledger = Ledger()
    for reading in readings:
        try:
            _apply(dict(reading), ledger)
        except BrokenPromiseError as broken:
            shown = ", ".join(f"{name}={value}" for name, value in reading)
            ledger.violations.append(
                BrokenPromiseError(broken.promise, f"{shown}: {broken.detail}")
            )
    return ledger


def _apply(options: Mapping[str, str], ledger: Ledger) -> None:
    with tempfile.TemporaryDirectory(prefix="publer-sync-reading-") as folder:
        a_scene(Path(folder) / "shop", ledger, options).recover()
