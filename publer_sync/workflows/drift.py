"""Drift: what people changed in Publer since the last apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.model.post import Post
from publer_sync.model.state import State
from publer_sync.planning.drift import Drift, drift_in
from publer_sync.planning.plan import PlanOptions
from publer_sync.workflows.plan import make


@dataclass(frozen=True, slots=True)
class Looked:
    """The drift that was found among so many recorded posts."""

    drift: tuple[Drift, ...]
    recorded: int


def look(
    project: Project, posts: Sequence[Post], state: State, reader: Reader, *, now: datetime
) -> Looked:
    """Makes the plan that apply would make, and takes from it what was not done by files."""
    plan = make(project, posts, state, reader, now=now, options=PlanOptions()).plan
    return Looked(drift_in(plan), len(state.records))
