"""Before anything is planned, writes of an earlier run get the time to show up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from publer_sync.config.project import Policy
from publer_sync.execution.events import LookupStarted
from publer_sync.execution.settle_open_writes import BUDGET, wait_for_open_writes
from publer_sync.model.state import State
from tests.execution.test_recovery import an_intent
from tests.support.fake_time import START
from tests.support.planning import a_state
from tests.support.scripted import Answer, Scripted, a_server, says

POLICY = Policy(settle=timedelta(seconds=60))
WORKING, DONE = says({"status": "working"}), says({"status": "complete"})


def waited(server: Scripted, **intent: Any) -> State:
    state = a_state(intents=(an_intent(**{"since": START, **intent}),))
    return wait_for_open_writes(state, server.reader(), server.time.clock(), POLICY).state


def test_without_open_writes_nothing_is_asked_or_waited_for() -> None:
    server = a_server(DONE)
    wait_for_open_writes(a_state(), server.reader(), server.time.clock(), POLICY)
    assert (server.requests, server.time.slept) == ([], 0)


@pytest.mark.parametrize(("ago", "left"), [(0, 60), (45, 15), (60, 0), (3600, 0), (-3600, 60)])
def test_it_waits_for_the_rest_of_the_settling_delay(ago: int, left: int) -> None:
    server = a_server(DONE)
    waited(server, since=START - timedelta(seconds=ago))
    assert server.time.slept == left


@pytest.mark.parametrize("ago", [0, 45, 3600, -3600])
def test_it_does_not_believe_the_clock_of_one_whose_lock_it_took_over(ago: int) -> None:
    server = a_server(DONE)
    state = a_state(intents=(an_intent(since=START - timedelta(seconds=ago)),))
    wait_for_open_writes(state, server.reader(), server.time.clock(), POLICY, taken_over=True)
    assert server.time.slept == 60


@pytest.mark.parametrize("end", [DONE, says({"status": "failed"}), says({}, 404)])
def test_a_job_at_work_gets_its_time_and_the_delay_after_it(end: Answer) -> None:
    server = a_server(WORKING, WORKING, end)
    waited(server, job_id="j1", since=START - timedelta(hours=1))
    assert server.time.slept == 10 + 10 + 60


def test_a_job_that_does_not_end_leaves_its_post_open() -> None:
    server = a_server(WORKING)
    (intent,) = waited(server, job_id="j1", since=START - timedelta(hours=1)).intents
    assert server.time.slept == BUDGET + 60
    assert intent.since == server.time.now


def told(server: Scripted, **intent: Any) -> list[LookupStarted]:
    """What is said of the waits for a write that is open."""
    events: list[LookupStarted] = []
    state = a_state(intents=(an_intent(**{"since": START, **intent}),))
    clock = server.time.clock()
    wait_for_open_writes(state, server.reader(), clock, POLICY, tell=events.append)
    return events


def test_each_wait_says_when_it_ends() -> None:
    settled = LookupStarted(START + timedelta(seconds=60), writes=1)
    assert told(a_server(DONE)) == [settled]
    of_job, after_job = told(a_server(WORKING, DONE), job_id="j1")
    assert of_job.until - START >= timedelta(seconds=BUDGET + 60)
    assert after_job.until - START < timedelta(seconds=10 + 60 + 1)


@pytest.mark.parametrize(("left", "number"), [(1.0, 1), (0.9, 0), (0.0, 0)])
def test_a_wait_of_less_than_a_second_is_silent(left: float, number: int) -> None:
    since = START - timedelta(seconds=60 - left)
    assert len(told(a_server(DONE), since=since)) == number
