"""Spans of time as people write them: `60s`, `5m`, `2h`, `3d`, `1w`."""

from __future__ import annotations

import re
from datetime import timedelta

_DURATION = re.compile(r"(?P<number>[0-9]{1,6})(?P<unit>[smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_duration(text: str) -> timedelta:
    """The span of time; raises ValueError for anything but a whole number and a unit."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a duration such as 5m, 2h, 3d or 1w")
    return timedelta(**{_UNITS[match["unit"]]: int(match["number"])})


def write_duration(span: timedelta) -> str:
    """The text that `parse_duration` reads, in the largest unit that fits."""
    units = {unit: timedelta(**{name: 1}) for unit, name in _UNITS.items()}
    unit = [unit for unit, one in units.items() if span % one == timedelta(0)][-1]
    return f"{span // units[unit]}{unit}"
