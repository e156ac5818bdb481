"""Times whole processes and calls, taking turns so that a busy machine slows both sides."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """Seconds that passed, and the largest resident memory in bytes."""

    seconds: float
    memory: int


SPAWN = """\
import os, subprocess, sys, time
started = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - started, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status))
"""
"""A small process in between: Linux counts the memory of whoever starts a process as its own."""


def run(command: Sequence[str], folder: Path) -> Run:
    """One run of a command, its output thrown away; raises if it fails."""
    between = [sys.executable, "-I", "-c", SPAWN, *command]
    done = subprocess.run(between, cwd=folder, capture_output=True, text=True, check=True)
    passed, memory, code = done.stdout.split()
    if code != "0":
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Run(float(passed), int(memory))


def in_turns(
    one: Callable[[], Run], other: Callable[[], Run], times: int
) -> tuple[Run, Run, float]:
    """The median of each, and the median of the ratios pair by pair, after one run to warm up."""
    one()
    other()
    pairs = [(one(), other()) for _ in range(times)]
    ratio = statistics.median(a.seconds / b.seconds for a, b in pairs)
    return _median([a for a, _ in pairs]), _median([b for _, b in pairs]), ratio


def _median(runs: Sequence[Run]) -> Run:
    seconds = statistics.median(run.seconds for run in runs)
    return Run(seconds, int(statistics.median(run.memory for run in runs)))


def seconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
