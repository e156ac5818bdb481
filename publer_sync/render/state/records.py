"""Records, in words and as JSON: the table of `state list`, one post of `state show`, and a record
as every command shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.model.fingerprint import instant
from publer_sync.model.state import (
    FailedAttempt,
    Intent,
    Record,
    StateEntry,
    StateListing,
    TakenPostTreatment,
    Tombstone,
)
from publer_sync.render.text.notes import note_text
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.units import count, local_time


def record_document(record: Record) -> dict[str, Any]:
    """Return the record of a post, without digests."""
    return {
        "address": str(record.address),
        "network": record.network.value,
        "account": record.address.alias,
        "account_id": record.account_id,
        "post_id": record.post_id,
        "status": record.status,
        "scheduled_at": instant(record.scheduled_at) if record.scheduled_at else None,
        "post_link": record.post_link,
        "failure": record.failure,
        "source": record.source,
        "written_at": instant(record.written_at),
    }


def intent_document(intent: Intent) -> dict[str, Any]:
    """A write whose outcome is open."""
    return {
        "kind": intent.kind.value,
        "address": str(intent.address),
        "network": intent.network.value,
        "scheduled_at": instant(intent.scheduled_at) if intent.scheduled_at else None,
        "since": instant(intent.since),
        "post_id": intent.post_id,
        "message": intent.message or (note_text(intent.not_kept) if intent.not_kept else None),
    }


def failure_document(failure: FailedAttempt) -> dict[str, Any]:
    """An attempt that made nothing."""
    return {
        "address": str(failure.address),
        "message": note_text(failure.note),
        "at": instant(failure.at),
    }


def tombstone_document(tombstone: Tombstone) -> dict[str, Any]:
    """A post that went out at once and whose file is gone, so that its text is held back."""
    return {"post_id": tombstone.post_id, "at": instant(tombstone.at)}


NO_STATE = "There is no state yet: nothing was applied yet."

_HEAD = ("STATUS", "WHEN", "ADDRESS")


def state_list_text(listed: StateListing, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """A row for each post, and how many of all there are."""
    page = TextPage(color=color, width=width)
    if listed.state is None:
        page.line(NO_STATE)
        return page.text()
    rows = [
        (record.status, local_time(record.scheduled_at, zone) if record.scheduled_at else "no time",
         str(record.address))
        for record in listed.records
    ]  # fmt: skip
    if rows:
        _add_table(page, [_HEAD, *rows])
        page.gap()
    everything = len(listed.state.records)
    text = f"{len(rows)} of {count(everything, 'recorded post')}"
    page.line(Piece(f"{text}; serial {listed.state.serial}.", Style.BOLD))
    return page.text()


def _add_table(page: TextPage, rows: Sequence[tuple[str, str, str]]) -> None:
    status, time = (max(len(row[column]) for row in rows) for column in (0, 1))
    for number, row in enumerate(rows):
        words = f"{row[0]:<{status}}  {row[1]:<{time}}  {row[2]}"
        page.unbroken(Piece(words, Style.BOLD if number == 0 else Style.PLAIN))


LIST_FORMAT = 1


def state_list_json(listed: StateListing) -> str:
    """The document that `schemas/state-list.schema.json` describes; `state` is null if there is none yet."""
    state = listed.state
    head = {"lineage": state.lineage, "serial": state.serial} if state else None
    posts = [record_document(record) for record in listed.records]
    return json_text({"format_version": LIST_FORMAT, "state": head, "posts": posts})


_INDENT, _COLUMN = 4, 14


def state_show_text(memory: StateEntry, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """The record, then writes whose outcome is open, then the last attempt that made nothing."""
    page = TextPage(color=color, width=width)
    page.line(Piece(str(memory.address), Style.BOLD))
    for label, words in _rows(memory.record, zone) if memory.record else [("post", "none")]:
        page.row(label, [words], indent=_INDENT, column=_COLUMN)
    for intent in memory.intents:
        since = local_time(intent.since, zone)
        page.row("open", [f"{intent.kind}, since {since}"], indent=_INDENT, column=_COLUMN)
    if memory.failure:
        at = local_time(memory.failure.at, zone)
        page.row(
            "failed", [f"{note_text(memory.failure.note)} ({at})"], indent=_INDENT, column=_COLUMN
        )
    for tombstone in memory.tombstones:
        message = f"{local_time(tombstone.at, zone)} ({tombstone.post_id}); its text is held back"
        page.row("published", [message], indent=_INDENT, column=_COLUMN)
    return page.text()


def _rows(record: Record, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    yield "network", record.network.label
    yield "status", record.status
    if record.scheduled_at:
        yield "when", local_time(record.scheduled_at, zone)
    yield "post id", record.post_id
    yield "account", record.account_id
    if record.post_link:
        yield "link", record.post_link
    if record.failure:
        yield "failure", record.failure
    if record.source:
        yield "file", record.source
    yield "written", local_time(record.written_at, zone)
    if record.taken is TakenPostTreatment.IMPORTED:
        yield "note", "imported; its file was not applied yet"
    elif record.taken is TakenPostTreatment.TO_DELETE:
        yield "note", "taken to be deleted by the next apply"
    if record.by_words:
        yield "note", "found by its words, so it is neither changed nor deleted"


SHOW_FORMAT = 1


def state_show_json(memory: StateEntry) -> str:
    """`post` and `last_failure` are null where nothing is recorded."""
    return json_text(
        {
            "format_version": SHOW_FORMAT,
            "address": str(memory.address),
            "post": record_document(memory.record) if memory.record else None,
            "open_writes": [intent_document(intent) for intent in memory.intents],
            "last_failure": failure_document(memory.failure) if memory.failure else None,
            "published_at_once": [tombstone_document(each) for each in memory.tombstones],
        }
    )
