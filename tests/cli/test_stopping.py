"""A signal ends a command within seconds, whatever it is busy with, and nothing is lost or made twice."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_signals import TEXTS, at_a_terminal, read_until, requested, told
from tests.support.projects import PROJECT
from tests.support.shop import PATIENCE, Done, Shop, ended

SOON = 10.0
"""Seconds after which a stopped command counts as stuck; it allows itself 5, and machines are busy."""
BY = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


def stopped(process: subprocess.Popen[str], by: signal.Signals) -> Done:
    process.send_signal(by)
    done = ended(process, SOON)
    assert done.code == 130, done
    assert "Traceback" not in done.err
    return done


def patient(shop: Shop, settle: str) -> None:
    shop.write({"publer-sync.yaml": PROJECT + f"policy: {{settle: {settle}}}\n"})


@pytest.mark.parametrize("by", BY)
def test_a_write_that_is_not_answered_is_given_up_and_looked_for(
    shop: Shop, by: signal.Signals
) -> None:
    patient(shop, "12s")
    shop.fault(method="POST", path="/posts/schedule", kind="slow:9")
    process = shop.start("apply", "--auto-approve")
    requested(shop, "POST /api/v1/posts/schedule")
    done = stopped(process, by)
    assert shop.texts() == [], "it waited for the answer"
    assert "One request was not confirmed" in done.err
    assert '"kind": "create"' in shop.state.read_text(encoding="utf-8")
    assert not list(shop.root.glob(".publer-sync/*.holder"))
    shop.applied()
    assert shop.texts() == TEXTS
    assert shop.run("plan", "--detailed-exitcode").code == 0


def rate_limit(shop: Shop) -> subprocess.Popen[str]:
    shop.fault(kind="status:429", path="/accounts")
    process = shop.start("apply", "--auto-approve")
    told(process.stderr, "Waiting for Publer's rate limit until ")
    return process


def a_job(shop: Shop) -> subprocess.Popen[str]:
    shop.set(job_delay="300")
    process = shop.start("apply", "--auto-approve")
    wait_until(lambda: any("job_status" in request for request in shop.requests()))
    return process


def settling(shop: Shop) -> subprocess.Popen[str]:
    patient(shop, "10m")
    shop.fault(method="POST", path="/posts/schedule", kind="drop_before")
    first = shop.start("apply", "--auto-approve")
    requested(shop, "POST /api/v1/posts/schedule")
    stopped(first, signal.SIGINT)
    return started(shop, "an earlier apply left 2 writes open")


def pages(shop: Shop) -> subprocess.Popen[str]:
    for minute in range(30):
        shop.control("POST", "posts", unmanaged(minute))
    shop.fault(method="GET", path="/posts", kind="slow:0.5", count=1000)
    process = shop.start("apply", "--auto-approve")
    requested(shop, "GET /api/v1/posts")
    return process


def a_page(shop: Shop) -> subprocess.Popen[str]:
    shop.fault(method="GET", path="/posts", kind="slow:9")
    process = shop.start("apply", "--auto-approve")
    requested(shop, "GET /api/v1/posts")
    return process


def a_large_file(shop: Shop) -> subprocess.Popen[str]:
    film = shop.root / "media/film.mp4"
    film.parent.mkdir()
    with film.open("wb") as file:
        file.write(b"\0\0\0\x18ftypmp42")
        file.truncate(200 << 30)  # a hole: it takes no room, but minutes to hash
    shop.write({"content/launch.md": WITH_FILM})
    process = shop.start("apply", "--auto-approve")
    wait_until(lambda: film in opened_by(process))
    return process


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("busy", [rate_limit, a_job, settling, pages, a_page, a_large_file])
def test_it_stops_whatever_it_is_busy_with(
    shop: Shop, busy: Callable[[Shop], subprocess.Popen[str]], by: signal.Signals
) -> None:
    stopped(busy(shop), by)
    assert not list(shop.root.glob(".publer-sync/*.holder"))
    assert not list(shop.root.glob(".publer-sync/*.tmp*"))
    assert shop.run("accounts").code in {0, 1}


@pytest.mark.parametrize("by", BY)
def test_it_stops_at_the_question(shop: Shop, by: signal.Signals) -> None:
    process, terminal = at_a_terminal(shop, "apply")
    read_until(process.stderr, "does it")
    wait_until(lambda: asleep(process))
    done = stopped(process, by)
    os.close(terminal)
    assert (done.said[-1], shop.texts()) == ("Stopped.", [])


def started(shop: Shop, words: str) -> subprocess.Popen[str]:
    process = shop.start("apply", "--auto-approve")
    told(process.stderr, words)
    return process


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline


def opened_by(process: subprocess.Popen[str]) -> set[Path]:
    """The files that a process has open."""
    folder = Path(f"/proc/{process.pid}/fd")
    if not folder.exists():
        pytest.skip("only Linux tells which files a process has open")
    found = set()
    for link in folder.iterdir():
        try:
            found.add(link.readlink())
        except OSError:
            continue  # closed meanwhile
    return found


def asleep(process: subprocess.Popen[str]) -> bool:
    """Whether a process waits for something, as for an answer."""
    status = Path(f"/proc/{process.pid}/stat")
    if not status.exists():
        pytest.skip("only Linux tells whether a process waits")
    return status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "S"


def unmanaged(minute: int) -> dict[str, str]:
    return {
        "account_id": "63c675b54e299e9cf2b667ea",
        "text": f"Number {minute}",
        "scheduled_at": f"2036-05-05T10:{minute:02}:00Z",
    }


WITH_FILM = """\
---
accounts: [shop-x]
schedule: 2036-05-05 09:00
media: [../media/film.mp4]
---
We have a film.
"""
