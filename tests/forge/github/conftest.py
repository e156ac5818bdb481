"""A fake GitHub for each test, and a client that is connected to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from publer_sync.forge.github.client import GitHub
from tests.support.fake_github import FakeGitHub, a_github
from tests.support.fake_time import FakeTime
from tests.support.github_data import REPOSITORY, TOKEN

Connect = Callable[..., GitHub]
KEY = "canary-0123456789-abcdef"


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    with a_github() as server:
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def connect(fake: FakeGitHub, time: FakeTime) -> Iterator[Connect]:
    """Make a client; words may change what it is made of."""
    made: list[GitHub] = []

    def connected(**more: object) -> GitHub:
        settings: dict[str, object] = {
            "repository": REPOSITORY,
            "token": TOKEN,
            "clock": time.clock(),
            "random": lambda: 0.5,
            "api_url": fake.url,
            "server_url": fake.url,
            "secrets": [KEY],
        }
        made.append(GitHub(**{**settings, **more}))  # type: ignore[arg-type]
        return made[-1]

    yield connected
    for each in made:
        each.close()


@pytest.fixture
def github(connect: Connect) -> GitHub:
    return connect()
