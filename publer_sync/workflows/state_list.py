"""State list: the recorded posts, without asking anybody."""

from __future__ import annotations

from collections.abc import Collection

from publer_sync.config.project import Project
from publer_sync.errors import UsageProblem
from publer_sync.model.listed import Listed
from publer_sync.model.state import Record
from publer_sync.state.store import Store


def list_records(
    project: Project, store: Store, *, aliases: Collection[str], statuses: Collection[str]
) -> Listed:
    """The records with one of these aliases and one of these statuses; empty means any."""
    state = store.load()
    records = state.records.values() if state else ()
    _check(aliases, {*project.accounts, *(record.address.alias for record in records)})
    chosen = (
        record
        for record in records
        if (not aliases or record.address.alias in aliases)
        and (not statuses or record.status in statuses)
    )
    return Listed(state=state, records=tuple(sorted(chosen, key=_by_time)))


def _check(aliases: Collection[str], known: Collection[str]) -> None:
    """An alias that nobody knows is a mistake: the empty list would look like an answer."""
    for alias in aliases:
        if alias not in known:
            raise UsageProblem(
                f"There is no account {alias!r}.",
                where="--account",
                hint=f"the project and its state know: {', '.join(sorted(known)) or 'none'}",
            )


def _by_time(record: Record) -> tuple[str, str]:
    when = record.scheduled_at
    return (when.isoformat() if when else "", str(record.address))
