"""Time zones by their IANA names, and spans of time as people write them: `60s`, `5m`, `2h`, `3d`, `1w`."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.source.locate import brief
from publer_sync.source.suggest import suggest


def zone(name: str, place: Location) -> ZoneInfo | Diagnostic:
    """The zone of that name, or a finding with the name that was probably meant."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder such as `Europe`
        return error(
            "unknown-timezone", f"there is no time zone `{brief(name)}`", place, hint=_hint(name)
        )


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def _hint(name: str) -> str:
    names = _names()
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(names)}
    city = suggest(name, cities)
    guess = suggest(name, names) or (cities[city] if city else None)
    return f"did you mean `{guess}`?" if guess else "use an IANA name such as `Europe/Rome`"


_DURATION = re.compile(r"(?P<number>[0-9]{1,6})(?P<unit>[smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_duration(text: str) -> timedelta:
    """The span of time; raise ValueError for anything but a whole number and a unit."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a duration such as 5m, 2h, 3d or 1w")
    return timedelta(**{_UNITS[match["unit"]]: int(match["number"])})


def write_duration(span: timedelta) -> str:
    """The text that `parse_duration` reads, in the largest unit that fits."""
    units = {unit: timedelta(**{name: 1}) for unit, name in _UNITS.items()}
    unit = [unit for unit, one in units.items() if span % one == timedelta(0)][-1]
    return f"{span // units[unit]}{unit}"
