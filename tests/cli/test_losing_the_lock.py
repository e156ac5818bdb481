"""An apply asks its store before each request that writes, and keeps its lock alive while it waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publer_sync.cli.global_options import Settings, Time
from publer_sync.cli.project_context import apply_deps, connect, project_only, store
from publer_sync.errors import LockedError
from publer_sync.state.store import StateStore
from publer_sync.workflows.apply import ApplyDeps
from tests.support.git_repository import bare_repository, clone
from tests.support.projects import PROJECT, write_files
from tests.support.shop import Shop


@dataclass
class Hours:
    """A clock that someone turns; sleeping turns it too."""

    at: datetime = datetime(2036, 5, 1, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def pass_(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def time(self) -> Time:
        return Time(now=self.now, monotonic=self.seconds, sleep=self.pass_)


@contextmanager
def working(shop: Shop, tmp_path: Path, hours: Hours) -> Iterator[tuple[ApplyDeps, StateStore]]:
    """The tools of an apply that is at work, and the store as a colleague has it."""
    desk = clone(bare_repository(tmp_path / "posts.git"), tmp_path / "desk")
    write_files(desk, {"publer-sync.yaml": PROJECT + "state: git\n"})
    settings = Settings(directory=desk, time=hours.time())
    project = project_only(settings)
    with connect(settings, project) as connection:
        tools = apply_deps(settings, project, connection, "apply")
        with tools.store.lock(tools.holder):
            yield tools, store(settings, project)


def test_nothing_is_written_without_the_lock(shop: Shop, tmp_path: Path) -> None:
    hours = Hours()
    with working(shop, tmp_path, hours) as (tools, colleague):
        colleague.unlock(lambda holder: True)
        hours.pass_(90)
        with pytest.raises(LockedError, match="lost"):
            tools.writer.delete(["a-post"])
    assert shop.requests() == []


@pytest.mark.parametrize("word", ["sleep", "checkpoint"])
def test_waiting_keeps_the_lock(shop: Shop, tmp_path: Path, word: str) -> None:
    hours = Hours()
    with working(shop, tmp_path, hours) as (tools, colleague):
        for _ in range(8):
            if word == "sleep":
                tools.clock.sleep(120)
            else:
                hours.pass_(120)
                tools.clock.checkpoint()
        with pytest.raises(LockedError), colleague.lock({}):
            pass
