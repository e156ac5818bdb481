"""Give writes that an earlier run left open the time to show up, before anything is planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from publer_sync.api.decode.posts import JobStatus
from publer_sync.api.errors import ResourceNotFoundError
from publer_sync.api.reader import Reader
from publer_sync.config.project import Policy
from publer_sync.execution.events import LookupStarted
from publer_sync.execution.polling import SHORTEST
from publer_sync.model.clock import Clock
from publer_sync.model.state import IntentKind, State

PAUSE = 10.0
BUDGET = 600.0


@dataclass(frozen=True, slots=True)
class SettleResult:
    """The state after the wait, and the jobs that were still working then: what they make may show at any
    time, so that nothing proves its absence."""

    state: State
    working: frozenset[str] = frozenset()


def wait_for_open_writes(
    state: State,
    reader: Reader,
    clock: Clock,
    policy: Policy,
    *,
    taken_over: bool = False,
    tell: Callable[[LookupStarted], None] = lambda event: None,
    check_clock: Callable[[], None] = lambda: None,
) -> SettleResult:
    """Return when the settling delay of every open write is over; at once if there is none.

    Where the lock was `taken_over`, the whole delay is waited for: when the writes were sent is there by
    a clock that may be wrong, as it may have been for the lock.

    A job that is still at work when it is asked gets its time too, and the delay after it. The state
    that is returned counts the delay from the moment at which each job was seen to have ended; one
    that does not end within the budget has not begun to count. Before a wait begins, the clock is
    checked, and the wait is reported.
    """

    def begin(wait: timedelta) -> None:
        check_clock()
        if wait >= SHORTEST:
            tell(LookupStarted(clock.now() + wait, writes=len(state.intents)))

    if not state.intents:
        return SettleResult(state)
    settled = max(intent.since for intent in state.intents) + policy.settle
    longest = timedelta(seconds=BUDGET) + policy.settle
    has_waited, working = _wait_for_jobs(state, reader, clock, lambda: begin(longest))
    if has_waited or taken_over:
        settled = clock.now() + policy.settle
    rest = min(settled - clock.now(), policy.settle)
    if rest > timedelta():
        begin(rest)
        clock.sleep(rest.total_seconds())
    still_open = (replace(i, since=clock.now()) for i in state.intents if i.job_id in working)
    return SettleResult(state.with_intents(still_open), working)


def _wait_for_jobs(
    state: State, reader: Reader, clock: Clock, begin: Callable[[], None]
) -> tuple[bool, frozenset[str]]:
    """Return whether some job was still working, and which ones still are."""
    delay = 0.0
    creates = (intent for intent in state.intents if intent.kind is IntentKind.CREATE)
    working = {intent.job_id for intent in creates if intent.job_id}
    while working := {job_id for job_id in sorted(working) if _is_working(reader, job_id)}:
        if delay >= BUDGET:
            break
        if not delay:
            begin()
        clock.sleep(PAUSE)
        delay += PAUSE
    return delay > 0, frozenset(working)


def _is_working(reader: Reader, job_id: str) -> bool:
    try:
        return reader.job(job_id).status is JobStatus.WORKING
    except ResourceNotFoundError:
        return False
