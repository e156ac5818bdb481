"""The budget of requests per user: a fixed or sliding window, and its headers."""

import math
from dataclasses import dataclass

from publer_sync.emulator.options.settings import Settings


@dataclass(frozen=True, slots=True)
class Budget:
    """Remaining requests after one."""

    limit: int
    remaining: int
    reset: float
    exceeded: bool
    lapsed: bool = False

    def headers(self, time_text: str, offset: float) -> dict[str, str]:
        """The X-RateLimit headers; the reset is told in the caller's time, not the emulated one."""
        near = self.remaining * 5 <= self.limit
        if time_text == "never" or (time_text == "near" and not near):
            return {}
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(math.ceil(self.reset - offset)),
        }


class RateLimiter:
    """Count the requests of the one user there is."""

    def __init__(self) -> None:
        self._taken: list[float] = []
        self._refused = 0

    def take(self, settings: Settings, now: float) -> Budget | None:
        """Count a request; None when there is no limit."""
        rate = settings.rate()
        if rate is None:
            return None
        limit, window = rate
        self._forget(now, window, sliding=settings["rate_window"] == "sliding")
        exceeded = len(self._taken) >= limit
        if exceeded:
            self._refused += 1
        else:
            self._taken.append(now)
        lapsed = self._refused > settings.number("upgrade_after")
        reset = self._taken[0] + window
        return Budget(limit, limit - len(self._taken), reset, exceeded, lapsed)

    def _forget(self, now: float, window: int, *, sliding: bool) -> None:
        if sliding:
            self._taken = [duration for duration in self._taken if now - window < duration <= now]
        elif self._taken and not self._taken[0] <= now < self._taken[0] + window:
            self._taken = []
        if not self._taken:
            self._refused = 0
