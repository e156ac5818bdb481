"""Context of a comparison beside the three sides: the time, and what is too late or too early by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from publer_sync.config.project import Policy
from publer_sync.model.post import Post
from publer_sync.model.post_windows import deadline_of
from publer_sync.model.schedule import PublishMode
from publer_sync.model.state import Record
from publer_sync.planning.change import Reason
from publer_sync.planning.plan import PlanOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContext:
    """Context of a comparison beside the sides: the time, the team's policy, the user's options."""

    now: datetime
    policy: Policy
    options: PlanOptions


def is_fresh(record: Record, moment: PlanContext) -> bool:
    """Return whether the last write may not have shown up yet."""
    return moment.now - record.written_at < moment.policy.settle


def is_past(record: Record, moment: PlanContext) -> bool:
    """Return whether the post may have gone out by now. A draft never does so by itself."""
    if record.standing is not PublishMode.SCHEDULED or record.scheduled_at is None:
        return False
    return record.scheduled_at <= moment.now


def lateness(post: Post, moment: PlanContext) -> Reason | None:
    """Return why a post can not be made in time, or None."""
    deadline = deadline_of(post)
    if deadline is None:
        return None
    if deadline <= moment.now:
        return Reason.TIME_PASSED
    return Reason.LEAD_TIME if deadline - moment.now < moment.policy.lead_time else None
