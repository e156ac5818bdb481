"""Drift: what people changed in Publer since the last apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.model.address import Address
from publer_sync.model.post import Post
from publer_sync.model.remote import RemoteView
from publer_sync.model.state import State
from publer_sync.planning.drift import Drift, Silence, drift_in, settling_in, silence
from publer_sync.planning.plan import AllowWord, PlanOptions
from publer_sync.planning.state_age import StateAge
from publer_sync.workflows.plan import make


@dataclass(frozen=True, slots=True)
class Looked:
    """The drift that was found among so many recorded posts (None without a state), the accounts that fall
    silent within the horizon of the policy, and the posts that Publer does not show yet."""

    drift: tuple[Drift, ...]
    recorded: int | None
    silence: Silence | None = None
    settling: tuple[Address, ...] = ()


def look(
    project: Project,
    posts: Sequence[Post],
    state: State,
    reader: Reader,
    *,
    now: datetime,
    age: StateAge = StateAge.CURRENT,
) -> Looked:
    """Makes the plan that apply would make, and takes from it what was not done by files."""
    # Drift is against what was recorded, whatever the checkout is.
    options = PlanOptions(allow=frozenset({AllowWord.STALE_CHECKOUT}))
    planned = make(project, posts, state, reader, now=now, options=options, age=age)
    silent = _silence(project, planned.view, reader, now)
    plan = planned.plan
    return Looked(drift_in(plan), len(state.records), silent, settling_in(plan))


def _silence(project: Project, view: RemoteView, reader: Reader, now: datetime) -> Silence | None:
    """Asks for the posts within the horizon, also those of accounts that the plan had no reason to read."""
    horizon = project.policy.horizon
    accounts = [account for account in project.accounts.values() if account.id]
    if horizon is None or not accounts:
        return None
    ids = sorted(account.id for account in accounts)
    waiting = (*view.posts, *reader.posts(ids, now, now + horizon), *reader.series(ids))
    return silence(accounts, waiting, now, horizon)
