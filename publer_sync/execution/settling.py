"""Gives writes that an earlier run left open the time to show up, before anything is planned."""

from __future__ import annotations

from publer_sync.api.errors import NotFound
from publer_sync.api.reader import Reader
from publer_sync.api.wire import JobStatus
from publer_sync.config.project import Policy
from publer_sync.model.clock import Clock
from publer_sync.model.state import IntentKind, State

PAUSE = 10.0
BUDGET = 600.0


def wait_for_open_writes(state: State, reader: Reader, clock: Clock, policy: Policy) -> None:
    """Returns when the settling delay of every open write is over; at once if there is none.

    A job that is still at work when it is asked gets its time too, and the delay after it.
    """
    if not state.intents:
        return
    settled = max(intent.since for intent in state.intents) + policy.settle
    if _wait_for_jobs(state, reader, clock):
        settled = clock.now() + policy.settle
    left = (settled - clock.now()).total_seconds()
    if left > 0:
        clock.sleep(min(left, policy.settle.total_seconds()))


def _wait_for_jobs(state: State, reader: Reader, clock: Clock) -> bool:
    """Whether some job was still working."""
    waited = 0.0
    creates = (intent for intent in state.intents if intent.kind is IntentKind.CREATE)
    for job_id in sorted({intent.job_id for intent in creates if intent.job_id}):
        while waited < BUDGET and _is_working(reader, job_id):
            clock.sleep(PAUSE)
            waited += PAUSE
    return waited > 0


def _is_working(reader: Reader, job_id: str) -> bool:
    try:
        return reader.job(job_id).status is JobStatus.WORKING
    except NotFound:
        return False
