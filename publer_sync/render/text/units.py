"""Numbers and nouns put together, and moments as people of the project's zone read them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 post`, `2 posts`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def local_time(moment: datetime, zone: ZoneInfo) -> str:
    """`Mon 2036-05-05 09:00 Europe/Rome (07:00 UTC)`; the day in UTC only where it is another one."""
    location, text = _both(moment, zone)
    return f"{location} {zone} ({text})"


def short_time(moment: datetime, zone: ZoneInfo) -> str:
    """`Mon 2036-05-05 09:00 (07:00 UTC)`, where the zone is said elsewhere."""
    location, text = _both(moment, zone)
    return f"{location} ({text})"


def _both(moment: datetime, zone: ZoneInfo) -> tuple[str, str]:
    local_time, existing = moment.astimezone(zone), moment.astimezone(UTC)
    day = "" if local_time.date() == existing.date() else f"{existing:%Y-%m-%d} "
    return (
        f"{_WEEKDAYS[local_time.weekday()]} {local_time:%Y-%m-%d %H:%M}",
        f"{day}{existing:%H:%M} UTC",
    )


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# Numbers, spans and sizes as people say them.


def span(pair: Any) -> str:
    """`2 to 10`, `at least 2`, `up to 10`, `1`."""
    low, high = pair
    if low == high:
        return figure(low)
    if low is None:
        return f"up to {figure(high)}"
    return f"at least {figure(low)}" if high is None else f"{figure(low)} to {figure(high)}"


def size(number: float) -> str:
    """Bytes in the unit that people use: `8 MB`."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= factor:
            return f"{number / factor:.4g} {unit}"
    return f"{number} bytes"


def duration(seconds: float) -> str:
    """Seconds in the unit that people use: `90 s`, `15 min`, `4 h`."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length and seconds % length == 0:
            return f"{seconds // length} {unit}"
    return f"{seconds:g} s"


def time_span(pair: Any) -> str:
    """`3 s to 15 min`, `at least 3 s`, `up to 15 min`."""
    low, high = pair
    if high is None:
        return f"at least {duration(low)}"
    return f"up to {duration(high)}" if low is None else f"{duration(low)} to {duration(high)}"


def yes_or_no(value: bool) -> str:
    """`yes` or `no`."""
    return "yes" if value else "no"


def figure(value: Any) -> str:
    """A number with commas between its thousands; anything else as it is."""
    if isinstance(value, int | float):
        return f"{value:,}"
    return str(value)


def plural(thing: str, number: int) -> str:
    """The thing as one says it of that many."""
    return thing if number == 1 else f"{thing}s"
