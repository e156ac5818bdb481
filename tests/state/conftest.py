"""Each store, for the tests that all of them pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.stores import SHARED, TEAMS, Team


@pytest.fixture(params=TEAMS)
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """Each kind of store."""
    return TEAMS[request.param](tmp_path)


@pytest.fixture(params=SHARED)
def sharing(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """Each store that is not of one machine, with a lease for a lock."""
    return TEAMS[request.param](tmp_path)
