"""Numbers and nouns put together, and moments as people of the project's zone read them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 post`, `2 posts`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def local_time(moment: datetime, zone: ZoneInfo) -> str:
    """`Mon 2036-05-05 09:00 Europe/Rome (07:00 UTC)`; the day in UTC only where it is another one."""
    here, there = _both(moment, zone)
    return f"{here} {zone} ({there})"


def short_time(moment: datetime, zone: ZoneInfo) -> str:
    """`Mon 2036-05-05 09:00 (07:00 UTC)`, where the zone is said elsewhere."""
    here, there = _both(moment, zone)
    return f"{here} ({there})"


def _both(moment: datetime, zone: ZoneInfo) -> tuple[str, str]:
    here, there = moment.astimezone(zone), moment.astimezone(UTC)
    day = "" if here.date() == there.date() else f"{there:%Y-%m-%d} "
    return f"{_WEEKDAYS[here.weekday()]} {here:%Y-%m-%d %H:%M}", f"{day}{there:%H:%M} UTC"


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
