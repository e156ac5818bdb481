"""Changes that people were shown, one by one, so that apply can do that and nothing else.

The plan of a pull request and that of the apply after its merge are never the same: time has passed, other
pull requests were merged, someone edited a post in Publer. So each change that writes has a digest of its
own: of what it does to which post, and of all that the post will be. It is a digest of data, not of words,
and holds nothing that changes by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.model.fingerprint import digest
from publer_sync.planning.change import Change, Reason
from publer_sync.planning.plan import Plan

VERSION = 1
LENGTH = 12
"""Hexadecimal digits of an item: enough that no two changes of a team share one."""


def items_of(plan: Plan) -> frozenset[str]:
    """The items of all changes of a plan that would write to Publer."""
    return frozenset(item_of(change) for change in plan.changes if change.writes)


def item_of(change: Change) -> str:
    """The digest of what a change would do, and to what: `LENGTH` hexadecimal digits."""
    missing = change.recorded.fingerprint if change.recorded and change.desired is None else None
    parts = [VERSION, change.action.value, str(change.address), change.fingerprint, missing]
    return digest(parts).removeprefix("sha256:")[:LENGTH]


def hold_unapproved(
    changes: Sequence[Change], guarded: Sequence[Change], approved: frozenset[str]
) -> list[Change] | None:
    """`changes` with those held that would write after all guards and that no one was shown; None if there
    are none. `guarded` are the same changes after the guards."""
    refused = {item_of(change) for change in guarded if _needs_approval(change)} - approved
    if not refused:
        return None
    return [
        change.hold(Reason.NOT_APPROVED)
        if _needs_approval(change) and item_of(change) in refused
        else change
        for change in changes
    ]


def _needs_approval(change: Change) -> bool:
    """An old half whose successor stands was agreed to with that; if it stayed, it would be a second post."""
    left_over = any(because.reason is Reason.OLD_HALF for because in change.reasons)
    return change.writes and not left_over
