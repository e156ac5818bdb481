"""Stop a run when the user asks: the first signal ends it in good order, the second at once.

In good order means: what is in flight may end, but gets no more than `PATIENCE`. Publer may take half a
minute to answer, and whoever stops a job in CI kills it after ten seconds. So a timer interrupts what is
said to be abandonable, and nothing else: never the saving of the state, nor the release of the lock. A
write that is given up so is one of unknown outcome, whose intent is on disk: the next apply looks for it.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from publer_sync.cli.global_options import SYSTEM, Time
from publer_sync.errors import UserInterruptError

SLICE = 0.2
PATIENCE = 4.0
"""Seconds that what is in flight gets after the first signal; all of it should be over within 5."""


class Interruption:
    """Request of the user to stop, and waits that notice it."""

    def __init__(self, tell: Callable[[str], None], time: Time = SYSTEM) -> None:
        self._time = time
        self._asked = False
        self._in_flight = True
        self._abandonable = False
        self._tell = tell

    @property
    def asked(self) -> bool:
        """Return whether the user asked to stop, be it so late that all was done anyway."""
        return self._asked

    def check(self) -> None:
        """Raise UserInterruptError once the user asked to stop."""
        if self._asked:
            stopped = UserInterruptError(
                "Stopped.",
                hint="what was done is saved; run the command again to go on",
            )
            stopped.in_flight = False
            raise stopped

    def sleep(self, seconds: float) -> None:
        """Wait, but not longer than until the user asks to stop."""
        until = self._time.monotonic() + seconds
        while (remaining_seconds := until - self._time.monotonic()) > 0:
            self.check()
            self._time.sleep(min(SLICE, remaining_seconds))
        self.check()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take SIGINT, SIGTERM and SIGHUP as a request to stop."""
        asking = [signal.SIGINT, *_ended_by_others()]
        before = {number: signal.signal(number, self._hear) for number in asking}
        if _HAS_TIMER:
            before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._lose_patience)
        try:
            yield
        finally:
            if _HAS_TIMER:
                signal.setitimer(signal.ITIMER_REAL, 0)
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

    @contextmanager
    def abandonable(self) -> Iterator[None]:
        """Run the block, and raise UserInterruptError in it when the patience is over."""
        self.check()
        try:
            self._abandonable = True
            yield
        finally:
            self._abandonable = False

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if self._asked or not self._in_flight:
            raise KeyboardInterrupt
        self._asked = True
        if _HAS_TIMER:
            signal.setitimer(signal.ITIMER_REAL, PATIENCE, SLICE)
        # The signal may come while something else is being printed, or the terminal may be closed.
        with suppress(RuntimeError, OSError):
            self._tell(_STOPPING)

    def _lose_patience(self, number: int, _frame: FrameType | None) -> None:
        if not self._abandonable:
            return  # it is saving or about to stop; the timer comes again
        self._abandonable = False
        raise UserInterruptError(
            "Stopped. One request was not confirmed; the next apply checks it first.",
            hint="what was done is saved; the next apply looks in Publer for the rest and goes on",
        )


_HAS_TIMER = hasattr(signal, "setitimer")
"""Windows has none: there a request in flight ends by its own timeout."""

_AT_MOST = f", which gets {PATIENCE:.0f} s at most" if _HAS_TIMER else ""
_STOPPING = f"Stopping after the request in flight{_AT_MOST}; once more stops at once."


@contextmanager
def terminable() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end a command like Ctrl-C does, for all that is not `listening`."""
    before = {number: signal.signal(number, _stop_at_once) for number in _ended_by_others()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ended_by_others() -> list[signal.Signals]:
    """SIGTERM, and the SIGHUP of a terminal that is closed, unless `nohup` or the like has it ignored."""
    hang_up = getattr(signal, "SIGHUP", None)  # Windows has none
    if hang_up is None or signal.getsignal(hang_up) is signal.SIG_IGN:
        return [signal.SIGTERM]
    return [signal.SIGTERM, hang_up]


def _stop_at_once(number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
