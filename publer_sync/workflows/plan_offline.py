"""Plan without asking Publer: the difference between the files and what the state remembers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from publer_sync.config.project import Project
from publer_sync.media.hashing import hash_file
from publer_sync.model.post import Post
from publer_sync.model.state import State
from publer_sync.planning.context import PlanContext
from publer_sync.planning.offline_view import as_recorded
from publer_sync.planning.plan import Notice, NoticeCode, Plan, PlanOptions
from publer_sync.planning.planner import PlanInputs, make_plan
from publer_sync.workflows.applied_commits import compare_checkouts
from publer_sync.workflows.git import checkout_obstacle
from publer_sync.workflows.plan import check_targets, of_this_workspace, vanished_accounts


def make_offline(
    project: Project,
    posts: Sequence[Post],
    state: State | None,
    *,
    now: datetime,
    options: PlanOptions,
    environ: Mapping[str, str] = os.environ,
) -> Plan:
    """The plan that apply would make if no one had touched anything in Publer since the last one.

    What only Publer knows is not in it: edits in the web app, posts of others in the same slot, limits of
    the workspace, names of labels and albums. It needs no key, so a pull request may have it.
    """
    recorded = of_this_workspace(state, project)
    desired = hash_file(posts, project.root)
    inputs = PlanInputs(
        desired=desired,
        state=recorded,
        view=as_recorded(recorded, now),
        moment=PlanContext(now=now, policy=project.policy, options=options),
        zone=project.timezone,
        environment=project.environment,
        left_out=checkout_obstacle(project.root, vanished_accounts(desired, recorded)),
        checkouts=compare_checkouts(project, desired, recorded, options, environ),
    )
    if options.targets:
        check_targets(inputs)
    plan = make_plan(inputs)
    return replace(plan, notices=(*_said_of_all(recorded), *plan.notices))


def _said_of_all(state: State) -> Iterator[Notice]:
    yield Notice(NoticeCode.OFFLINE, "")
    if state.intents:
        yield Notice(NoticeCode.OPEN_WRITES, str(len(state.intents)))
