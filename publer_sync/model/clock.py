"""Time as an argument: only the command line reads the real one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that plans are made for, and a way to wait.

    `now` gives an aware UTC datetime, and `is_pretended` if that is the time of `--now`; `monotonic` gives
    seconds that only grow; `sleep` waits for seconds. `checkpoint` is called where it is safe to stop, before
    a request for instance; it and `sleep` raise `UserInterruptError` once the user asked for that. What
    may take long and can be left in the middle, such as a request in flight, happens within `abandonable`:
    it is given up with `UserInterruptError` a few seconds after the user asked.
    """

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]
    checkpoint: Callable[[], None] = lambda: None
    abandonable: Callable[[], AbstractContextManager[None]] = nullcontext
    is_pretended: bool = False


def keep_alive(clock: Clock, keep_alive: Callable[[], None]) -> Clock:
    """The clock that also does this whenever it has waited, and where it is safe to stop."""

    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        keep_alive()

    def checkpoint() -> None:
        clock.checkpoint()
        keep_alive()

    return replace(clock, sleep=sleep, checkpoint=checkpoint)
