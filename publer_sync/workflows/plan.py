"""Plan: the difference between the files and Publer, without changing either."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.errors import InvalidUsageError, StateError
from publer_sync.execution.recovery import Evidence, Resolution, resolve
from publer_sync.lookup.missing import WaitFor, read_again, with_doubtful_accounts
from publer_sync.lookup.workspace import read_names, read_remote
from publer_sync.media.hashing import hash_file
from publer_sync.model.post import Post
from publer_sync.model.remote import RemoteView
from publer_sync.model.state import State
from publer_sync.model.workspace_names import NameIndex
from publer_sync.planning.context import PlanContext
from publer_sync.planning.guards.names import users_of_names
from publer_sync.planning.guards.stale_checkout import (
    NOTHING_ASKED,
    CheckoutComparison,
    stale_among,
)
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.planning.planner import PlanInputs, make_plan
from publer_sync.planning.read_window import span_to_read
from publer_sync.planning.shared_records import separate_shared_records
from publer_sync.planning.state_age import StateAge
from publer_sync.planning.targeting import matching
from publer_sync.workflows.applied_commits import compare_checkouts
from publer_sync.workflows.git import checkout_obstacle

NO_STATE = ""
"""The lineage of a state that was never saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResult:
    """A plan, what was read for it, the state as it was saved, and as it is with open intents settled as
    far as possible; what Publer offers for the names that posts to be made use, and how the checkout compares
    with what was applied."""

    plan: Plan
    view: RemoteView
    names: NameIndex = NameIndex()
    recorded: State
    resolution: Resolution
    checkouts: CheckoutComparison = NOTHING_ASKED


def _plan_with_names(
    reader: Reader, project: Project, inputs: PlanInputs
) -> tuple[Plan, NameIndex]:
    """The plan; what names stand for is asked of Publer only where posts to be made use any."""
    plan = make_plan(inputs)
    naming = users_of_names(plan.changes)
    if not naming:
        return plan, inputs.names
    names = read_names(reader, project.workspace, naming)
    return make_plan(replace(inputs, names=names)), names


def make(
    project: Project,
    posts: Sequence[Post],
    state: State | None,
    reader: Reader,
    *,
    time: Callable[[], datetime],
    both_times: Callable[[], str | None] = lambda: None,
    is_pretended: bool = False,
    options: PlanOptions,
    age: StateAge = StateAge.CURRENT,
    wait_for: WaitFor | None = None,
    working: frozenset[str] = frozenset(),
    environ: Mapping[str, str] = os.environ,
) -> PlanResult:
    """Read Publer, settle what an earlier run left open, and compare.

    With `wait_for`, what a first reading does not show is looked for again. `working` are jobs that have not
    ended. `both_times` names clocks that differ; the one here may be pretended. git runs with `environ`.
    """
    recorded = of_this_workspace(state, project)
    desired = hash_file(posts, project.root)
    checkouts = compare_checkouts(project, desired, recorded, options, environ)
    moment = PlanContext(now=time(), policy=project.policy, options=options)
    remote = read_remote(reader, project, desired, span_to_read(desired, recorded, moment, age))
    # Not before: Publer's clock is known by its answers, and the later one counts.
    view, now = read_again(reader, remote.view, desired, recorded, now=time(), wait_for=wait_for)
    view = with_doubtful_accounts(reader, view, desired, recorded, age=age, now=now)
    moment = replace(moment, now=now)
    stale = stale_among(recorded.intents, checkouts)
    evidence = replace(Evidence.of(view, moment, desired), working=working, other_addresses=stale)
    resolution = resolve(recorded, evidence)
    inputs = PlanInputs(
        desired=desired,
        state=resolution.state,
        view=view,
        moment=moment,
        zone=project.timezone,
        unsettled=resolution.unsettled,
        given_up=resolution.abandoned,
        age=age,
        daily_limits=remote.daily_limits,
        environment=project.environment,
        left_out=checkout_obstacle(project.root, vanished_accounts(desired, resolution.state)),
        checkouts=checkouts,
        both_times=both_times(),
        is_pretended=is_pretended,
    )
    if options.targets:
        check_targets(inputs)
    plan, names = _plan_with_names(reader, project, inputs)
    untangled = separate_shared_records(desired, resolution.state, view, now)
    return PlanResult(
        plan=plan,
        view=view,
        names=names,
        recorded=recorded,
        resolution=replace(resolution, state=untangled.state),
        checkouts=checkouts,
    )


def vanished_accounts(desired: Iterable[Post], state: State) -> Iterator[str]:
    """The files that posts are recorded from and that want none any more."""
    wanting = {post.source.location.file for post in desired}
    yield from (r.source for r in state.records.values() if r.source and r.source not in wanting)


def of_this_workspace(state: State | None, project: Project) -> State:
    """The state, an empty one if there is none; raises StateError if it is another workspace's."""
    if state is None:
        return State(lineage=NO_STATE, workspace=project.workspace)
    if state.workspace != project.workspace:
        raise StateError(
            "The state belongs to another workspace.",
            reason=f"it was written for {state.workspace}, the project says {project.workspace}",
            hint="use an environment (--env) for another workspace, or bring back the workspace that "
            "the state was written for; nothing was changed",
        )
    return state


def check_targets(inputs: PlanInputs) -> None:
    """Raise InvalidUsageError for a target that names nothing: the plan would be empty, and look like
    success."""
    targets = inputs.moment.options.targets
    everything = replace(inputs.moment, options=replace(inputs.moment.options, targets=()))
    changes = make_plan(replace(inputs, moment=everything)).changes
    for target in targets:
        if not matching(changes, target, inputs.zone):
            raise InvalidUsageError(
                f"The target {target!r} names no post.",
                location="--target",
                hint="name a file, a folder, an entry id, an address (id@alias), an alias, or dates "
                "such as 2026-12-01 or 2026-12-01..2026-12-07",
            )
