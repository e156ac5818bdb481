"""What `state mv` is about to rename, and what came of it, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from publer_sync.planning.state_edits.edits import Renaming
from publer_sync.render.state.impact import SUPPOSED, coming_document, coming_text
from publer_sync.render.text.page import Page, Piece, Style
from publer_sync.render.text.sanitize import json_text, safe
from publer_sync.render.text.units import local_time

_INDENT, _COLUMN = 4, 11


def mv_question(renaming: Renaming, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """The post, its addresses, and what the next plan makes of both."""
    record = renaming.record
    when = f", {local_time(record.scheduled_at, zone)}" if record.scheduled_at else ""
    page = Page(color=color, width=width)
    page.line(
        Piece("move ", Style.CYAN),
        Piece(str(renaming.before), Style.BOLD),
        " to ",
        Piece(str(renaming.after), Style.BOLD),
    )
    post = f"{record.post_id}, {record.network.label}, {record.status}{when}"
    page.row("post", [post], indent=_INDENT, column=_COLUMN)
    for change in renaming.coming:
        then = f"{change.address}: {coming_text(change)}"
        page.row("then", [then], indent=_INDENT, column=_COLUMN)
    page.gap()
    page.line("Nothing is changed in Publer. " + SUPPOSED)
    return page.text()


def moved_text(renaming: Renaming) -> str:
    """One line."""
    if renaming.declined:
        return "Nothing was changed."
    return safe(
        f"{renaming.before} is now recorded as {renaming.after}. The state has serial {renaming.serial}."
    )


# What came of `state mv` as the JSON that machines read.

FORMAT_VERSION = 1


def state_mv_json(renaming: Renaming) -> str:
    """`next_plan` is what the next plan would say of both addresses."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "moved": not renaming.declined,
            "declined": renaming.declined,
            "serial": renaming.serial,
            "from": str(renaming.before),
            "to": str(renaming.after),
            "post_id": renaming.record.post_id,
            "next_plan": [coming_document(change) for change in renaming.coming],
        }
    )
