"""The environment that the action makes, made once for all tests of a session."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from tests.action.starting import started


@pytest.fixture(scope="session")
def runner_temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A RUNNER_TEMP in which an earlier step has installed what publer-sync needs; takes about 20 s."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    temp = shared / "runner-temp"
    with FileLock(shared / "runner-temp.lock"):
        temp.mkdir(exist_ok=True)
        first = started("--version", temp=temp, folder=temp)
        assert first.code == 0, first
    return temp
