"""A clock that only tests move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from publer_sync.model.clock import Clock

START = datetime(2036, 5, 1, 8, 0, tzinfo=UTC)


@dataclass
class FakeTime:
    """Time that passes only when someone sleeps, and a little with each request.

    `ahead` is how far the clock of the machine that runs the commands is ahead of everybody else's.
    """

    now: datetime = START
    ahead: timedelta = timedelta()
    slept: float = 0.0
    checkpoint: Callable[[], None] = lambda: None

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        # A rest that is smaller than the steps of this clock would never be over.
        least = timedelta.resolution if seconds > 0 else timedelta()
        self.now += max(timedelta(seconds=seconds), least)

    def seconds(self) -> float:
        return self.now.timestamp()

    def current(self) -> datetime:
        return self.now + self.ahead

    def clock(self) -> Clock:
        return Clock(
            now=self.current,
            monotonic=self.seconds,
            sleep=self.sleep,
            checkpoint=self.checkpoint,
        )
