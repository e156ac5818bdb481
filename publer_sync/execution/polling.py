"""Wait for Publer: for jobs to end, and for what was written to show in its lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from publer_sync.api.decode.posts import Job, JobStatus
from publer_sync.api.errors import ApiError, ResourceNotFoundError
from publer_sync.execution.context import HOPELESS, ApplyContext
from publer_sync.execution.events import LookupStarted

JOB_BUDGET = timedelta(minutes=10)
"""Jobs with video have been seen to succeed after minutes; a job that is older is left to recovery."""

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 10.0

SILENCE = timedelta(seconds=10)
"""How long a wait may last before it is reported: most are over sooner."""

SHORTEST = timedelta(seconds=1)
"""A wait that is shorter is not reported at all."""


def job_outcome(context: ApplyContext, job_id: str) -> Job:
    """The job once it has ended, or as it stands when the budget is used up.

    A job that Publer has dropped counts as done: what it made is told by the list of posts anyway.
    One that cannot be asked for counts as working, so that its outcome stays open.
    """
    started = context.clock.monotonic()
    for pause in _pauses():
        try:
            job = context.reader.job(job_id)
        except ResourceNotFoundError:
            return Job(JobStatus.DONE)
        except HOPELESS:
            raise
        except ApiError:
            return Job(JobStatus.WORKING)
        if job.status is not JobStatus.WORKING or _since(context, started) > JOB_BUDGET:
            return job
        context.clock.sleep(pause)
    raise AssertionError("pauses do not end")


def poll_delays(context: ApplyContext, patience: timedelta) -> Iterator[bool]:
    """Paces looks at Publer, until the patience is over; yields whether the look is the last one.

    One that goes on for long is reported once: LookupStarted.
    """
    started = context.clock.monotonic()
    is_reported = False
    for pause in _pauses():
        last = _since(context, started) >= patience
        yield last
        if last:
            return
        passed = _since(context, started)
        if not is_reported and passed >= SILENCE and patience - passed >= SHORTEST:
            context.tell(LookupStarted(context.now() + patience - passed))
            is_reported = True
        remaining_seconds = (patience - passed).total_seconds()
        context.clock.sleep(max(0.1, min(pause, remaining_seconds)))


def _since(context: ApplyContext, started: float) -> timedelta:
    """Time that really passed: the clock on the wall may be set while we wait."""
    return timedelta(seconds=context.clock.monotonic() - started)


def _pauses() -> Iterator[float]:
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 1.5, LONGEST_PAUSE)
