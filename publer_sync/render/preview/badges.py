"""Marks of a plan for posts, told apart by symbol and words, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from publer_sync.planning.change import HELD, SECTIONS, Action, Change, ChangeStatus
from publer_sync.planning.drift import DriftedPost, DriftKind
from publer_sync.planning.plan import Plan
from publer_sync.render.plan.actions import LOOKS, verb_of
from publer_sync.render.plan.reasons import (
    notice_advice,
    notice_text,
    reason_texts,
    refusal_advice,
)
from publer_sync.render.plan.view import notices
from publer_sync.render.preview.inputs import ComparedPlan
from publer_sync.render.preview.model import Mark, PlanNote
from publer_sync.render.text.sanitize import safe

_TONES: dict[str, str] = {
    Action.CREATE: "add",
    Action.UPDATE: "change",
    Action.REPLACE: "replace",
    Action.DELETE: "gone",
    Action.FORGET: "quiet",
    Action.NO_CHANGE: "quiet",
    ChangeStatus.PUBLISHED: "done",
    ChangeStatus.MISSED: "bad",
    ChangeStatus.FAILED: "bad",
    ChangeStatus.OVERDUE: "bad",
    HELD: "bad",
}
_SYMBOLS: dict[str, str] = {Action.NO_CHANGE: "✓", ChangeStatus.PUBLISHED: "●"}
_WORDS: dict[str, str] = {Action.NO_CHANGE: "in Publer"}
_DRIFTS = {
    DriftKind.EDITED: "changed in Publer",
    DriftKind.MOVED: "moved in Publer",
    DriftKind.REMOVED: "removed in Publer",
    DriftKind.TAKEN_OVER: "taken over in Publer",
}

NOT_OURS = Mark("◦", "not from these files", "quiet")
"""An unmanaged post in Publer."""


def mark_of(section: str) -> Mark:
    """The mark of a section of a plan."""
    look = LOOKS[section]
    symbol = _SYMBOLS.get(section, look.symbol)
    return Mark(symbol, _WORDS.get(section, look.verb), _TONES.get(section, "info"))


def marks_of(change: Change, drift: DriftedPost | None) -> list[Mark]:
    """Return the marks of a post: its action, and what was done to it in Publer."""
    mark = mark_of(change.section)
    marks = [replace(mark, words=verb_of(change)) if change.section == HELD else mark]
    if change.status is ChangeStatus.OVERDUE and change.section != ChangeStatus.OVERDUE:
        marks.append(mark_of(ChangeStatus.OVERDUE))
    if drift:
        marks.append(Mark("≠", _DRIFTS[drift.kind], "drift"))
    return marks


def notes_of(change: Change) -> list[str]:
    """Why, in sentences."""
    failure = change.remote.failure if change.remote else None
    return [*reason_texts(change.all_reasons), *([failure] if failure else [])]


def merge_badges(marks: Iterable[Sequence[Mark]]) -> list[Mark]:
    """The marks of several posts, each once; those that change nothing only where there are no others."""
    every = list(dict.fromkeys(mark for some in marks for mark in some))
    loud = [mark for mark in every if mark.tone != "quiet"]
    return loud or every


def summary_of(plan: Plan) -> list[Mark]:
    """Number of posts in each section."""
    counted = ((section, plan.summary[section]) for section in SECTIONS)
    marks = ((mark_of(section), number) for section, number in counted if number)
    return [Mark(mark.symbol, f"{number} {mark.words}", mark.tone) for mark, number in marks]


def remarks_of(compared: ComparedPlan) -> list[PlanNote]:
    """Return the notes on a refused plan, and on what no card says."""
    plan, in_ci = compared.plan, compared.in_ci
    refused = [
        PlanNote(
            "error", "Refused:", safe(f"{each.detail}."), safe(refusal_advice(each, in_ci=in_ci))
        )
        for each in plan.refusals
    ]
    noted = [
        PlanNote(
            "warning", "note:", safe(notice_text(each)), safe(notice_advice(each, in_ci=in_ci))
        )
        for each in notices(plan)
    ]
    return refused + noted
