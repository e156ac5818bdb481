"""Previews and results of `state rm` and `state mv`, and the next plan after them."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.model.state import Tombstone
from publer_sync.planning.change import HELD, Action, Change, ChangeStatus, ReasonDetail
from publer_sync.planning.state_edits.edits import RemovedAddress, RemovePreview, RenamePreview
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.plan.reasons import detail_of, reason_texts
from publer_sync.render.state.records import failure_document, record_document
from publer_sync.render.text.notes import note_text
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text, safe
from publer_sync.render.text.units import count, local_time

STAYS = (
    "Nothing is deleted in Publer. What is forgotten there counts as unmanaged: publer-sync neither "
    "changes nor deletes it any more."
)

_INDENT, _COLUMN = 4, 11


def rm_question(forgetting: RemovePreview, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """Each post that is forgotten, and what the next plan makes of it."""
    page = TextPage(color=color, width=width)
    for one in forgetting.addresses:
        page.line(Piece("forget ", Style.RED), Piece(str(one.address), Style.BOLD))
        page.row("post", [_post(one, zone)], indent=_INDENT, column=_COLUMN)
        for tombstone in one.tombstones:
            page.row("text", [_may_go_out(tombstone, zone)], indent=_INDENT, column=_COLUMN)
        if one.failure:
            page.row("failure", [note_text(one.failure.note)], indent=_INDENT, column=_COLUMN)
        page.row("then", [_then(one)], indent=_INDENT, column=_COLUMN)
    page.gap()
    page.line(STAYS)
    if any(one.coming for one in forgetting.addresses):
        page.line(SUPPOSED)
    return page.text()


def forgotten_text(forgetting: RemovePreview, *, color: bool, width: int) -> str:
    """That it is done, and what comes of posts that a file still wants, as --yes has shown no question."""
    page = TextPage(color=color, width=width)
    if forgetting.declined:
        page.line("Nothing was changed.")
        return page.text()
    posts = count(len(forgetting.addresses), "post")
    page.line(
        f"Forgotten: {posts}. Nothing was deleted in Publer. The state has serial {forgetting.serial}."
    )
    for one in forgetting.addresses:
        if one.coming:
            page.line(f"{one.address}: {_then(one)}", hang=2)
    return page.text()


def _post(one: RemovedAddress, zone: ZoneInfo) -> str:
    record = one.record
    if record is None:
        return "none is recorded" if one.tombstones else "none was made"
    time_text = f", {local_time(record.scheduled_at, zone)}" if record.scheduled_at else ""
    return f"{record.post_id}, {record.network.label}, {record.status}{time_text}"


def _may_go_out(tombstone: Tombstone, zone: ZoneInfo) -> str:
    time_text = local_time(tombstone.at, zone)
    return f"published at once {time_text} ({tombstone.post_id}); it may go out again from now on"


def _then(one: RemovedAddress) -> str:
    renamed = one.coming and one.coming.address != one.address
    known_as = f"a file wants it as {one.coming.address}: " if one.coming and renamed else ""
    return known_as + coming_text(one.coming)


RM_FORMAT = 1


def state_rm_json(forgetting: RemovePreview) -> str:
    """`next_plan` is what the next plan would say of the post that a file wants in its place, or null."""
    return json_text(
        {
            "format_version": RM_FORMAT,
            "declined": forgetting.declined,
            "serial": forgetting.serial,
            "forgotten": [
                {
                    "address": str(one.address),
                    "post": record_document(one.record) if one.record else None,
                    "last_failure": failure_document(one.failure) if one.failure else None,
                    "next_plan": coming_document(one.coming) if one.coming else None,
                }
                for one in forgetting.addresses
            ],
        }
    )


def mv_question(renaming: RenamePreview, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """The post, its addresses, and what the next plan makes of both."""
    record = renaming.record
    time_text = f", {local_time(record.scheduled_at, zone)}" if record.scheduled_at else ""
    page = TextPage(color=color, width=width)
    page.line(
        Piece("move ", Style.CYAN),
        Piece(str(renaming.before), Style.BOLD),
        " to ",
        Piece(str(renaming.after), Style.BOLD),
    )
    post = f"{record.post_id}, {record.network.label}, {record.status}{time_text}"
    page.row("post", [post], indent=_INDENT, column=_COLUMN)
    for change in renaming.coming:
        next_text = f"{change.address}: {coming_text(change)}"
        page.row("then", [next_text], indent=_INDENT, column=_COLUMN)
    page.gap()
    page.line("Nothing is changed in Publer. " + SUPPOSED)
    return page.text()


def moved_text(renaming: RenamePreview) -> str:
    """One line."""
    if renaming.declined:
        return "Nothing was changed."
    return safe(
        f"{renaming.before} is now recorded as {renaming.after}. The state has serial {renaming.serial}."
    )


MV_FORMAT = 1


def state_mv_json(renaming: RenamePreview) -> str:
    """`next_plan` is what the next plan would say of both addresses."""
    return json_text(
        {
            "format_version": MV_FORMAT,
            "moved": not renaming.declined,
            "declined": renaming.declined,
            "serial": renaming.serial,
            "from": str(renaming.before),
            "to": str(renaming.after),
            "post_id": renaming.record.post_id,
            "next_plan": [coming_document(change) for change in renaming.coming],
        }
    )


SUPPOSED = (
    "This supposes that Publer shows the posts as they are recorded; look at `publer-sync plan` before "
    "you apply."
)

_SAYS: dict[str, str] = {
    Action.ADOPT: "its file still wants it as it is, so the next apply takes it up again, unless it is "
    "removed from its file before",
    ChangeStatus.MISSED: "its file still wants it, but its time has passed: it is not made again",
    ChangeStatus.OVERDUE: "its time has passed: the next plan shows if it was published",
    Action.CREATE: "the next apply makes it, as it would have done anyway",
    Action.NO_CHANGE: "the next plan finds it as its file wants it",
    Action.MOVE: "the next apply puts its record back under this address, which its file wants",
    Action.UPDATE: "the next apply updates it in place, as its file wants it",
    Action.REPLACE: "the next apply replaces it by what its file wants",
    Action.DELETE: "no file wants it: the next apply deletes the post, as it would have done anyway",
    Action.FORGET: "no file wants it, and it waits no more: the next apply forgets it",
}


def coming_text(change: Change | None) -> str:
    """Render the next plan's word on the post; None where no file has it."""
    if change is None:
        return "no file wants it, so no plan speaks of it any more"
    if change.section == HELD:
        reasons = " ".join(reason_texts(change.all_reasons))
        return f"its file still wants it, and the next plan holds it. {reasons}"
    return _SAYS.get(change.section, f"the next plan says: {LOOKS[change.section].verb}")


def coming_document(change: Change) -> dict[str, Any]:
    """The address under which a file wants the post, and what a plan has of it."""
    return {
        "address": str(change.address),
        "action": change.action.value,
        "held": _reason(change.held) if change.held else None,
        "status": change.status.value if change.status else None,
        "reasons": [_reason(because) for because in change.reasons],
    }


def _reason(because: ReasonDetail) -> dict[str, Any]:
    return {"reason": because.reason.value, "detail": detail_of(because)}
