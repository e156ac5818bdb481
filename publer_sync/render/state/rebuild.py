"""Preview and result of `state rebuild`, in words and as
JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import instant
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.planning.change import HELD, Action, ChangeStatus
from publer_sync.planning.state_edits.rebuild import (
    Candidate,
    RebuildMatch,
    RebuildMatchGrade,
    RebuildPreview,
    RebuildResult,
    UnmatchedPost,
)
from publer_sync.render.plan.reasons import reason_texts
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text, safe
from publer_sync.render.text.schedule import desired_time_text
from publer_sync.render.text.units import count, local_time

SHOWN = 10
CUT = 60
"""Characters of a text that are shown."""

_INDENT, _COLUMN = 6, 13
_NEXT: dict[str, str] = {
    Action.CREATE: "The next apply makes it",
    Action.ADOPT: "The next apply records the one that says the same, but neither changes nor deletes it",
    ChangeStatus.MISSED: "Nothing: its time has passed, so it is never made",
    HELD: "The next apply leaves it alone",
}


def rebuilding_text(
    rebuilding: RebuildPreview,
    aliases: Mapping[str, str],
    *,
    zone: ZoneInfo,
    color: bool,
    width: int,
    verbose: bool = False,
) -> str:
    """Render what is recorded, what has to be decided, and what is left out; `verbose` lists all of it.

    `aliases` are the project's names of accounts by their id.
    """
    page = TextPage(color=color, width=width)
    for match in rebuilding.matching.matches:
        if match.is_by_hand or verbose:
            _add_found(page, match, zone)
    for each in rebuilding.matching.undecided:
        _add_open(page, each, rebuilding, zone)
    for post in rebuilding.matching.missing:
        _add_missing(page, post, rebuilding, zone)
    _add_unwanted(page, rebuilding, aliases, zone, None if verbose else SHOWN)
    _add_without_file(page, rebuilding, None if verbose else SHOWN)
    _add_forgotten(page, rebuilding, None if verbose else SHOWN)
    page.gap()
    page.line(Piece(_closing(rebuilding), Style.BOLD))
    return page.text()


def rebuilt_text(rebuilt: RebuildResult) -> str:
    """One line, and a second one where an older state was kept."""
    if rebuilt.declined:
        return "Nothing was changed."
    if not rebuilt.is_saved:
        return "Nothing to do: no post was found that could be recorded."
    state = rebuilt.rebuilding.state
    posts = count(len(state.records), "post")
    copy = (
        f"\nThe state before it is kept in {safe(str(rebuilt.backup))}." if rebuilt.backup else ""
    )
    location = safe(rebuilt.location)
    return f"The new state is in {location}: {posts}, serial {state.serial}.{copy}"


def _closing(rebuilding: RebuildPreview) -> str:
    matching = rebuilding.matching
    used = sum(match.is_by_hand for match in matching.matches)
    recorded = [f"{len(matching.matches) - used} certain"]
    recorded += [f"{used} taken"] if used else []
    retained, learned = len(rebuilding.retained), len(rebuilding.learned)
    recorded += [f"{retained} recorded before"] if retained else []
    recorded += [f"{learned} known from open writes"] if learned else []
    remaining = [
        f"{number} {words}"
        for number, words in (
            (len(matching.undecided), "undecided"),
            (len(matching.missing), "not in Publer"),
        )
        if number
    ]
    out = f"; left out: {', '.join(remaining)}" if remaining else ""
    return (
        f"New state: {count(len(rebuilding.state.records), 'post')} ({', '.join(recorded)}){out}."
    )


def _add_found(page: TextPage, match: RebuildMatch, zone: ZoneInfo) -> None:
    message = "taken" if match.is_by_hand else "certain"
    _heading(page, "=", Style.CYAN, match.desired, message)
    _row(page, "post", _described(match.post, zone))


def _add_open(
    page: TextPage, each: UnmatchedPost, rebuilding: RebuildPreview, zone: ZoneInfo
) -> None:
    desired = each.desired
    _heading(page, "?", Style.YELLOW, desired, "undecided")
    _add_wanted(page, desired, zone)
    for number, candidate in enumerate(each.candidates, start=1):
        many = f"post {number}" if len(each.candidates) > 1 else "post"
        _row(page, many, *_candidate(candidate, desired, zone))
    if each.must_be_decided:
        _row(
            page,
            "next",
            "Nothing is written before this is decided: it would go out a second time.",
        )
    else:
        _row(page, "next", _next(desired, rebuilding, is_repeat=True))


def _candidate(candidate: Candidate, desired: Post, zone: ZoneInfo) -> tuple[str, ...]:
    post = candidate.post
    take = f"--take {desired.address}={post.id}"
    return _described(post, zone), _in_common(candidate, desired), take


def _in_common(candidate: Candidate, desired: Post) -> str:
    """Return why it may be the one, and why that is not certain."""
    post = candidate.post
    if candidate.grade is RebuildMatchGrade.CERTAIN:
        return "the same time and text, but another post has them too"
    if candidate.grade is RebuildMatchGrade.SAME_TIME:
        if desired.type is PostType.ARTICLE:
            return "the same time; Publer does not show what an article says"
        return "the same time, but another text, title or number of media"
    if desired.slot is None:
        return "the same text; it has no minute that would prove it"
    if post.slot == desired.slot:
        return "the same time and text, but " + ("a draft" if post.state == "draft" else "no draft")
    return "the same text, but another time"


def _add_missing(page: TextPage, post: Post, rebuilding: RebuildPreview, zone: ZoneInfo) -> None:
    _heading(page, "-", Style.DIM, post, "not in Publer")
    _add_wanted(page, post, zone)
    _row(page, "next", _next(post, rebuilding, is_repeat=False))


def _add_wanted(page: TextPage, post: Post, zone: ZoneInfo) -> None:
    parts = [desired_time_text(post, zone), _quoted(post.text)]
    _row(page, "wanted", "  ".join(part for part in parts if part))


def _next(post: Post, rebuilding: RebuildPreview, *, is_repeat: bool) -> str:
    """Return the next plan's word on a post that is left out."""
    change = rebuilding.next.get(post.address)
    if change is None:
        return ""
    words = _NEXT.get(change.section, f"The next plan says: {change.section}")
    if change.section == Action.CREATE and is_repeat:
        words += ", a second time if one of these is it"
    reason = (
        ""
        if change.section in {Action.CREATE, ChangeStatus.MISSED}
        else " ".join(reason_texts(change.all_reasons))
    )
    return f"{words}. {reason}".strip()


def _add_unwanted(
    page: TextPage,
    rebuilding: RebuildPreview,
    aliases: Mapping[str, str],
    zone: ZoneInfo,
    most: int | None,
) -> None:
    waiting, existings = rebuilding.waiting, rebuilding.matching.surplus
    if not existings:
        return
    page.gap()
    are = "is" if len(existings) == 1 else "are"
    page.line(
        Piece(f"{count(len(existings), 'post')} in Publer {are} wanted by no file", Style.BOLD),
        f"; {len(waiting)} of them may still go out.",
    )
    page.line(
        "They are left alone, whoever made them: a post of yours whose file was removed cannot be told from "
        "a colleague's any more. Delete in Publer what must not go out."
    )
    for post in waiting[:most]:
        alias = aliases.get(post.account_id, "ideas")
        page.line(f"  {alias}  {_described(post, zone)}", hang=6)
    _add_more(page, len(waiting), most)


def _add_without_file(page: TextPage, rebuilding: RebuildPreview, most: int | None) -> None:
    page.gap()
    for record in rebuilding.without_file[:most]:
        change = rebuilding.next.get(record.address)
        deletes = change is not None and change.section == Action.DELETE
        next_text = "the next apply deletes its post" if deletes else "its post stays in Publer"
        page.line(f"  keeps {record.address}, which no file describes; {next_text}", hang=4)
    _add_more(page, len(rebuilding.without_file), most)


def _add_forgotten(page: TextPage, rebuilding: RebuildPreview, most: int | None) -> None:
    page.gap()
    for address in rebuilding.forgotten[:most]:
        page.line(Piece(f"  forgets {address}", Style.RED), hang=4)
    _add_more(page, len(rebuilding.forgotten), most)


def _add_more(page: TextPage, number: int, most: int | None) -> None:
    if most is not None and number > most:
        page.line(f"  and {number - most} more (-v shows all)")


def _described(post: RemotePost, zone: ZoneInfo) -> str:
    time_text = local_time(post.scheduled_at, zone) if post.scheduled_at else "no time"
    parts: Sequence[str | None] = (
        post.id,
        time_text,
        post.state,
        _quoted(post.text),
        post.post_link,
    )
    return "  ".join(part for part in parts if part)


def _quoted(text: str | None) -> str:
    """The beginning of a text in one line; empty if there is none."""
    line = " ".join((text or "").split())
    return f'"{line[:CUT].rstrip()}{"..." if len(line) > CUT else ""}"' if line else ""


def _heading(page: TextPage, symbol: str, style: Style, post: Post, words: str) -> None:
    page.gap()
    page.line(
        Piece(f"  {symbol} ", style),
        Piece(str(post.address), Style.BOLD),
        Piece(f"  {words} ({post.network.label})", style),
        hang=_INDENT,
    )


def _row(page: TextPage, label: str, *paragraphs: str) -> None:
    page.row(label, *([each] for each in paragraphs), indent=_INDENT, column=_COLUMN)


# What came of `state rebuild` as the JSON that machines read.

FORMAT_VERSION = 1


def state_rebuild_json(rebuilt: RebuildResult) -> str:
    """The document that `schemas/state-rebuild.schema.json` describes."""
    rebuilding = rebuilt.rebuilding
    matching = rebuilding.matching
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "written": rebuilt.is_saved,
            "declined": rebuilt.declined,
            "state": {"lineage": rebuilding.state.lineage, "serial": rebuilding.state.serial},
            "kept": str(rebuilt.backup) if rebuilt.backup else None,
            "recorded": [_found(match) for match in matching.matches],
            "known": [str(address) for address in rebuilding.learned],
            "retained": [
                {
                    "address": str(record.address),
                    "post_id": record.post_id,
                    "next": _next_document(record.address, rebuilding),
                }
                for record in rebuilding.retained
            ],
            "undecided": [_open(each, rebuilding) for each in matching.undecided],
            "missing": [_wanted(post, rebuilding) for post in matching.missing],
            "unwanted": [_remote(post) for post in matching.surplus],
            "forgotten": [str(address) for address in rebuilding.forgotten],
        }
    )


def _found(match: RebuildMatch) -> dict[str, Any]:
    return {
        "address": str(match.desired.address),
        "grade": match.grade.value,
        "taken": match.is_by_hand,
        "post": _remote(match.post),
    }


def _open(each: UnmatchedPost, rebuilding: RebuildPreview) -> dict[str, Any]:
    candidates = [{"grade": c.grade.value, "post": _remote(c.post)} for c in each.candidates]
    return {**_wanted(each.desired, rebuilding), "candidates": candidates}


def _next_document(address: Address, rebuilding: RebuildPreview) -> str | None:
    change = rebuilding.next.get(address)
    return change.section if change else None


def _wanted(post: Post, rebuilding: RebuildPreview) -> dict[str, Any]:
    return {
        "address": str(post.address),
        "scheduled_at": instant(post.scheduled_at) if post.scheduled_at else None,
        "text": post.text,
        "next": _next_document(post.address, rebuilding),
    }


def _remote(post: RemotePost) -> dict[str, Any]:
    return {
        "id": post.id,
        "account_id": post.account_id or None,
        "state": post.state,
        "scheduled_at": instant(post.scheduled_at) if post.scheduled_at else None,
        "text": post.text,
        "post_link": post.post_link,
    }
