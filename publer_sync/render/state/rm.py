"""What `state rm` is about to forget, and what came of it, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from publer_sync.model.state import Tombstone
from publer_sync.planning.state_edits.edits import Forgetting, Forgotten
from publer_sync.render.state.impact import SUPPOSED, coming_document, coming_text
from publer_sync.render.state.record import failure_document, record_document
from publer_sync.render.text.notes import note_text
from publer_sync.render.text.page import Page, Piece, Style
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.units import count, local_time

STAYS = (
    "Nothing is deleted in Publer. What is forgotten there counts as somebody else's: publer-sync neither "
    "changes nor deletes it any more."
)

_INDENT, _COLUMN = 4, 11


def rm_question(forgetting: Forgetting, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """Each post that is forgotten, and what the next plan makes of it."""
    page = Page(color=color, width=width)
    for one in forgetting.forgotten:
        page.line(Piece("forget ", Style.RED), Piece(str(one.address), Style.BOLD))
        page.row("post", [_post(one, zone)], indent=_INDENT, column=_COLUMN)
        for tombstone in one.tombstones:
            page.row("text", [_may_go_out(tombstone, zone)], indent=_INDENT, column=_COLUMN)
        if one.failure:
            page.row("failure", [note_text(one.failure.note)], indent=_INDENT, column=_COLUMN)
        page.row("then", [_then(one)], indent=_INDENT, column=_COLUMN)
    page.gap()
    page.line(STAYS)
    if any(one.coming for one in forgetting.forgotten):
        page.line(SUPPOSED)
    return page.text()


def forgotten_text(forgetting: Forgetting, *, color: bool, width: int) -> str:
    """That it is done, and what comes of posts that a file still wants, as --yes has shown no question."""
    page = Page(color=color, width=width)
    if forgetting.declined:
        page.line("Nothing was changed.")
        return page.text()
    posts = count(len(forgetting.forgotten), "post")
    page.line(
        f"Forgotten: {posts}. Nothing was deleted in Publer. The state has serial {forgetting.serial}."
    )
    for one in forgetting.forgotten:
        if one.coming:
            page.line(f"{one.address}: {_then(one)}", hang=2)
    return page.text()


def _post(one: Forgotten, zone: ZoneInfo) -> str:
    record = one.record
    if record is None:
        return "none is recorded" if one.tombstones else "none was made"
    when = f", {local_time(record.scheduled_at, zone)}" if record.scheduled_at else ""
    return f"{record.post_id}, {record.network.label}, {record.status}{when}"


def _may_go_out(tombstone: Tombstone, zone: ZoneInfo) -> str:
    when = local_time(tombstone.at, zone)
    return f"published at once {when} ({tombstone.post_id}); it may go out again from now on"


def _then(one: Forgotten) -> str:
    renamed = one.coming and one.coming.address != one.address
    known_as = f"a file wants it as {one.coming.address}: " if one.coming and renamed else ""
    return known_as + coming_text(one.coming)


# What came of `state rm` as the JSON that machines read.

FORMAT_VERSION = 1


def state_rm_json(forgetting: Forgetting) -> str:
    """`next_plan` is what the next plan would say of the post that a file wants in its place, or null."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "declined": forgetting.declined,
            "serial": forgetting.serial,
            "forgotten": [
                {
                    "address": str(one.address),
                    "post": record_document(one.record) if one.record else None,
                    "last_failure": failure_document(one.failure) if one.failure else None,
                    "next_plan": coming_document(one.coming) if one.coming else None,
                }
                for one in forgetting.forgotten
            ],
        }
    )
