"""The recorded posts as a table, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from publer_sync.model.state_views import Listed
from publer_sync.render.state.record import record_document
from publer_sync.render.text.page import Page, Piece, Style
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.units import count, local_time

NO_STATE = "There is no state yet: nothing was applied yet."

_HEAD = ("STATUS", "WHEN", "ADDRESS")


def state_list_text(listed: Listed, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """A row for each post, and how many of all there are."""
    page = Page(color=color, width=width)
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
    shown = f"{len(rows)} of {count(everything, 'recorded post')}"
    page.line(Piece(f"{shown}; serial {listed.state.serial}.", Style.BOLD))
    return page.text()


def _add_table(page: Page, rows: Sequence[tuple[str, str, str]]) -> None:
    status, when = (max(len(row[column]) for row in rows) for column in (0, 1))
    for number, row in enumerate(rows):
        words = f"{row[0]:<{status}}  {row[1]:<{when}}  {row[2]}"
        page.unbroken(Piece(words, Style.BOLD if number == 0 else Style.PLAIN))


# The recorded posts as the JSON that machines read.

FORMAT_VERSION = 1


def state_list_json(listed: Listed) -> str:
    """The document that `schemas/state-list.schema.json` describes; `state` is null if there is none yet."""
    state = listed.state
    head = {"lineage": state.lineage, "serial": state.serial} if state else None
    posts = [record_document(record) for record in listed.records]
    return json_text({"format_version": FORMAT_VERSION, "state": head, "posts": posts})
