"""State list: the recorded posts, without asking anyone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from publer_sync.config.project import Project
from publer_sync.errors import InvalidUsageError
from publer_sync.model.state import Record, State, StateEntry, StateListing
from publer_sync.planning.targeting import days_of, is_on_day
from publer_sync.state.store import StateStore
from publer_sync.workflows.state.addresses import known_address


def list_records(
    project: Project,
    store: StateStore,
    *,
    aliases: Collection[str],
    statuses: Collection[str],
    days: str | None = None,
) -> StateListing:
    """The records with one of these aliases and statuses, on these days; empty means any."""
    span = _days(days) if days else None
    state = store.load()
    records = state.records.values() if state else ()
    _check(aliases, {*project.accounts, *(record.address.alias for record in records)})
    choice = (
        record
        for record in records
        if (not aliases or record.address.alias in aliases)
        and (not statuses or record.status in statuses)
        and (span is None or is_on_day(record.scheduled_at, span, project.timezone))
    )
    return StateListing(state=state, records=tuple(sorted(choice, key=_by_time)))


def _check(aliases: Collection[str], known_values: Collection[str]) -> None:
    """An alias that no one knows is a mistake: the empty list would look like an answer."""
    for alias in aliases:
        if alias not in known_values:
            raise InvalidUsageError(
                f"There is no account {alias!r}.",
                location="--account",
                hint=f"the project and its state know: {', '.join(sorted(known_values)) or 'none'}",
            )


def _days(text: str) -> tuple[date, date]:
    days = days_of(text)
    if days is None:
        raise InvalidUsageError(
            f"{text!r} names no days.",
            location="--on",
            hint="write a day, or two: 2036-05-05 or 2036-05-05..2036-05-07",
        )
    return days


def _by_time(record: Record) -> tuple[str, str]:
    time = record.scheduled_at
    return (time.isoformat() if time else "", str(record.address))


# State show: all that is remembered of one address, without asking anyone.


def find_record(store: StateStore, address: str) -> StateEntry:
    """Return the state entry of an address; raise InvalidUsageError if there is none."""
    state = store.load() or State(lineage="", workspace="")
    desired = known_address(state, address)
    return StateEntry(
        address=desired,
        record=state.records.get(desired),
        intents=tuple(intent for intent in state.intents if intent.address == desired),
        failure=state.failures.get(desired),
        tombstones=state.tombstones_of(desired),
    )
