"""The real time, read here and nowhere else; whoever starts a command may hand it another one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Time:
    """Where a command takes its time from: `now` is an aware datetime in UTC, the others are in seconds."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]


SYSTEM = Time(lambda: datetime.now(UTC), time.monotonic, time.sleep)
