"""Keep below Publer's rate limit, which is shared by everything that uses the same user's keys.

Publer allows 100 requests in 2 minutes for a user; whether its window is fixed or slides is documented
both ways. We allow ourselves 90 in any 120 seconds, which fits into both, and believe the headers of
the answers where they are stricter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from publer_sync.api.server_clock import time_in
from publer_sync.model.clock import Clock

REQUESTS = 90
WINDOW = 120.0


class Limiter:
    """Count requests and wait where the next one would be one too many.

    `on_wait` is told the seconds before each wait, so that a person sees why nothing happens.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        on_wait: Callable[[float], None] = lambda seconds: None,
        requests: int = REQUESTS,
        window: float = WINDOW,
    ) -> None:
        self._clock = clock
        self._on_wait = on_wait
        self._requests = requests
        self._window = window
        self._sent: deque[float] = deque()
        self._closed_until = 0.0
        self.used = 0

    def wait(self) -> bool:
        """Return when the next request may be sent; say whether that took any time."""
        self._clock.checkpoint()
        has_waited = False
        while (seconds := self._seconds_to_wait()) > 0:
            self._on_wait(seconds)
            self._clock.sleep(seconds)
            has_waited = True
        return has_waited

    def acquire(self) -> None:
        """Return when the next request may be sent, and count it."""
        self.wait()
        self._sent.append(self._clock.monotonic())
        self.used += 1

    def _seconds_to_wait(self) -> float:
        now = self._clock.monotonic()
        while self._sent and self._sent[0] <= now - self._window:
            self._sent.popleft()
        full = self._sent[0] + self._window - now if len(self._sent) >= self._requests else 0.0
        return max(full, self._closed_until - now)

    def learn(self, status: int, headers: Mapping[str, str]) -> None:
        """Close until the reset when an answer says that nothing is left.

        A missing, past or absurd reset counts as a whole window: the server's clock may be wrong.
        """
        remaining_seconds = _number(headers.get("x-ratelimit-remaining"))
        if status != 429 and (remaining_seconds is None or remaining_seconds > 0):
            return
        reset = _number(headers.get("x-ratelimit-reset"))
        seconds = reset - self._server_time(headers) if reset is not None else self._window
        if not 0 < seconds <= self._window:
            seconds = self._window
        self._closed_until = self._clock.monotonic() + seconds + 1.0

    def _server_time(self, headers: Mapping[str, str]) -> float:
        return (time_in(headers) or self._clock.now()).timestamp()


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
