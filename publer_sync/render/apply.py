"""An apply in words and as JSON: a line for each stage, and in the end what was done and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.execution.events import (
    ChangeResult,
    Event,
    LookupStarted,
    Outcome,
    Stage,
    StageStarted,
)
from publer_sync.model.address import Address
from publer_sync.planning.change import HELD, Action, Change, ChangeStatus
from publer_sync.planning.plan import FORMAT_VERSION, Plan
from publer_sync.planning.plan_document import change_document
from publer_sync.render.plan.actions import LOOKS, verb_of
from publer_sync.render.plan.reasons import reason_texts
from publer_sync.render.plan.text import advice_on
from publer_sync.render.plan.view import closing_line
from publer_sync.render.text.notes import note_text, notes_text
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.schedule import time_text_of
from publer_sync.render.text.units import count

_STAGES = {
    Stage.UPLOAD: ("Uploading", "file"),
    Stage.CREATE: ("Creating", "post"),
    Stage.VERIFY: ("Reading back from Publer", "post"),
    Stage.DELETE: ("Deleting", "post"),
    Stage.UPDATE: ("Updating", "post"),
    Stage.RESTORE: ("Restoring what could not be replaced", "post"),
}

_TROUBLE = {
    Outcome.FAILED: (
        Style.RED,
        "Fix what the message names, then apply again. What is done stays done.",
    ),
    Outcome.UNKNOWN: (
        Style.YELLOW,
        "Apply again in a few minutes: it looks in Publer first, so nothing is posted twice.",
    ),
    Outcome.SKIPPED: (Style.YELLOW, "Apply again to go on with it."),
}

_ENDED = {
    Outcome.FAILED: "failed",
    Outcome.UNKNOWN: "not known yet",
    Outcome.SKIPPED: "skipped",
}


def stage_line(event: Event, zone: ZoneInfo) -> str | None:
    """The line for a stage that begins, or for a long wait; other events say nothing."""
    if isinstance(event, LookupStarted):
        until = event.until.astimezone(zone)
        if event.missing:
            posts = count(event.missing, "post")
            return f"Publer does not list {posts}. Looking again at {until:%H:%M:%S}."
        if event.writes:
            writes = count(event.writes, "write")
            return f"Waiting until {until:%H:%M:%S} at the latest: an earlier apply left {writes} open."
        return f"Publer does not show it yet; looking until {until:%H:%M:%S} at the latest."
    if not isinstance(event, StageStarted) or not event.total:
        return None
    words, noun = _STAGES[event.stage]
    return f"{words}: {count(event.total, noun)}"


def is_waiting(event: Event) -> bool:
    """Return whether nothing seems to happen from now on, which has to be said even when quiet."""
    return isinstance(event, LookupStarted)


def apply_text(
    plan: Plan,
    results: Sequence[ChangeResult],
    *,
    zone: ZoneInfo,
    color: bool,
    width: int,
    plan_shown: bool = False,
) -> str:
    """Everything that did not end well and what is overdue, with what to do next, and one closing line.

    Where nothing had to be done, the plan says why, unless it was shown just before.
    """
    page = TextPage(color=color, width=width)
    end_line = outcomes(plan, results)
    for trouble in troubles(end_line):
        _add_trouble(page, trouble)
    for change in plan.of(ChangeStatus.OVERDUE):
        _add_overdue(page, change, zone)
    page.gap()
    created_items = [result for _, result in end_line if result]
    page.line(Piece(applied_in_words(created_items, len(plan.overdue)), Style.BOLD))
    if not (results or plan.has_changes or plan_shown):
        page.line(closing_line(plan))
    return page.text()


def _add_overdue(page: TextPage, change: Change, zone: ZoneInfo) -> None:
    page.gap()
    page.line(
        Piece("  ! ", Style.RED),
        Piece(str(change.address), Style.BOLD),
        Piece(f"  {verb_of(change)}", Style.RED),
        hang=6,
    )
    for line in (time_text_of(change, zone), *reason_texts(change.reasons)):
        page.line(line, indent=6)
    for line in advice_on(change):
        page.line(Piece(line, Style.DIM), indent=6)


def _add_trouble(page: TextPage, trouble: FailureGroup) -> None:
    page.gap()
    for change, result in trouble.pairs:
        style, _ = _TROUBLE[result.outcome]
        end_line = "" if change.section == HELD else f": {_ENDED[result.outcome]}"
        page.line(
            Piece("  ! ", style),
            Piece(str(result.address), Style.BOLD),
            Piece(f"  {verb_of(change)}{end_line}", style),
            hang=6,
        )
    for line in trouble.message:
        page.line(line, indent=6)
    for line in trouble.advice:
        page.line(Piece(line, Style.DIM), indent=6)


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Changes that did not end well for the same reason, with the same advice."""

    message: tuple[str, ...]
    advice: tuple[str, ...]
    pairs: list[tuple[Change, ChangeResult]] = field(default_factory=list)


def troubles(
    pairs: Iterable[tuple[Change, ChangeResult | None]], *, in_ci: bool = False
) -> list[FailureGroup]:
    """Group the changes that did not end well, so that each reason and advice is said once, where it first
    occurs."""
    results: dict[object, FailureGroup] = {}
    for change, result in pairs:
        if result and result.outcome is not Outcome.DONE:
            message = tuple((message_of(change, result) or "").splitlines())
            advice = tuple(_advice_after(change, result, in_ci=in_ci))
            trouble = results.setdefault((message, advice), FailureGroup(message, advice))
            trouble.pairs.append((change, result))
    return list(results.values())


def _advice_after(change: Change, result: ChangeResult, *, in_ci: bool) -> list[str]:
    """Return the advice for a change that did not end well. One that the plan held needs what the plan
    advises."""
    if change.is_actionable or result.outcome is not Outcome.SKIPPED:
        return [_TROUBLE[result.outcome][1]]
    return advice_on(change, in_ci=in_ci) or [_TROUBLE[result.outcome][1]]


def end_line(outcome: Outcome) -> str:
    """Return the line about a change that did not end well."""
    return _ENDED[outcome]


def overdue_in_words(number: int) -> str:
    """Render the number of overdue posts as a further sentence; empty if there are none."""
    return f" Overdue: {count(number, 'post')}." if number else ""


def applied_in_words(results: Sequence[ChangeResult], overdue: int = 0) -> str:
    """The one line that says what became of everything, and how many posts are overdue."""
    counter = Counter[str](result.action for result in results if result.outcome is Outcome.DONE)
    other = Counter(result.outcome for result in results)
    good = [
        f"{counter[action]} {look.past_tense}" for action, look in LOOKS.items() if counter[action]
    ]
    bad = [f"{other[outcome]} {word}" for outcome, word in _ENDED.items() if other[outcome]]
    parts = [", ".join(good) or "nothing", *([", ".join(bad)] if bad else [])]
    return f"Applied: {'; '.join(parts)}.{overdue_in_words(overdue)}"


# An apply as the JSON that machines read: the plan's changes with how each ended.


def apply_document(
    plan: Plan, results: Sequence[ChangeResult], requests_used: int
) -> dict[str, Any]:
    """`outcome` is null for a change that needed nothing to be done."""
    return {
        "format_version": FORMAT_VERSION,
        "digest": plan.digest,
        "summary": plan.summary,
        "changes": [_change(change, result) for change, result in outcomes(plan, results)],
        "requests": {"used": requests_used},
    }


def apply_json(plan: Plan, results: Sequence[ChangeResult], requests_used: int) -> str:
    """The document as text."""
    return json_text(apply_document(plan, results, requests_used))


def _change(change: Change, result: ChangeResult | None) -> dict[str, Any]:
    document = change_document(change, note_text)
    return document | {
        "outcome": result.outcome.value if result else None,
        "post_id": (result.post_id if result else None) or document["post_id"],
        "message": message_of(change, result) if result else None,
    }


# Puts what apply reported beside the changes that were planned.

_Pairs = list[tuple[Change, ChangeResult | None]]


def outcomes(plan: Plan, results: Iterable[ChangeResult]) -> _Pairs:
    """Each change with its result, in the plan's order.

    A change that apply should have made, or that was held, counts as skipped where nothing was
    reported; one that needed nothing has no result.
    """
    reported: dict[tuple[Address, Action, bool], list[ChangeResult]] = {}
    for each in results:
        reported.setdefault((each.address, each.action, each.is_held), []).append(each)
    return [
        (change, _taken(change, reported.get((change.address, change.action, is_held), [])))
        for change in plan.changes
        for is_held in (change.section == HELD,)
    ]


def _taken(change: Change, candidates: list[ChangeResult]) -> ChangeResult | None:
    """The result of this change: the one with its post's id where an address has several."""
    own = change.remote.id if change.remote else None
    if candidates:
        best = next((r for r in candidates if own and r.post_id == own), candidates[0])
        candidates.remove(best)
        return best
    if change.is_actionable or change.section == HELD:
        is_held = change.section == HELD
        return ChangeResult(change.address, change.action, Outcome.SKIPPED, own, is_held=is_held)
    return None


def message_of(change: Change, result: ChangeResult) -> str | None:
    """Return why a change did not end well: the notes of its result, or what kept it from being tried."""
    if result.notes:
        return notes_text(result.notes)
    if change.section == HELD:
        return "\n".join(reason_texts(change.all_reasons)) or None
    return None
