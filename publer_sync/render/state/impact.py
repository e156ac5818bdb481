"""What the next plan will say of a post after the state was mended, in a sentence and as JSON."""

from __future__ import annotations

from typing import Any

from publer_sync.planning.change import Action, Change
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.plan.reasons import detail_of, reason_texts

SUPPOSED = (
    "This supposes that Publer shows the posts as they are recorded; look at `publer-sync plan` before "
    "you apply."
)

_SAYS = {
    Action.ADOPT: "its file still wants it as it is, so the next apply takes it up again, unless it is "
    "removed from its file before",
    Action.MISSED: "its file still wants it, but its time has passed: it is not made again",
    Action.CREATE: "the next apply makes it, as it would have done anyway",
    Action.NO_CHANGE: "the next plan finds it as its file wants it",
    Action.MOVE: "the next apply puts its record back under this address, which its file wants",
    Action.UPDATE: "the next apply updates it in place, as its file wants it",
    Action.REPLACE: "the next apply replaces it by what its file wants",
    Action.DELETE: "no file wants it: the next apply deletes the post, as it would have done anyway",
    Action.FORGET: "no file wants it, and it waits no more: the next apply forgets it",
}


def coming_text(change: Change | None) -> str:
    """What the next plan says of the post; None where no file wants it."""
    if change is None:
        return "no file wants it, so no plan speaks of it any more"
    if change.action is Action.BLOCKED:
        reasons = " ".join(reason_texts(change.reasons))
        return f"its file still wants it, and the next plan blocks it. {reasons}"
    return _SAYS.get(change.action, f"the next plan says: {LOOKS[change.action].verb}")


def coming_document(change: Change) -> dict[str, Any]:
    """The address under which a file wants the post, the action and its reasons, as a plan has them."""
    return {
        "address": str(change.address),
        "action": change.action.value,
        "reasons": [{"reason": b.reason.value, "detail": detail_of(b)} for b in change.reasons],
    }
