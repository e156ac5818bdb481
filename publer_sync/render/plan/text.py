"""A plan as a terminal shows it, and as the JSON that machines read.

Whatever colour says is said in words too.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from publer_sync.planning.change import Action, Change, Reason
from publer_sync.planning.overdue import OBSTACLE_WORDS
from publer_sync.planning.plan import Plan
from publer_sync.planning.plan_document import plan_document
from publer_sync.render.plan.actions import LOOKS, MEANINGS, cause_words, verb_of
from publer_sync.render.plan.fields import field_rows
from publer_sync.render.plan.reasons import (
    SAID_BY_NOTICE,
    notice_advice,
    notice_text,
    reason_advice,
    reason_texts,
    refusal_advice,
    refusal_text,
)
from publer_sync.render.plan.view import (
    Group,
    closing_line,
    count_line,
    file_of,
    groups,
    notices,
    plan_notes,
    shown,
    totals,
)
from publer_sync.render.text.notes import note_text
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.schedule import time_text_of
from publer_sync.render.text.word_diff import Lines


def plan_text(plan: Plan, *, zone: ZoneInfo, color: bool, width: int, verbose: bool = False) -> str:
    """Every change that needs a look, notices, refusals, and one closing line.

    `verbose` lists the posts that stay as they are too, and leaves no text out.
    """
    page = TextPage(color=color, width=width)
    for group in groups(shown(plan)):
        add_changes(page, group, zone, verbose=verbose)
    if verbose:
        page.gap()
        for change in count_line(plan):
            add_settled(page, change, zone)
    page.gap()
    for notice in notices(plan):
        page.line(Piece("note: ", Style.YELLOW), notice_text(notice), hang=2)
        if advice := notice_advice(notice):
            page.line(advice, indent=2)
    page.gap()
    for refusal in plan.refusals:
        page.line(Piece(refusal_text(refusal), Style.RED))
        page.line(refusal_advice(refusal), indent=2)
    page.gap()
    for remark in plan_notes(plan):
        page.line(remark)
    page.line(*_closing(plan))
    return page.text()


def _closing(plan: Plan) -> list[Piece]:
    """The closing line, with what would be done in the colours of the actions."""
    if not plan.has_changes:
        return [Piece(closing_line(plan), Style.BOLD)]
    acts, rest = totals(plan)
    pieces = [Piece("Plan: ", Style.BOLD)]
    for number, (action, words) in enumerate(acts):
        style = LOOKS[action].style if plan.summary[action] else Style.BOLD
        pieces += [Piece(", " if number else "", Style.BOLD), Piece(words, style)]
    return [*pieces, Piece(f"; {', '.join(rest)}.", Style.BOLD)]


# Changes as blocks of lines, those that differ in their account only in one.

_INDENT, _COLUMN = 6, 14
_SYMBOL_WIDTH = 3


def add_changes(page: TextPage, group: Group, zone: ZoneInfo, *, verbose: bool) -> None:
    """Add the block of changes that are alike: a heading for each, and once what they have in common."""
    page.gap()
    for change in group:
        look = LOOKS[change.section]
        location = f" ({change.network.label})" if change.network else ""
        cause = cause_words(change)
        page.line(
            Piece(look.symbol.rjust(_SYMBOL_WIDTH) + " ", look.style),
            Piece(str(change.address), Style.BOLD),
            Piece(f"  {verb_of(change)}{location}{f', {cause}' if cause else ''}", look.style),
            hang=_INDENT,
        )
    for label, paragraphs in _rows(group[0], zone, verbose):
        page.row(label, *paragraphs, indent=_INDENT, column=_COLUMN)


def add_settled(page: TextPage, change: Change, zone: ZoneInfo) -> None:
    """Add a line for a post that stays as it is, and why if that is not plain."""
    time_text = time_text_of(change, zone)
    link = change.remote.post_link if change.remote else None
    verb = verb_of(change)
    words = "  ".join(part for part in (str(change.address), time_text, verb, link) if part)
    page.line(Piece(words, Style.DIM), indent=_SYMBOL_WIDTH + 1, hang=_INDENT)
    for text in reason_texts(change.all_reasons):
        page.line(text, indent=_INDENT)


def _rows(change: Change, zone: ZoneInfo, verbose: bool) -> Iterator[tuple[str, Lines]]:
    if time_text := time_text_of(change, zone):
        yield "when", [[Piece(time_text)]]
    yield from field_rows(change, zone, verbose=verbose)
    if change.moved_from:
        yield "from", [[Piece(str(change.moved_from))]]
    reason = reason_texts(b for b in change.all_reasons if b.reason is not Reason.RENAMED)
    if change.section in MEANINGS:
        reason = [MEANINGS[change.section], *reason]
    if reason:
        yield "why", [[Piece(line)] for line in reason]
    by_notice = change.held and change.held.reason in SAID_BY_NOTICE
    if advice := [] if by_notice else advice_on(change):
        yield "do", [[Piece(line)] for line in advice]
    if change.desired:
        place = change.desired.source.location
        yield "file", [[Piece(f"{place.file}:{place.line}", Style.DIM)]]
    elif file := file_of(change):
        is_gone = change.section in {Action.DELETE, Action.FORGET}
        yield "file", [[Piece(file + (" (removed)" if is_gone else ""), Style.DIM)]]


def advice_on(change: Change, *, in_ci: bool = False) -> list[str]:
    """Return the advice, once each and in this order: about what holds the change, and where Publer was
    edited.

    What else explains a change that is held is about carrying it out, which is not done now.
    """
    reasons = change.all_reasons
    if change.is_actionable or change.held:
        reasons = tuple(each for each in change.reasons if each.reason in _WORTH_SAYING)
        reasons += (change.held,) if change.held else ()
    # Publer publishes nothing, at whatever time, before an obstacle is gone.
    reasons = (
        *(each for each in reasons if each.reason in OBSTACLE_WORDS),
        *(each for each in reasons if each.reason not in OBSTACLE_WORDS),
    )
    message = (reason_advice(each, change.address, in_ci=in_ci) for each in reasons)
    return list(dict.fromkeys(message))


_WORTH_SAYING = {
    Reason.GONE,
    Reason.EDITED_IN_PUBLER,
    Reason.DELETES_EDIT,
    Reason.OTHER_ACCOUNT,
    Reason.PREVIOUS_ATTEMPT,
    Reason.OTHER_START_DAY,
    *OBSTACLE_WORDS,
}


def plan_json(plan: Plan) -> str:
    """The document that `schemas/plan.schema.json` describes."""
    return json_text(plan_document(plan, note_text))
