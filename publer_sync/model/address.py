"""The stable name of a post, and the slot that Publer knows it by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """`<entry id>@<alias>`, for example `2026/launch@shop-x`."""

    entry: str
    alias: str

    def __str__(self) -> str:
        return f"{self.entry}@{self.alias}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """The address that `str` wrote; raises ValueError when there is no `@` or an empty half."""
        entry, at, alias = text.rpartition("@")
        if not (at and entry and alias):
            raise ValueError(f"{text!r} is not an address: expected <entry id>@<alias>")
        return cls(entry, alias)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """An account at a minute (UTC). Publer allows one post there, so a slot identifies a post."""

    account_id: str
    at: datetime

    @classmethod
    def of(cls, account_id: str, at: datetime) -> Slot:
        return cls(account_id, to_minute(at))

    def seconds_from(self, other: Slot) -> float:
        """Distance in time to a slot of the same account; infinite between accounts."""
        if self.account_id != other.account_id:
            return float("inf")
        return abs((self.at - other.at).total_seconds())


def to_minute(moment: datetime) -> datetime:
    """The minute (UTC) that an aware moment falls in; Publer schedules to the minute."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
