"""Tombstones: what went out at once and whose file is gone stays remembered, so that it is not sent again.

Such a text may come back: by a revert of a revert, or from an older branch. It cannot be recognised in Publer
for certain, because Publer may change the text when it publishes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from publer_sync.identity.recognise import AT_ONCE
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import as_sentence
from publer_sync.model.remote import Phase
from publer_sync.model.state import Record, State, Tombstone
from publer_sync.planning.state_age import REMEMBERED

MOST = 1000
"""How many tombstones a state keeps: the newest ones."""

_WENT_OUT = {Phase.PUBLISHED, Phase.REMOVED}


def tombstone_of(record: Record, now: datetime) -> Tombstone | None:
    """The tombstone of a record that is about to go; None unless its post went out at once.

    A post that was sent at once and is not known to have failed counts as sent once its time has passed.
    """
    text = as_sentence(record.fields)
    if record.fields.get("schedule") != AT_ONCE or text is None or record.status == Phase.FAILED:
        return None
    time = record.scheduled_at or now
    if record.status not in _WENT_OUT and time > now:
        return None
    return Tombstone(
        address=record.address,
        account_id=record.account_id,
        text=text,
        post_id=record.post_id,
        at=time,
    )


def forget_addresses(state: State, record: Record, now: datetime) -> State:
    """The state without a record, with the tombstone that it leaves if its post went out at once."""
    after = state.without_record(record.address)
    tombstone = tombstone_of(record, now)
    return after.with_tombstone(tombstone) if tombstone else after


def prune_tombstones(state: State, now: datetime) -> State:
    """The state without tombstones that are too old or too many."""
    young = (each for each in state.tombstones if now - each.at <= REMEMBERED)
    newest = sorted(young, key=lambda each: each.at)[-MOST:]
    if len(newest) == len(state.tombstones):
        return state
    return replace(state, tombstones=tuple(newest))


def without_tombstones(state: State, addresses: Collection[Address]) -> State:
    """The state without the tombstones of these addresses, and those of what their records say."""
    texts = {
        (record.account_id, as_sentence(record.fields))
        for address in addresses
        if (record := state.records.get(address))
    }
    tombstones = tuple(
        each
        for each in state.tombstones
        if each.address not in addresses and (each.account_id, each.text) not in texts
    )
    return replace(state, tombstones=tombstones)
