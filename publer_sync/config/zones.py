"""Time zones by their IANA names."""

from __future__ import annotations

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
