"""Puts what apply reported beside the changes that were planned."""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.execution.events import Outcome, Result
from publer_sync.model.address import Address
from publer_sync.planning.change import Action, Change
from publer_sync.planning.plan import Plan
from publer_sync.render.notes import notes_text
from publer_sync.render.reasons import reason_texts

_Pairs = list[tuple[Change, Result | None]]


def outcomes(plan: Plan, results: Iterable[Result]) -> _Pairs:
    """Each change with its result, in the plan's order.

    A change that apply should have made, or that was blocked, counts as skipped where nothing was
    reported; one that needed nothing has no result.
    """
    reported: dict[tuple[Address, Action], list[Result]] = {}
    for result in results:
        reported.setdefault((result.address, result.action), []).append(result)
    return [(c, _taken(c, reported.get((c.address, c.action), []))) for c in plan.changes]


def _taken(change: Change, candidates: list[Result]) -> Result | None:
    """The result of this change: the one with its post's id where an address has several."""
    own = change.remote.id if change.remote else None
    if candidates:
        best = next((r for r in candidates if own and r.post_id == own), candidates[0])
        candidates.remove(best)
        return best
    if change.action.acts or change.action is Action.BLOCKED:
        return Result(change.address, change.action, Outcome.SKIPPED, own)
    return None


def message_of(change: Change, result: Result) -> str | None:
    """Why a change did not end well: the notes of its result, or what kept it from being tried."""
    if result.notes:
        return notes_text(result.notes)
    if change.action is Action.BLOCKED:
        return "\n".join(reason_texts(change.reasons)) or None
    return None
