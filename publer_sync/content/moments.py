"""Written times of a post to moments, each problem at the place of its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from publer_sync.content.keys import Keys
from publer_sync.content.times import BadTime, parse_time
from publer_sync.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Moments:
    """Reads times in a zone; `own_zone` says that it is written beside them."""

    keys: Keys
    zone: ZoneInfo
    own_zone: bool = False

    def read(self, text: str, place: Location) -> datetime | None:
        """The moment (UTC), or None where the text is none; why is noted."""
        moment = parse_time(text, self.zone, zone_given=self.own_zone)
        if isinstance(moment, BadTime):
            self.keys.error(moment.rule, moment.message, place, moment.hint)
            return None
        return moment

    def at(self, path: str, text: str) -> datetime | None:
        """As `read`, for a time whose place is noted under a path."""
        return self.read(text, self.keys.places[path])
