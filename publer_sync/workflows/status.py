"""Status: what is recorded and what Publer shows of it, without changing either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.execution.recovery import Evidence, resolve
from publer_sync.lookup.missing import second_look
from publer_sync.lookup.obstacles import find_obstacles
from publer_sync.lookup.posts import read_posts
from publer_sync.model.remote import RemoteView
from publer_sync.model.state import State
from publer_sync.planning.context import PlanContext
from publer_sync.planning.plan import PlanOptions
from publer_sync.planning.read_window import span_to_read
from publer_sync.planning.status import RemotePresence, StatusReport, status_of
from publer_sync.workflows.plan import of_this_workspace


def find_status(
    project: Project, state: State, reader: Reader, *, time: Callable[[], datetime]
) -> StatusReport:
    """Read what the recorded posts and open writes are about; files are not needed for that."""
    recorded = of_this_workspace(state, project)
    moment = PlanContext(now=time(), policy=project.policy, options=PlanOptions())
    span = span_to_read((), recorded, moment)
    view = read_posts(reader, span) if span else RemoteView()
    # Publer's clock is known by its answers, and the later one counts.
    moment = replace(moment, now=time())
    view = second_look(reader, view, recorded, moment.now)
    unsettled = resolve(recorded, Evidence.of(view, moment)).unsettled
    status = status_of(recorded, view, moment, unsettled)
    late = {each.remote.id for each in status.of(RemotePresence.OVERDUE) if each.remote}
    return status.with_obstacles(find_obstacles(reader, status.unexplained, late))
