"""Stops a run when the user asks: the first signal ends it in good order, the second at once."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from publer_sync.errors import Interrupted

SLICE = 0.2


class Interruption:
    """Whether the user asked to stop, and waiting that notices it."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._asked = False
        self._in_flight = True
        self._tell = tell

    def check(self) -> None:
        """Raises Interrupted once the user asked to stop."""
        if self._asked:
            raise Interrupted(
                "Stopped as you asked.",
                hint="what was done is saved; run the command again to go on",
            )

    def sleep(self, seconds: float) -> None:
        """Waits, but not longer than until the user asks to stop."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(SLICE, left))
        self.check()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Takes SIGINT and SIGTERM as a request to stop."""
        before = {s: signal.signal(s, self._hear) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While a person is asked nothing is in flight: the first signal ends it at once."""
        self.check()
        self._in_flight = False
        try:
            yield
        finally:
            self._in_flight = True

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self._asked or not self._in_flight:
            raise KeyboardInterrupt
        self._asked = True
        self._tell("Stopping after the request in flight; once more stops at once.")
