"""Shares and comments that say something in vain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, warning
from publer_sync.model.follow_ups import Conditions, Delay, DelayUnit, Relation
from publer_sync.model.post import Post

ID = "follow-up-ignored"
PURPOSE = (
    "Shares and comments come before the post is deleted, and `delay` has two accounts to part."
)
WHY = (
    "What waits until the post is gone never comes; and `delay` is the pause between one account and the"
    " next, so with a single account the post is shared without it."
)
FIX = "Let the deletion come later; write `after` for a share that should wait."

_UNITS = {
    DelayUnit.MINUTE: timedelta(minutes=1),
    DelayUnit.HOUR: timedelta(hours=1),
    DelayUnit.DAY: timedelta(days=1),
    DelayUnit.WEEK: timedelta(weeks=1),
}


def check(post: Post, policy: Policy) -> Findings:
    """A warning at each share or comment that comes too late, and at a `delay` that parts nothing."""
    if post.share and post.share.delay and len(post.share.account_ids) == 1:
        yield _finding(
            post,
            "share.delay",
            "`delay` is the pause between accounts that share, and only one does",
            "write `after` instead, if the share should wait after the post; otherwise leave it out",
        )
    end = _latest(post.delete.conditions) if post.delete else None
    if end is None:
        return
    for path, conditions in _follow_ups(post):
        if _earliest(conditions) >= end:
            yield _finding(
                post,
                f"{path}.after",
                "This comes when the post is deleted already",
                "give a shorter `after`, or let the deletion come later",
            )


def _follow_ups(post: Post) -> Iterator[tuple[str, Conditions]]:
    if post.share:
        yield "share", post.share.conditions
    for index, comment in enumerate(post.comments):
        yield f"comments[{index}]", comment.conditions


def _earliest(conditions: Conditions) -> timedelta:
    """The age that the post has at least; as soon as one of several conditions may do, none is sure."""
    surely = conditions.relation is Relation.AND or _asks_for_age_alone(conditions)
    return _length(conditions.age) if conditions.age and surely else timedelta()


def _latest(conditions: Conditions) -> timedelta | None:
    """The age that the post never passes; None if it may live on."""
    surely = conditions.relation is Relation.OR or _asks_for_age_alone(conditions)
    return _length(conditions.age) if conditions.age and surely else None


def _asks_for_age_alone(conditions: Conditions) -> bool:
    return conditions.engagements is None and conditions.reach is None


def _length(age: Delay) -> timedelta:
    return age.duration * _UNITS[age.unit]


def _finding(post: Post, path: str, message: str, hint: str) -> Diagnostic:
    return warning(ID, message, post.source.at(path), hint=hint, address=str(post.address))
