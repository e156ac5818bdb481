"""Apply: plan once more under the lock, ask, do it, and say what became of each change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.api.writer import Writer
from publer_sync.config.project import Policy, Project
from publer_sync.errors import InvalidProjectError, PlanRefusedError
from publer_sync.execution.context import ApplyContext
from publer_sync.execution.events import ChangeResult, Event, LookupStarted, Outcome
from publer_sync.execution.executor import execute
from publer_sync.execution.journal import Journal
from publer_sync.execution.polling import SHORTEST
from publer_sync.execution.record_changes import with_held_texts
from publer_sync.execution.settle_open_writes import wait_for_open_writes
from publer_sync.lookup.around_writes import Baseline, Lookup
from publer_sync.media.hashing import hash_file
from publer_sync.model.clock import Clock
from publer_sync.model.post import Post
from publer_sync.model.state import AppliedCheckout
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.planning.plan_document import plan_document, what_moved
from publer_sync.planning.state_age import age_of, may_have_forgotten
from publer_sync.state.store import Holder, StateStore
from publer_sync.workflows.applied_commits import has_uncommitted_files
from publer_sync.workflows.plan import NO_STATE, PlanResult, make
from publer_sync.workflows.saved_plan import SavedPlan, hint_to_allow


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Someone who is asked: `confirm` answers whether to go on with a plan.

    Meanwhile files may be edited, so `read_again` gives project and posts as they are by then; it raises
    Invalid if they have errors.
    """

    confirm: Callable[[Plan], bool]
    read_again: Callable[[], tuple[Project, Sequence[Post]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyOptions:
    """Options of an apply.

    `asking` is who is asked before anything is written, if anyone. `tell` hears of every event. `saved` is a
    plan that must still hold. With `notes_commit` the state notes the commit whose plan is carried out; while
    something is left undone, it is `since`, after which all of that came.
    """

    options: PlanOptions = field(default_factory=PlanOptions)
    saved: SavedPlan | None = None
    asking: Confirmation | None = None
    show: Callable[[Plan], None] = lambda plan: None
    tell: Callable[[Event], None] = lambda event: None
    notes_commit: bool = False
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyResult:
    """The plan that was applied, and how each change ended. `declined`: the user said no."""

    plan: Plan
    results: tuple[ChangeResult, ...] = ()
    declined: bool = False

    @property
    def complete(self) -> bool:
        """Return whether nothing of the files is left undone."""
        return (
            not self.declined
            and not self.plan.partial
            and all(r.outcome is Outcome.DONE for r in self.results)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyDeps:
    """Both sides of the API, the state's store, the time, a source of new lineages, and the environment."""

    reader: Reader
    writer: Writer
    store: StateStore
    clock: Clock
    new_lineage: Callable[[], str]
    holder: Holder
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


DOUBLED = 6
"""How often the pauses between the looks double until the settling time is over."""


@dataclass(slots=True)
class _Absence:
    """Posts that one reading of Publer did not show: a write may follow only if they are still missing
    after the settling time. What was waited for once in this run is not waited for again."""

    clock: Clock
    policy: Policy
    tell: Callable[[Event], None]
    check_clock: Callable[[], None]
    confirmed: frozenset[str] = frozenset()

    def confirm(self, missing: frozenset[str]) -> Iterator[tuple[datetime, bool]]:
        """Wait for the settling time where something new is missing, in pauses that double; yield the time
        after each, and whether to look at the whole account then: half-way, and at the end."""
        if missing <= self.confirmed:
            yield self.clock.now(), True
            return
        self.check_clock()
        settle = self.policy.settle.total_seconds()
        if self.policy.settle >= SHORTEST:
            self.tell(LookupStarted(self.clock.now() + self.policy.settle, len(missing)))
        for pause in (settle / 2**DOUBLED, *(settle / 2**n for n in range(DOUBLED, 0, -1))):
            self.clock.sleep(pause)
            yield self.clock.now(), pause >= settle / 4
        self.confirmed |= missing


def apply(
    project: Project, posts: Sequence[Post], access: ApplyDeps, wishes: ApplyOptions
) -> ApplyResult:
    """Make Publer as the files say; the lock is held from the first read to the last save."""
    absence = _Absence(access.clock, project.policy, wishes.tell, access.writer.check_clock)
    with access.store.lock(access.holder) as taken_over:
        planned = _plan(project, posts, access, wishes, absence, taken_over=taken_over)
        access.writer.check_clock()
        if wishes.saved:
            wishes.saved.check(planned.plan)
        wishes.show(planned.plan)
        _refuse(planned.plan, wishes.saved)
        if planned.plan.has_work and wishes.asking:
            if not wishes.asking.confirm(planned.plan):
                return ApplyResult(plan=planned.plan, declined=True)
            planned = _still_the_same(project, access, wishes, absence, planned.plan)
        return _execute(project, access, wishes, planned)


def _plan(
    project: Project,
    posts: Sequence[Post],
    access: ApplyDeps,
    wishes: ApplyOptions,
    absence: _Absence,
    *,
    taken_over: bool = False,
) -> PlanResult:
    """The plan of this moment; first the writes that an earlier run left open may settle."""
    state = access.store.load()
    options = wishes.saved.options if wishes.saved else wishes.options
    working = frozenset[str]()

    def check_clock() -> None:
        access.reader.accounts()  # any answer tells the time, and there may be none yet
        access.writer.check_clock()

    if state and state.intents:
        settled = wait_for_open_writes(
            state,
            access.reader,
            access.clock,
            project.policy,
            taken_over=taken_over,
            tell=wishes.tell,
            check_clock=check_clock,
        )
        state, working = settled.state, settled.working
    with access.clock.abandonable():  # reading many large files may take long
        posts = hash_file(posts, project.root)
    age = age_of(state, access.store.last_seen(state))
    return make(
        project,
        posts,
        state,
        access.reader,
        time=access.clock.now,
        options=options,
        age=age,
        wait_for=absence.confirm,
        working=working,
        environ=access.environ,
    )


def _still_the_same(
    project: Project, access: ApplyDeps, wishes: ApplyOptions, absence: _Absence, plan: Plan
) -> PlanResult:
    """Plans again after a person has thought about it: what was agreed to must be what is done."""
    asking = wishes.asking
    assert asking
    try:
        with access.clock.abandonable():
            as_it_is, posts = asking.read_again()
    except InvalidProjectError:
        raise _moved(("the files, which have errors now",)) from None
    if as_it_is != project:
        raise _moved(("the project file",))
    planned = _plan(project, posts, access, wishes, absence)
    if moved := what_moved(plan_document(plan), planned.plan):
        raise _moved(moved)
    return planned


def _moved(what: Sequence[str]) -> PlanRefusedError:
    return PlanRefusedError(
        "Something changed while you were asked.",
        reason=f"changed since the plan was shown: {', '.join(what)}",
        hint="apply again and look at the new plan",
    )


def _refuse(plan: Plan, saved: SavedPlan | None) -> None:
    if plan.can_apply:
        return
    say_so = f"if this is what you want, say so with {plan.options_to_allow}"
    refused = PlanRefusedError(
        "The plan is refused.",
        reason="; ".join(refusal.detail for refusal in plan.refusals),
        location=f"policy: {plan.refusals[0].guard}",
        hint=hint_to_allow(saved.path, saved.options, plan.words_to_allow) if saved else say_so,
    )
    refused.allow = plan.words_to_allow
    raise refused


def _execute(
    project: Project, access: ApplyDeps, wishes: ApplyOptions, planned: PlanResult
) -> ApplyResult:
    recorded, state = planned.recorded, planned.resolution.state
    now, last_seen = access.clock.now(), access.store.last_seen(recorded)
    if may_have_forgotten(recorded, age_of(recorded, last_seen), now):
        state = with_held_texts(state, planned.plan, now)
        state = replace(state, unconfirmed=state.unconfirmed and planned.plan.partial)
    if state.lineage == NO_STATE:
        state = replace(state, lineage=access.new_lineage(), known_since=now)
    elif last_seen and recorded.serial < last_seen:
        # It goes on after the last one that was seen, so that no serial means two states.
        recorded = replace(recorded, serial=last_seen)
        state = replace(state, serial=last_seen, known_since=now, is_rebuilt=True)
    if wishes.notes_commit and state.applied is None:
        state = replace(state, applied=wishes.since)
    if commit := planned.plan.basis.commit:
        # Before the first write: posts of an apply that did not end are known to its commit too.
        current = AppliedCheckout(commit, has_uncommitted_files(project, planned.plan))
        checkouts = planned.checkouts.after(current, is_partial=planned.plan.partial)
        state = replace(state, checkouts=checkouts)
    journal = Journal(recorded, access.store)
    journal.keep(state)
    context = ApplyContext(
        reader=access.reader,
        writer=access.writer,
        lookup=Lookup(access.reader, access.clock, [Baseline.of(planned.view, now)]),
        journal=journal,
        clock=access.clock,
        policy=project.policy,
        root=project.root,
        names=planned.names,
        tell=wishes.tell,
    )
    results = []
    for event in execute(context, planned.plan):
        wishes.tell(event)
        if isinstance(event, ChangeResult):
            results.append(event)
    applied = ApplyResult(plan=planned.plan, results=tuple(results))
    if wishes.notes_commit and applied.complete:
        journal.keep(replace(journal.state, applied=planned.plan.basis.commit))
    return applied
