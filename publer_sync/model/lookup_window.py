"""A part of Publer in which a post stands or will stand, as narrow as it can be told.

For most posts that is a slot: one minute of an account. A post whose time Publer picks has a span of
minutes; drafts without a date, ideas and series have a shelf of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from publer_sync.model.address import Slot, to_minute
from publer_sync.model.schedule import Listing


@dataclass(frozen=True, slots=True)
class LookupWindow:
    """A shelf of an account (of the workspace, for ideas), or a span of its timeline.

    `since` and `until` are full minutes (UTC), both inclusive, and both given on the timeline.
    """

    account_id: str
    shelf: Listing
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of(cls, slot: Slot) -> LookupWindow:
        return cls(slot.account_id, Listing.TIMELINE, slot.at, slot.at)

    @classmethod
    def between(cls, account_id: str, since: datetime, until: datetime) -> LookupWindow:
        return cls(account_id, Listing.TIMELINE, to_minute(since), to_minute(until))

    @property
    def slot(self) -> Slot | None:
        """The slot, where the place is no wider than one."""
        if self.since is None or self.since != self.until:
            return None
        return Slot(self.account_id, self.since)

    def encloses(self, slot: Slot) -> bool:
        """Return whether a slot lies in this place."""
        if self.account_id != slot.account_id or self.since is None or self.until is None:
            return False
        return self.since <= slot.at <= self.until
