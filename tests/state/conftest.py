"""Each store, for the tests that all of them pass."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.middleman import Middleman, between
from tests.support.s3_server import s3_server
from tests.support.stores import SHARED, TEAMS, Team


@pytest.fixture(params=TEAMS)
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """Each kind of store."""
    return TEAMS[request.param](tmp_path)


@pytest.fixture(params=SHARED)
def sharing(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    """Each store that is not of one machine, with a lease for a lock."""
    return TEAMS[request.param](tmp_path)


@pytest.fixture
def man() -> Iterator[Middleman]:
    """A proxy in front of an S3 server."""
    with between(s3_server()) as man:
        yield man
