"""Compare the clock of a command with the `Date` of Publer's answers (RFC 9110, section 6.6.1).

A clock that is behind sends posts whose time has passed, and Publer may publish those at once (contract,
question 54). A clock that is ahead holds posts that could still be sent. So nothing is written while the two
differ by more than TOLERANCE, and until then the later one counts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial

from publer_sync.api.errors import NotSentError
from publer_sync.errors import PlanRefusedError
from publer_sync.model.clock import Clock

TOLERANCE = timedelta(minutes=2)
"""How far the clocks may differ. Servers and runners that follow NTP differ by less than a second."""

KEPT = 8
"""Answers that are compared: a cache between here and Publer may send an old `Date` in some of them."""

RESOLUTION = timedelta(seconds=1)
"""A `Date` has no fractions of a second."""


class WrongClockError(NotSentError, PlanRefusedError):
    """The clock here and Publer's differ too much to write anything; nothing was sent."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """Clock difference by one answer: Publer's time minus the local time lies from `least` to `most`.

    `base` is the time here minus the monotonic clock: it moves when someone sets the clock.
    """

    least: timedelta
    most: timedelta
    base: float

    def is_current(self, base: float) -> bool:
        """Return whether the clock here was not set since then."""
        return abs(self.base - base) < TOLERANCE.total_seconds()


@dataclass(slots=True)
class ServerClock:
    """Publer's clock, as far as its last answers tell. Answers without a `Date` tell nothing."""

    clock: Clock
    readings: deque[_Reading] = field(default_factory=partial(deque, maxlen=KEPT))
    _lead: _Reading | None = None
    """The reading by which Publer is furthest ahead, of all since the clock here was set."""

    def learn(self, headers: Mapping[str, str], sent_at: datetime) -> None:
        """Take in the headers of an answer; `sent_at` is the time here when its request was sent."""
        if answered := time_in(headers):
            now = self.clock.now()
            base = now.timestamp() - self.clock.monotonic()
            reading = _Reading(answered - now, answered + RESOLUTION - sent_at, base)
            self.readings.append(reading)
            lead = self._lead
            if lead is None or lead.least < reading.least or not lead.is_current(base):
                self._lead = reading

    def bounds(self) -> tuple[timedelta, timedelta] | None:
        """Return from where to where Publer's time minus the time here lies; None if it is not known.

        An old `Date` from a cache looks like a clock that is behind, never like one that is ahead. So one
        answer is enough to see that Publer is ahead; that it is behind, all of them must say. Readings from
        before the clock here was set do not count.
        """
        base = self.clock.now().timestamp() - self.clock.monotonic()
        current = [reading for reading in self.readings if reading.is_current(base)]
        if not current:
            return None
        return max(r.least for r in current), max(r.most for r in current)

    def both_times(self) -> str | None:
        """Both times in words where they differ by more than TOLERANCE, else None."""
        least, most = self.bounds() or (timedelta(), timedelta())
        if least <= TOLERANCE and most >= -TOLERANCE:
            return None
        now, difference = self.clock.now(), least if least > TOLERANCE else most
        return f"here it is {_shown(now)}, at Publer {_shown(now + difference)}"

    @property
    def later(self) -> Clock:
        """The clock here, put forward as far as Publer's is certainly ahead.

        It never goes back: what is waited for by it would not be over when the wait is.
        """

        def now() -> datetime:
            local_time = self.clock.now()
            base = local_time.timestamp() - self.clock.monotonic()
            if self._lead is None or not self._lead.is_current(base):
                return local_time
            return local_time + max(self._lead.least, timedelta())

        return replace(self.clock, now=now)

    def check(self) -> None:
        """Raise WrongClockError if nothing may be written by this clock."""
        if (both := self.both_times()) is not None:
            cure = (
                "leave out --now"
                if self.clock.is_pretended
                else "turn on automatic time on this machine"
            )
            raise WrongClockError(
                "The clock here and Publer's clock differ.",
                location=both,
                reason="with a wrong clock, posts may go out at the wrong time; nothing more was sent",
                hint=f"{cure}, then run this again",
            )
        if self.readings and self.bounds() is None:
            raise WrongClockError(
                "The clock here was set, or this machine slept.",
                location=f"here it is now {_shown(self.clock.now())}",
                reason="what was planned before may be too late by now; nothing more was sent",
                hint="run this again",
            )


def time_in(headers: Mapping[str, str]) -> datetime | None:
    """The server's time in UTC by `Date`, plus the `Age` of an answer from a cache (RFC 9111, section 5.1).

    None if there is no `Date`, or none that can be read.
    """
    age = (headers.get("age") or "").strip()
    is_known = age.isascii() and age.isdigit() and len(age) < 10
    try:
        parsed = parsedate_to_datetime(headers.get("date") or "")
        date = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
        return date + timedelta(seconds=int(age) if is_known else 0)
    except (ValueError, OverflowError):
        return None


def _shown(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
