"""Drift: what people changed in Publer since the last apply, and what Publer did not publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.lookup.obstacles import find_obstacles
from publer_sync.model.address import Address
from publer_sync.model.post import Post
from publer_sync.model.remote import RemoteView
from publer_sync.model.state import State
from publer_sync.planning.drift import (
    DriftedPost,
    Silence,
    UnpublishedPost,
    UnpublishedPosts,
    drift_in,
    settling_in,
    silence,
    unknown_in,
    unpublished_in,
)
from publer_sync.planning.plan import AllowWord, PlanOptions
from publer_sync.planning.state_age import StateAge
from publer_sync.workflows.plan import make


@dataclass(frozen=True, slots=True)
class DriftResult:
    """The drift that was found among so many recorded posts (None without a state), the accounts that fall
    silent within the horizon of the policy, the posts that Publer does not show yet, and those that it has
    not published."""

    drift: tuple[DriftedPost, ...]
    recorded: int | None
    silence: Silence | None = None
    settling: tuple[Address, ...] = ()
    backlog: UnpublishedPosts = UnpublishedPosts()

    @property
    def differs(self) -> bool:
        """Return whether a person has to look: a post was changed in Publer, or is overdue."""
        return bool(self.drift or self.backlog.overdue)


def find_drift(
    project: Project,
    posts: Sequence[Post],
    state: State,
    reader: Reader,
    *,
    time: Callable[[], datetime],
    age: StateAge = StateAge.CURRENT,
) -> DriftResult:
    """Make the plan that apply would make, and take from it what was not done by files."""
    # Drift is against what was recorded, whatever the checkout is.
    options = PlanOptions(allow=frozenset({AllowWord.STALE_CHECKOUT}))
    planned = make(project, posts, state, reader, time=time, options=options, age=age)
    silent = _silence(project, planned.view, reader, time())
    plan = planned.plan
    waiting = _with_obstacles(reader, unpublished_in(plan))
    backlog = UnpublishedPosts(
        overdue=tuple(each for each in waiting if each.is_overdue),
        blocked=tuple(each for each in waiting if each.obstacle and not each.is_overdue),
        unknown=unknown_in(plan),
    )
    return DriftResult(drift_in(plan), len(state.records), silent, settling_in(plan), backlog)


def _with_obstacles(reader: Reader, waiting: Sequence[UnpublishedPost]) -> list[UnpublishedPost]:
    """The posts with the obstacles that Publer names when it is asked, where its list shows none."""
    requests = [each.change.remote for each in waiting if each.change.remote and not each.obstacle]
    late = {each.change.remote.id for each in waiting if each.change.remote and each.is_overdue}
    data = find_obstacles(reader, requests, late)
    return [
        replace(each, obstacle=each.obstacle or data.get(each.change.remote.id))
        for each in waiting
        if each.change.remote
    ]


def _silence(project: Project, view: RemoteView, reader: Reader, now: datetime) -> Silence | None:
    """Ask for the posts within the horizon, also those of accounts that the plan had no reason to read."""
    horizon = project.policy.horizon
    accounts = [account for account in project.accounts.values() if account.id]
    if horizon is None or not accounts:
        return None
    ids = sorted(account.id for account in accounts)
    waiting = (*view.posts, *reader.posts(ids, now, now + horizon), *reader.series(ids))
    return silence(accounts, waiting, now, horizon)
