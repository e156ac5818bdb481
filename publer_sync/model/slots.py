"""Finds what stands in or near a slot without looking at everything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Generic, TypeVar

from publer_sync.model.address import Slot

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
        """What stands in this very slot: less than a minute away, as Publer's rule counts."""
        return self._by_slot.get(slot, [])

    def near(self, slot: Slot) -> list[T]:
        """What stands less than two minutes away on the same account, the slot itself first."""
        return [
            thing
            for step in _NEXT_TO
            for thing in self._by_slot.get(Slot(slot.account_id, slot.at + step), [])
        ]
