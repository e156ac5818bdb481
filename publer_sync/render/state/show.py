"""All that is recorded of one post, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from publer_sync.model.state import Record, Taken
from publer_sync.model.state_views import Memory
from publer_sync.render.state.record import (
    failure_document,
    intent_document,
    record_document,
    tombstone_document,
)
from publer_sync.render.text.notes import note_text
from publer_sync.render.text.page import Page, Piece, Style
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.units import local_time

_INDENT, _COLUMN = 4, 14


def state_show_text(memory: Memory, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """The record, then writes whose outcome is open, then the last attempt that made nothing."""
    page = Page(color=color, width=width)
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
        said = f"{local_time(tombstone.at, zone)} ({tombstone.post_id}); its text is held back"
        page.row("published", [said], indent=_INDENT, column=_COLUMN)
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
    if record.taken is Taken.IMPORTED:
        yield "note", "imported; its file was not applied yet"
    elif record.taken is Taken.TO_DELETE:
        yield "note", "taken to be deleted by the next apply"
    if record.by_words:
        yield "note", "found by its words, so it is neither changed nor deleted"


# All that is recorded of one post as the JSON that machines read.

FORMAT_VERSION = 1


def state_show_json(memory: Memory) -> str:
    """`post` and `last_failure` are null where nothing is recorded."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "address": str(memory.address),
            "post": record_document(memory.record) if memory.record else None,
            "open_writes": [intent_document(intent) for intent in memory.intents],
            "last_failure": failure_document(memory.failure) if memory.failure else None,
            "published_at_once": [tombstone_document(each) for each in memory.tombstones],
        }
    )
