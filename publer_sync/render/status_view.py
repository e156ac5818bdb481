"""What `status` says of an open write: what the next apply will do about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from publer_sync.planning.status import OpenWrite
from publer_sync.render.reasons import reason_advice, reason_texts
from publer_sync.render.words import local_time


def looked_for_until(write: OpenWrite, settle: timedelta) -> datetime | None:
    """Until when the next apply looks for its result before it may write again; None if it is settled."""
    return write.intent.since + settle if write.because else None


def next_step(write: OpenWrite, settle: timedelta, zone: ZoneInfo) -> list[str]:
    """What the next apply does about it, and what is the case where that is known."""
    until = looked_for_until(write, settle)
    if write.because is None or until is None:
        return ["Its outcome can be seen by now: the next apply records it and goes on."]
    said = [
        f"The next apply looks for it in Publer until {local_time(until, zone)} before it writes again."
    ]
    if write.because.detail:
        said = [*reason_texts([write.because]), reason_advice(write.because, write.intent.address)]
    return said
