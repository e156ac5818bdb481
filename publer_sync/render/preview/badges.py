"""What a plan says about posts, as marks that are told apart by symbol and words, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publer_sync.planning.change import Action, Change
from publer_sync.planning.drift import Drift, DriftKind
from publer_sync.planning.plan import Plan
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.plan.reasons import (
    notice_advice,
    notice_text,
    reason_texts,
    refusal_advice,
)
from publer_sync.render.plan.view import notices
from publer_sync.render.preview.model import Mark, Remark
from publer_sync.render.text.sanitize import safe

_TONES = {
    Action.CREATE: "add",
    Action.UPDATE: "change",
    Action.REPLACE: "replace",
    Action.DELETE: "gone",
    Action.FORGET: "quiet",
    Action.NO_CHANGE: "quiet",
    Action.PUBLISHED: "done",
    Action.MISSED: "bad",
    Action.FAILED: "bad",
    Action.BLOCKED: "bad",
}
_SYMBOLS = {Action.NO_CHANGE: "✓", Action.PUBLISHED: "●"}
_WORDS = {Action.NO_CHANGE: "in Publer"}
_DRIFTS = {
    DriftKind.EDITED: "changed in Publer",
    DriftKind.MOVED: "moved in Publer",
    DriftKind.REMOVED: "removed in Publer",
    DriftKind.TAKEN_OVER: "taken over in Publer",
}

NOT_OURS = Mark("◦", "not from these files", "quiet")
"""A post that stands in Publer and is nobody's of the project."""


def mark_of(action: Action) -> Mark:
    """The mark of an action."""
    look = LOOKS[action]
    symbol = _SYMBOLS.get(action, look.symbol)
    return Mark(symbol, _WORDS.get(action, look.verb), _TONES.get(action, "info"))


def marks_of(change: Change, drift: Drift | None) -> list[Mark]:
    """What would happen to a post, and what was done to it in Publer."""
    marks = [mark_of(change.action)]
    if drift:
        marks.append(Mark("≠", _DRIFTS[drift.kind], "drift"))
    return marks


def notes_of(change: Change) -> list[str]:
    """Why, in sentences."""
    failure = change.remote.failure if change.remote else None
    return [*reason_texts(change.reasons), *([failure] if failure else [])]


def together(marks: Iterable[Sequence[Mark]]) -> list[Mark]:
    """The marks of several posts, each once; those that change nothing only where there are no others."""
    every = list(dict.fromkeys(mark for some in marks for mark in some))
    loud = [mark for mark in every if mark.tone != "quiet"]
    return loud or every


def summary_of(plan: Plan) -> list[Mark]:
    """How many posts each action is about."""
    counted = ((action, plan.summary[action.value]) for action in Action)
    marks = ((mark_of(action), number) for action, number in counted if number)
    return [Mark(mark.symbol, f"{number} {mark.words}", mark.tone) for mark, number in marks]


def remarks_of(plan: Plan) -> list[Remark]:
    """Why nothing of a plan will be applied, if it is refused, and what no card says."""
    refused = [
        Remark("error", "Refused:", safe(f"{each.detail}."), safe(refusal_advice(each)))
        for each in plan.refusals
    ]
    noted = [
        Remark("warning", "note:", safe(notice_text(each)), safe(notice_advice(each) or ""))
        for each in notices(plan)
    ]
    return refused + noted
