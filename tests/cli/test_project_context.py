"""What a command says while it waits for Publer's limit."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from publer_sync.api.rate_limiter import REQUESTS
from publer_sync.cli.global_options import Settings, Time
from publer_sync.cli.project_context import connect, project_only
from tests.support.fake_time import FakeTime
from tests.support.shop import Shop


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (60.0, "Waiting for Publer's rate limit until 10:02:00 (60 s).\n"),
        (119.0, "Waiting for Publer's rate limit until 10:02:00 (1 s).\n"),
        (119.5, ""),
    ],
)
def test_a_wait_says_when_it_ends_unless_it_is_short(shop: Shop, passed: float, said: str) -> None:
    time = FakeTime()
    clock = Time(time.current, time.seconds, time.sleep)
    settings = Settings(directory=shop.root, environ=os.environ, time=clock)
    with connect(settings, project_only(settings)) as connection:
        for _ in range(REQUESTS):
            connection.session.get("/accounts")
        shop.capsys.readouterr()
        time.now += timedelta(seconds=passed)
        connection.session.get("/accounts")
    assert shop.capsys.readouterr().err == said
