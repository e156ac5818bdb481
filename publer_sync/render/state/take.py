"""The post that `state take` is about to record, its differences from the file, and the result, as text and
JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.identity.content import TraitDifference
from publer_sync.model.fingerprint import instant
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import TakenPostTreatment
from publer_sync.planning.change import HELD, Action, ChangeStatus
from publer_sync.planning.taking import TEXT, TIME, TakePreview
from publer_sync.render.plan.reasons import reason_texts
from publer_sync.render.state.edits import coming_document, coming_text
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.schedule import desired_time_text
from publer_sync.render.text.units import count, local_time
from publer_sync.render.text.word_diff import brief

FORMAT_VERSION = 1
CUT = 70
"""Characters of a text that are shown."""

NO_FILE = "No file in this checkout has this address."

NO_FILE_QUESTIONS: Mapping[TakenPostTreatment | None, str] = {
    TakenPostTreatment.IMPORTED: "Record it without a file?",
    TakenPostTreatment.TO_DELETE: "Delete it with the next apply?",
}

_INDENT, _COLUMN = 4, 12
_SAYS: dict[str, str] = {
    Action.NO_CHANGE: "the next plan has nothing to change",
    Action.UPDATE: "the next apply updates it in place, as its file says",
    Action.REPLACE: "the next apply replaces it with a new post, as its file says",
    Action.DELETE: "the next apply deletes it",
    ChangeStatus.PUBLISHED: "the next plan shows it as published",
    ChangeStatus.OVERDUE: "the next plan shows it as overdue",
    Action.MOVE: "the next apply records it under this address",
}


def take_question(taking: TakePreview, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """The post, what differs from its file, and what the next plan does with it."""
    page = TextPage(color=color, width=width)
    page.line(Piece("take ", Style.CYAN), Piece(str(taking.address), Style.BOLD))
    if taking.desired is None:
        page.row("file", [Piece(NO_FILE, Style.YELLOW)], indent=_INDENT, column=_COLUMN)
    else:
        file = taking.desired.source.location.file
        time_text = desired_time_text(taking.desired, zone)
        page.row(
            "file", [f"{file}, {time_text}" if time_text else file], indent=_INDENT, column=_COLUMN
        )
    for label, words in _post_rows(taking.post, zone):
        page.row(label, [words], indent=_INDENT, column=_COLUMN)
    if taking.desired and not taking.differences:
        page.row("differs", ["in nothing that Publer shows"], indent=_INDENT, column=_COLUMN)
    for each in taking.differences:
        text, name = _sides(each, zone)
        page.row("differs", [each.trait], indent=_INDENT, column=_COLUMN)
        page.line(Piece(f"- {text}", Style.RED), indent=_COLUMN, hang=_COLUMN + 2)
        page.line(Piece(f"+ {name}", Style.GREEN), indent=_COLUMN, hang=_COLUMN + 2)
    if taking.ends:
        ends = f"{count(taking.ends, 'open write')} of this address"
        page.row("ends", [ends], indent=_INDENT, column=_COLUMN)
    page.row("then", [_then(taking)], indent=_INDENT, column=_COLUMN)
    page.gap()
    page.line("Nothing is written to Publer now.")
    return page.text()


def without_file_text(taking: TakePreview, *, width: int) -> str:
    """Explain the effect of recording a post for an address that no file has."""
    page = TextPage(color=False, width=width)
    if taking.treatment is TakenPostTreatment.TO_DELETE:
        page.line("The post is deleted by the next apply. This cannot be undone.")
    else:
        page.line(
            f"No file has {taking.address}. The post is recorded as imported: no plan changes or deletes "
            "it, and each plan shows a note, until a file for this address is merged and applied."
        )
    return page.text()


def taken_text(taking: TakePreview, *, color: bool, width: int) -> str:
    """The result in one or two sentences."""
    page = TextPage(color=color, width=width)
    if taking.is_recorded:
        page.line(f"Nothing to do: the post is recorded for {taking.address} already.")
    elif taking.declined:
        page.line("Nothing was changed.")
    else:
        page.line(
            f"Recorded: post {taking.post.id} is managed as {taking.address}. The state has serial "
            f"{taking.serial}."
        )
        page.line(f"Then: {_then(taking)}.")
    return page.text()


def taken_json(taking: TakePreview) -> str:
    """`taken` is `imported` or `to_delete`, or null for a post that was managed before.

    `next_plan` is what the next plan does with the address.
    """
    post = taking.post
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "address": str(taking.address),
            "written": not (taking.is_recorded or taking.declined),
            "declined": taking.declined,
            "already_recorded": taking.is_recorded,
            "taken": taking.treatment.value if taking.treatment else None,
            "serial": taking.serial,
            "source": taking.desired.source.location.file if taking.desired else None,
            "post": _document(post),
            "differences": [
                {"field": d.trait, "publer": d.remote, "file": d.desired}
                for d in taking.differences
            ],
            "open_writes_ended": taking.ends,
            "next_plan": coming_document(taking.coming) if taking.coming else None,
        }
    )


def _document(post: RemotePost) -> dict[str, Any]:
    return {
        "id": post.id,
        "account_id": post.account_id or None,
        "state": post.state,
        "type": post.type,
        "scheduled_at": instant(post.scheduled_at) if post.scheduled_at else None,
        "text": post.text,
        "title": post.title,
        "media": list(post.media_ids) if post.media_ids is not None else None,
        "post_link": post.post_link,
    }


def _post_rows(post: RemotePost, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    time_text = local_time(post.scheduled_at, zone) if post.scheduled_at else "no time"
    kind = f", {post.type}" if post.type else ""
    yield "post", f"{post.id}, {post.state}{kind}"
    yield "time", time_text
    if post.title:
        yield "title", post.title
    yield "text", _excerpt(post.text) if post.text else "none"
    if post.media:
        names = [item.name or item.id for item in post.media]
        yield "media", f"{count(len(names), 'file')}: {', '.join(names)}"
    if post.post_link:
        yield "link", post.post_link


def _sides(each: TraitDifference, zone: ZoneInfo) -> tuple[str, str]:
    """Render both sides: the post in Publer and the file."""
    if each.trait == TIME:
        return _time(each.remote, zone), _time(each.desired, zone)
    if each.trait == TEXT:
        return _around_difference(each.remote, each.desired), _around_difference(
            each.desired, each.remote
        )
    return each.remote or "none", each.desired or "none"


def _time(words: str, zone: ZoneInfo) -> str:
    return words if words == "none" else local_time(datetime.fromisoformat(words), zone)


def _around_difference(text: str, other: str) -> str:
    """The part of a text that begins shortly before it differs from another."""
    one, two = " ".join(text.split()), " ".join(other.split())
    same = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(two))
    begin = max(min(same, len(one)) - CUT // 3, 0)
    return f'"{"…" if begin else ""}{brief(one[begin:], CUT)}"'


def _excerpt(text: str) -> str:
    return f'"{brief(" ".join(text.split()), CUT)}"'


def _then(taking: TakePreview) -> str:
    change = taking.coming
    if change is None:
        return "the next plan does not mention it"
    if change.address != taking.address:
        return (
            f"a file has it as {change.address}: {_SAYS.get(change.section, coming_text(change))}"
        )
    if taking.desired is None and change.section == Action.NO_CHANGE:
        return "no plan changes or deletes it until a file for this address is merged and applied"
    if change.section == HELD:
        return f"the next plan does not change it. {' '.join(reason_texts(change.all_reasons))}".rstrip(
            "."
        )
    reasons = (
        " ".join(reason_texts(change.all_reasons)) if change.section == Action.NO_CHANGE else ""
    )
    return f"{_SAYS.get(change.section, coming_text(change))}{'. ' + reasons if reasons else ''}".rstrip(
        "."
    )
