"""A plan as a terminal shows it; whatever colour says is said in words too."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from publer_sync.planning.plan import Plan
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.plan.change import add_changes, add_settled
from publer_sync.render.plan.grouping import groups
from publer_sync.render.plan.reasons import (
    notice_advice,
    notice_text,
    refusal_advice,
    refusal_text,
)
from publer_sync.render.plan.view import closing, counted, notices, remarks, shown, totals
from publer_sync.render.text.page import Page, Piece
from publer_sync.render.text.style import Style


def plan_text(plan: Plan, *, zone: ZoneInfo, color: bool, width: int, verbose: bool = False) -> str:
    """Every change that needs a look, notices, refusals, and one closing line.

    `verbose` lists the posts that stay as they are too, and leaves no text out.
    """
    page = Page(color=color, width=width)
    for group in groups(shown(plan)):
        add_changes(page, group, zone, verbose=verbose)
    if verbose:
        page.gap()
        for change in counted(plan):
            add_settled(page, change, zone)
    _add_notices(page, plan)
    _add_refusals(page, plan)
    page.gap()
    for remark in remarks(plan):
        page.line(remark)
    page.line(*_closing(plan))
    return page.text()


def _closing(plan: Plan) -> list[Piece]:
    """The closing line, with what would be done in the colours of the actions."""
    if not plan.has_changes:
        return [Piece(closing(plan), Style.BOLD)]
    acts, rest = totals(plan)
    pieces = [Piece("Plan: ", Style.BOLD)]
    for number, (action, words) in enumerate(acts):
        style = LOOKS[action].style if plan.summary[action] else Style.BOLD
        pieces += [Piece(", " if number else "", Style.BOLD), Piece(words, style)]
    return [*pieces, Piece(f"; {', '.join(rest)}.", Style.BOLD)]


def _add_notices(page: Page, plan: Plan) -> None:
    page.gap()
    for notice in notices(plan):
        page.line(Piece("note: ", Style.YELLOW), notice_text(notice), hang=2)
        if advice := notice_advice(notice):
            page.line(advice, indent=2)


def _add_refusals(page: Page, plan: Plan) -> None:
    page.gap()
    for refusal in plan.refusals:
        page.line(Piece(refusal_text(refusal), Style.RED))
        page.line(refusal_advice(refusal), indent=2)
