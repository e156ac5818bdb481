"""The environment that the action makes, made once for all tests of a session."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from tests.action.hostile import environ_of_a_hostile_job, hostile_checkout
from tests.action.starting import started


@dataclass(frozen=True, slots=True)
class Installed:
    """What the first step of a job has left: RUNNER_TEMP, the checkout it ran in, and the trap of that."""

    temp: Path
    checkout: Path
    trap: Path


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installs what publer-sync needs, which takes about 20 s, in the midst of a hostile checkout."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    left = Installed(shared / "runner-temp", shared / "hostile", shared / "trap")
    with FileLock(shared / "installed.lock"):
        if not left.temp.exists():
            left.temp.mkdir()
            hostile_checkout(left.checkout, left.trap)
            environ = environ_of_a_hostile_job(left.checkout, left.trap)
            first = started("--version", temp=left.temp, folder=left.checkout, environ=environ)
            assert first.code == 0, first
    return left


@pytest.fixture(scope="session")
def runner_temp(installed: Installed) -> Path:
    """A RUNNER_TEMP in which an earlier step has installed what publer-sync needs."""
    return installed.temp
