"""A change of a plan as a block of lines, with those that differ in their account only."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from publer_sync.planning.change import Action, Change, Reason
from publer_sync.render.plan.actions import LOOKS, MEANINGS, cause_words
from publer_sync.render.plan.fields import field_rows
from publer_sync.render.plan.grouping import Group
from publer_sync.render.plan.reasons import reason_advice, reason_texts
from publer_sync.render.plan.view import file_of
from publer_sync.render.text.page import Page, Piece
from publer_sync.render.text.schedule import when_of
from publer_sync.render.text.style import Style
from publer_sync.render.text.word_diff import Lines

_INDENT, _COLUMN = 6, 14
_SYMBOL_WIDTH = 3


def add_changes(page: Page, group: Group, zone: ZoneInfo, *, verbose: bool) -> None:
    """Adds the block of changes that are alike: a heading for each, and once what they have in common."""
    page.gap()
    for change in group:
        _heading(page, change)
    for label, paragraphs in _rows(group[0], zone, verbose):
        page.row(label, *paragraphs, indent=_INDENT, column=_COLUMN)


def add_settled(page: Page, change: Change, zone: ZoneInfo) -> None:
    """Adds a line for a post that stays as it is, and why if that is not plain."""
    when = when_of(change, zone)
    link = change.remote.post_link if change.remote else None
    verb = LOOKS[change.action].verb
    words = "  ".join(part for part in (str(change.address), when, verb, link) if part)
    page.line(Piece(words, Style.DIM), indent=_SYMBOL_WIDTH + 1, hang=_INDENT)
    for text in reason_texts(change.reasons):
        page.line(text, indent=_INDENT)


def _heading(page: Page, change: Change) -> None:
    look = LOOKS[change.action]
    where = f" ({change.network.label})" if change.network else ""
    page.line(
        Piece(look.symbol.rjust(_SYMBOL_WIDTH) + " ", look.style),
        Piece(str(change.address), Style.BOLD),
        Piece(f"  {look.verb}{where}{_cause(change)}", look.style),
        hang=_INDENT,
    )


def _cause(change: Change) -> str:
    """The cause of what apply would do; of what it leaves alone the reasons tell."""
    said = cause_words(change) if change.action.acts else ""
    return f", {said}" if said else ""


def _rows(change: Change, zone: ZoneInfo, verbose: bool) -> Iterator[tuple[str, Lines]]:
    if when := when_of(change, zone):
        yield "when", [[Piece(when)]]
    yield from field_rows(change, zone, verbose=verbose)
    if change.moved_from:
        yield "from", [[Piece(str(change.moved_from))]]
    if why := _why(change):
        yield "why", [[Piece(line)] for line in why]
    if advice := advice_on(change):
        yield "do", [[Piece(line)] for line in advice]
    if place := _place(change):
        yield "file", [[Piece(place, Style.DIM)]]


def _why(change: Change) -> list[str]:
    why = reason_texts(b for b in change.reasons if b.reason is not Reason.RENAMED)
    return [MEANINGS[change.action], *why] if change.action in MEANINGS else why


def advice_on(change: Change) -> list[str]:
    """What to do, once each; a change that goes its way needs no advice but where Publer was edited."""
    going = change.action.acts
    advice = [
        reason_advice(because, change.address)
        for because in change.reasons
        if not going or because.reason in _WORTH_SAYING
    ]
    return list(dict.fromkeys(advice))


_WORTH_SAYING = {Reason.GONE, Reason.EDITED_IN_PUBLER, Reason.PREVIOUS_ATTEMPT}


def _place(change: Change) -> str | None:
    if change.desired:
        place = change.desired.source.location
        return f"{place.file}:{place.line}"
    gone = change.action in {Action.DELETE, Action.FORGET}
    file = file_of(change)
    return file + (" (no longer wanted there)" if gone else "") if file else None
