"""Written times to moments: each must exist, exactly once, to the minute."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from publer_sync.content.key_reader import KeyReader
from publer_sync.diagnostics import Location

_TIME = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<time>\d\d:\d\d)(?::(?P<seconds>\d\d(?:\.\d+)?))?\s?(?P<offset>[Zz]|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_EXAMPLE = "write it like `2036-12-01 09:00`, or with an offset: `2036-12-01T09:00+01:00`"
_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class InvalidTime:
    """Reason why a written time is not a moment: a rule id, a sentence and a hint."""

    rule: str
    message: str
    hint: str


@lru_cache(maxsize=4096)
def parse_time(text: str, zone: ZoneInfo, *, zone_given: bool = False) -> datetime | InvalidTime:
    """The moment (UTC, on a full minute) that a text means in a zone.

    `zone_given` tells that the zone was written beside the time: an offset must then agree with it.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return InvalidTime("bad-time", f"`{text[:60]}` is not a time", _EXAMPLE)
    if match["time"] is None:
        hint = f"add the time of day: `{match['date']} 09:00`"
        return InvalidTime("bad-time", f"`{text}` has no time of day", hint)
    local = _local(match["date"], match["time"])
    if isinstance(local, InvalidTime):
        return local
    if float(match["seconds"] or 0):
        hint = f"posts go out on full minutes: `{_shown(local)}`"
        return InvalidTime("bad-time", f"`{text}` has seconds", hint)
    if match["offset"]:
        return _with_offset(local, match["offset"], zone if zone_given else None)
    return _in_zone(local, zone)


def _local(date: str, time: str) -> datetime | InvalidTime:
    (year, month, day), (hour, minute) = map(int, date.split("-")), map(int, time.split(":"))
    try:
        local = datetime(year, month, day, hour, minute)  # noqa: DTZ001  # zone follows
    except ValueError:
        return InvalidTime("bad-time", f"there is no `{date} {time}` in the calendar", _EXAMPLE)
    if local.year not in _YEARS:
        message = f"the year {local.year} is out of range"
        return InvalidTime(
            "bad-time", message, f"years from {_YEARS[0]} to {_YEARS[-1]} are possible"
        )
    return local


def _with_offset(local: datetime, text: str, zone: ZoneInfo | None) -> datetime | InvalidTime:
    hours, minutes = (0, 0) if text in {"Z", "z"} else (int(text[1:3]), int(text[-2:]))
    if hours > 14 or minutes > 59:
        return InvalidTime("bad-time", f"`{text}` is not an offset from UTC", _EXAMPLE)
    offset = timedelta(hours=hours, minutes=minutes)
    east = timezone(-offset if text.startswith("-") else offset)
    moment = local.replace(tzinfo=east).astimezone(UTC)
    if zone and moment.astimezone(zone).replace(tzinfo=None) != local:
        hint = "leave out the offset or the timezone"
        return InvalidTime("bad-time", f"`{text}` is not the offset of {zone.key} then", hint)
    return moment


def _in_zone(local: datetime, zone: ZoneInfo) -> datetime | InvalidTime:
    """Two readings that differ mean that clocks were put back, or forward over this time."""
    early, late = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early == late:
        return early
    first, second = (_shown(moment, zone) for moment in sorted((early, late)))
    hint = f"write `{first}` or `{second}`"
    if early < late:
        return InvalidTime("ambiguous-time", f"{_shown(local)} comes twice in {zone.key}", hint)
    return InvalidTime("time-gap", f"{_shown(local)} does not exist in {zone.key}", hint)


def _shown(moment: datetime, zone: tzinfo | None = None) -> str:
    if zone is None:
        return moment.strftime("%Y-%m-%d %H:%M")
    return moment.astimezone(zone).isoformat(timespec="minutes")


# Written times of a post to moments, each problem at the place of its time.


@dataclass(frozen=True, slots=True)
class TimeReader:
    """Read times in a zone; `own_zone` says that it is written beside them."""

    keys: KeyReader
    zone: ZoneInfo
    own_zone: bool = False

    def read(self, text: str, place: Location) -> datetime | None:
        """The moment (UTC), or None where the text is none; why is noted."""
        moment = parse_time(text, self.zone, zone_given=self.own_zone)
        if isinstance(moment, InvalidTime):
            self.keys.error(moment.rule, moment.message, place, moment.hint)
            return None
        return moment

    def at(self, path: str, text: str) -> datetime | None:
        """As `read`, for a time whose place is noted under a path."""
        return self.read(text, self.keys.places[path])
