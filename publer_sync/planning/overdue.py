"""Decide whether a recorded post is overdue: its time has passed, and it is neither published nor failed.

The reason is known where an item of Publer's list shows its finer state, such as `scheduled_pending`. Items
have been seen with the plain word only; `lookup/obstacles.py` asks with a filter then.
"""

from __future__ import annotations

from collections.abc import Mapping

from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import PublishMode
from publer_sync.model.state import Record
from publer_sync.planning.change import Reason
from publer_sync.planning.context import PlanContext

OBSTACLE_WORDS: Mapping[Reason, str] = {
    Reason.AWAITS_APPROVAL: "pending",
    Reason.DECLINED: "declined",
    Reason.RECONNECT_ACCOUNT: "reauth",
    Reason.LOCKED: "locked",
}
"""Why Publer does not publish a post, by the second word of its state."""

OBSTACLES: Mapping[str, Reason] = {
    f"{kind}_{word}": reason
    for kind in ("scheduled", "recycling")
    for reason, word in OBSTACLE_WORDS.items()
}
"""The same by the state of an item."""


def is_overdue(
    record: Record, remote: RemotePost, view: RemoteView, moment: PlanContext
) -> bool | None:
    """Return whether a post is overdue by more than the policy allows; None: its next time is not known.

    A series or recycled post moves on to its next time when it goes out. Whether Publer shows that time, and
    not the first one for ever, is not documented. So a time that has passed counts only if the account was
    read around it, and no post went out there. Where Publer was not asked, nothing is overdue.
    """
    if record.standing is not PublishMode.SCHEDULED or remote.phase in _ENDED or view.is_supposed:
        return False
    repeats = record.repeats
    due = remote.scheduled_at if repeats else remote.scheduled_at or record.scheduled_at
    if due is None or remote.state in _RESTING:
        return None if repeats else False
    if moment.now - due <= moment.policy.overdue:
        return False
    if repeats and remote.slot not in view.slots_read and remote.state not in OBSTACLES:
        return None
    # A list that lags may show the post as scheduled beside the published one with its new id.
    text = remote.seen().get("text")
    went_out = any(
        post.phase in _ENDED and (repeats or post.seen().get("text") == text)
        for post in (view.by_slot.near(remote.slot) if remote.slot else ())
    )
    if went_out:
        return None if repeats else False
    return True


_ENDED = {Phase.PUBLISHED, Phase.REMOVED, Phase.FAILED}
_RESTING = {"recycling_paused", "recycling_failed"}
