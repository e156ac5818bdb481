"""The stable name of a post, the slot that Publer knows it by, and an index of slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """`<entry id>@<alias>`, for example `2026/launch@shop-x`."""

    entry: str
    alias: str

    def __str__(self) -> str:
        return f"{self.entry}@{self.alias}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """The address that `str` wrote; raise ValueError when there is no `@` or an empty half."""
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


# An index: what is in or near a slot, without a search through all posts.

T = TypeVar("T")

_NEXT_TO = (timedelta(0), timedelta(minutes=-1), timedelta(minutes=1))


class SlotIndex(Generic[T]):
    """Things by slot. Slots lie on full minutes, so "less than two minutes apart" is three look-ups."""

    def __init__(self, things: Iterable[tuple[Slot | None, T]] = ()) -> None:
        self._by_slot: dict[Slot, list[T]] = {}
        for slot, thing in things:
            if slot is not None:
                self.add(slot, thing)

    def add(self, slot: Slot, thing: T) -> None:
        self._by_slot.setdefault(slot, []).append(thing)

    def at(self, slot: Slot) -> list[T]:
        """The items in this slot: less than a minute away, as Publer's rule counts."""
        return self._by_slot.get(slot, [])

    def near(self, slot: Slot) -> list[T]:
        """Return the slots less than two minutes away on the same account, the slot itself first."""
        return [
            thing
            for step in _NEXT_TO
            for thing in self._by_slot.get(Slot(slot.account_id, slot.at + step), [])
        ]
