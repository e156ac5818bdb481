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

from publer_sync.emulator.option_kinds import Option
from publer_sync.emulator.options import OPTIONS
from tests.faults.promises import Broken, Ledger
from tests.faults.scenario import a_scene

Reading = tuple[tuple[str, str], ...]

SAMPLES = {
    "rate_limit": "off 100/120 91/120 20/30",
    "upgrade_after": "off 0 3",
    "job_lifetime": "forever 86400 1 0",
    "job_delay": "0 0.3 5 40",
    "working_answers": "0 1 4",
    "posting_slots": "09:00,18:30 none",
    "visibility_delay": "0 0.3 20 45",
    "list_lag": "0 3 45",
    "list_omission": "off 1 2 3 4 5 7",
    "page_size": "1 2 7 15 100",
    "publish_seconds": "0 30",
    "tiktok_link_delay": "0 300",
    "max_upload": "10 200000000",
    "media_lifetime": "forever 0 3600",
    "media_page_size": "1 20",
}

IMPOSSIBLE = {
    ("list_omission", "1"): "each list lacks a post, so one that stands alone is never seen",
    ("max_upload", "10"): "no picture is that small",
}
"""Values under which no apply can succeed, and why."""


def values_of(option: Option) -> list[str]:
    """The values of an option that are tried."""
    return list(option.choices) or SAMPLES[option.name].split()


def possible() -> list[list[tuple[str, str]]]:
    """For each option, the values under which an apply can succeed."""
    named = ([(option.name, value) for value in values_of(option)] for option in OPTIONS)
    return [[one for one in values if one not in IMPOSSIBLE] for values in named]


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
