"""Stopping an apply: in good order, with everything that was done remembered."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import time
from contextlib import suppress
from typing import IO

import pytest

from publer_sync.cli.signals import Interruption, terminable
from tests.support.projects import PROJECT
from tests.support.shop import PATIENCE, Done, Shop, ended

TEXTS = [("linkedin", "We have launched."), ("twitter", "We have launched.")]


pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def impatient(shop: Shop) -> None:
    """A project that believes in a write of unknown outcome no longer than it may be in flight here."""
    shop.write({"publer-sync.yaml": PROJECT + "policy: {settle: 5s}\n"})


def told(stream: IO[str] | None, words: str) -> str:
    """Wait until a line with these words was printed; returns what was printed until then."""
    assert stream
    said = ""
    for line in stream:
        said += line
        if words in line:
            return said
    raise AssertionError(f"{words!r} was never said, but: {said}")


def requested(shop: Shop, request: str) -> None:
    """Wait until the emulator has got this request."""
    deadline = time.monotonic() + PATIENCE
    while request not in shop.requests():
        assert time.monotonic() < deadline, f"no {request}"


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_request_in_flight_and_saves(shop: Shop, by: signal.Signals) -> None:
    shop.fault(method="POST", path="/posts/schedule", kind="slow:2")
    process = shop.start("apply", "--auto-approve")
    requested(shop, "POST /api/v1/posts/schedule")
    since = time.monotonic()
    process.send_signal(by)
    done = ended(process)
    assert (done.code, time.monotonic() - since < 5) == (130, True), done
    stopping = (
        "Stopping after the request in flight, which gets 4 s at most; once more stops at once."
    )
    assert stopping in done.said
    assert "error: Stopped." in done.said
    assert not list(shop.root.glob(".publer-sync/*.holder"))
    assert '"kind": "create"' in shop.state.read_text(encoding="utf-8")
    again = shop.run("apply", "--auto-approve")
    assert again.code == 0
    waiting = r"Waiting until \d\d:\d\d:\d\d at the latest: an earlier apply left 2 writes open\."
    assert re.search(waiting, again.err)
    assert shop.texts() == TEXTS
    assert shop.run("plan", "--detailed-exitcode").code == 0


def test_a_second_signal_ends_at_once_and_nothing_is_posted_twice(shop: Shop) -> None:
    shop.fault(method="POST", path="/posts/schedule", kind="slow:2")
    process = shop.start("apply", "--auto-approve")
    requested(shop, "POST /api/v1/posts/schedule")
    process.send_signal(signal.SIGINT)
    said = told(process.stderr, "Stopping after the request in flight")
    process.send_signal(signal.SIGINT)
    done = ended(process)
    assert done.code == 130
    assert "Traceback" not in said + done.err
    assert shop.run("apply", "--auto-approve").code == 0
    assert shop.texts() == TEXTS


def test_a_second_apply_is_told_who_holds_the_lock(shop: Shop) -> None:
    shop.fault(method="POST", path="/posts/schedule", kind="slow:10")
    first = shop.start("apply", "--auto-approve")
    requested(shop, "POST /api/v1/posts/schedule")
    others = [
        shop.start("apply", "--auto-approve", "--format", format_) for format_ in ("text", "json")
    ]
    for second in map(ended, others):
        assert (second.code, second.out) == (5, "")
        assert second.said[0] == "error: Another apply is at work on this project."
        assert re.search(
            rf"pid {first.pid}, since \d{{4}}-\d\d-\d\dT", " ".join(second.err.split())
        )
        assert f"held by: command apply, host {os.uname().nodename}, pid {first.pid}" in second.err
    assert shop.run("plan").code == 0, "a plan needs no lock"
    assert ended(first).code == 0
    assert shop.texts() == TEXTS


def test_the_lock_of_a_killed_apply_is_free(shop: Shop) -> None:
    shop.fault(method="POST", path="/posts/schedule", kind="slow:2")
    process = shop.start("apply", "--auto-approve")
    requested(shop, "POST /api/v1/posts/schedule")
    process.kill()
    assert ended(process).code == -signal.SIGKILL
    assert list(shop.root.glob(".publer-sync/*.holder")), "it died without cleaning up"
    assert shop.run("apply", "--auto-approve").code == 0
    assert shop.texts() == TEXTS


def at_a_terminal(shop: Shop, *words: str) -> tuple[subprocess.Popen[str], int]:
    """A command whose stdin is a terminal, and our end of it."""
    ours, theirs = pty.openpty()
    process = shop.start(*words, stdin=theirs, start_new_session=True)
    os.close(theirs)
    return process, ours


def answered(shop: Shop, answer: bytes) -> Done:
    process, terminal = at_a_terminal(shop, "apply")
    said = told(process.stderr, "Plan: 2 to create")
    os.write(terminal, answer)
    done = ended(process)
    os.close(terminal)
    return Done(done.code, done.out, said + done.err)


def test_a_person_at_a_terminal_says_yes(shop: Shop) -> None:
    done = answered(shop, b"yes\n")
    assert (done.code, shop.texts()) == (0, TEXTS)
    assert "Apply these changes? Only `yes` does it" in done.err


def test_a_person_at_a_terminal_says_no(shop: Shop) -> None:
    done = answered(shop, b"no\n")
    assert (done.code, done.out, shop.texts()) == (1, "Nothing was applied.\n", [])


def test_ctrl_c_at_the_question_stops_at_once(shop: Shop) -> None:
    process, terminal = at_a_terminal(shop, "apply")
    read_until(process.stderr, "does it")
    while process.poll() is None:  # one signal may fall between the question and the waiting for it
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
    done = ended(process)
    os.close(terminal)
    assert (done.code, shop.texts()) == (130, [])
    assert done.said[-1] == "Stopped."


def read_until(stream: IO[str] | None, words: str) -> None:
    """Wait for words that no line end follows."""
    assert stream
    said = ""
    while not said.endswith(words):
        letter = stream.read(1)
        assert letter, said
        said += letter


def test_what_nohup_started_outlives_the_terminal() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with terminable(), Interruption(print).listening():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
