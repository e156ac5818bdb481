"""Several processes on one store at once, and what must be true of what they leave."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.stores import Team

PATIENCE = 600.0
"""Seconds after which a race counts as stuck; no test waits for them to pass."""


def race(team: Team, log: Path, *, people: int, rounds: int) -> None:
    """Let each of them write so many records, and check that each was alone and nothing was lost."""
    names = [f"person{number}" for number in range(people)]
    desks = {name: team.desk(name) for name in names}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.races.scribe", team.settings.store, str(desk), name,
             str(rounds), str(log)],
            env={**os.environ, **team.storage},
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, desk in desks.items()
    ]  # fmt: skip
    for process in processes:
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
    assert overlaps(log.read_text(encoding="utf-8")) == []
    expected = {f"{name}-{number}" for name in names for number in range(rounds)}
    state = team.at(names[0]).load()
    assert state is not None
    assert {address.entry for address in state.records} == expected
    assert state.serial == len(expected)


def overlaps(log: str) -> list[str]:
    """Who entered while another one was in, or left without being in."""
    lines = [line.split() for line in log.splitlines()]
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return [
        f"{one} {other}"
        for one, other in pairs
        if (one[0], other[0], one[1]) != ("in", "out", other[1])
    ]
