"""Instants (seconds since 1970) to and from the texts that the API uses."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from publer_sync.emulator.store.seed import ZONE_NAME

ZONE = ZoneInfo(ZONE_NAME)
DAY = 86400.0
_EARLIEST, _LATEST = -1e10, 2e11  # the years 1653 and 8307


def parse_instant(text: object, naive_zone: tzinfo | None) -> float:
    """The instant of an ISO 8601 text; ValueError if it is none, or naive without a zone."""
    if not isinstance(text, str):
        raise ValueError(f"{text!r} is not a time")
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        if naive_zone is None:
            raise ValueError(f"{text!r} has no offset")
        moment = moment.replace(tzinfo=naive_zone)
    return checked(moment.timestamp())


def checked(instant: float) -> float:
    """An instant that every zone has a date for, or ValueError."""
    if not _EARLIEST < instant < _LATEST:
        raise ValueError("that time is too far away")
    return instant


@lru_cache(maxsize=8192)
def iso(instant: float, zone: tzinfo = ZONE) -> str:
    """An instant as answers show it: milliseconds and the offset of the zone."""
    return datetime.fromtimestamp(instant, zone).isoformat(timespec="milliseconds")


def iso_utc(instant: float) -> str:
    """An instant in UTC with a Z, as media carry it."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_start(day: date, zone: tzinfo) -> float:
    """The first instant of a day."""
    return datetime.combine(day, time(), zone).timestamp()


def day_of(instant: float, zone: tzinfo = ZONE) -> date:
    """The day that an instant falls on."""
    return datetime.fromtimestamp(instant, zone).date()


def next_day(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)


def at_minute(day: date, minutes: int, zone: tzinfo = ZONE) -> float:
    """The instant of a wall-clock time on a day."""
    wall = time(minutes // 60, minutes % 60)
    return datetime.combine(day, wall, zone).timestamp()
