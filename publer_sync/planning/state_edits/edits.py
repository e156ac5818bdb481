"""Effects of `state rm` and `state mv` on a state, and on the next plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from publer_sync.model.address import Address
from publer_sync.model.state import FailedAttempt, Intent, Record, State, Tombstone
from publer_sync.planning.change import Change
from publer_sync.planning.tombstones import without_tombstones


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedAddress:
    """An address that nothing is remembered of any more; `coming` is the next plan's word on the post that
    a file wants in its place, None if no file does. `tombstones` kept its texts from going out again."""

    address: Address
    record: Record | None
    failure: FailedAttempt | None
    coming: Change | None
    tombstones: tuple[Tombstone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePreview:
    """Result or preview of `state rm`."""

    addresses: tuple[RemovedAddress, ...]
    location: str
    serial: int
    declined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RenamePreview:
    """Result or preview of `state mv`; `coming` is the next plan's word on both addresses."""

    before: Address
    after: Address
    record: Record
    coming: tuple[Change, ...]
    location: str
    serial: int
    declined: bool = False


def removal_preview(state: State, addresses: Collection[Address]) -> State:
    """The state without what it remembers of these addresses, with the next serial."""
    return replace(
        without_tombstones(state, addresses),
        serial=state.serial + 1,
        records={a: r for a, r in state.records.items() if a not in addresses},
        failures={a: f for a, f in state.failures.items() if a not in addresses},
    )


def rename_preview(state: State, before: Address, after: Address) -> State:
    """The state with the record of one address under another, with the next serial.

    A failed attempt goes with it, as the version that it is about does; one that was noted for the other
    address is about a post that was never made.
    """
    moved = state.moved(before, after).without_failure(after)
    failure = state.failures.get(before)
    if failure:
        moved = moved.without_failure(before).with_failure(replace(failure, address=after))
    return replace(moved, serial=state.serial + 1)


def open_writes(state: State, addresses: Iterable[Address]) -> tuple[Intent, ...]:
    """The writes of open outcome that are about these addresses, or about the posts that they record."""
    choice = set(addresses)
    ids = {state.records[address].post_id for address in choice if address in state.records}
    return tuple(i for i in state.intents if i.address in choice or i.post_id in ids)
