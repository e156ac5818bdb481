"""The stores that all pass the same tests, each with a world of its own on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.state.signature import Signing
from publer_sync.state.store import StateStore, StoreContext, open_store
from tests.support.fake_time import FakeTime
from tests.support.git_repository import bare_repository, clone
from tests.support.s3_server import new_bucket, s3_environment, s3_server


@dataclass
class Team:
    """People who share a state; `at` opens it from the desk of one of them."""

    settings: StateStoreConfig
    desk: Callable[[str], Path]
    time: FakeTime = field(default_factory=FakeTime)
    storage: Mapping[str, str] = field(default_factory=dict)
    """What leads to the store, of the environment."""
    told: list[str] = field(default_factory=list)
    tokens: count[int] = field(default_factory=count)
    signing: Callable[[str | None], Signing] = lambda environment: Signing()
    """The keys of everybody, by the environment."""

    def at(self, name: str = "anna", *, environment: str | None = None) -> StateStore:
        around = StoreContext(
            root=self.desk(name),
            environment=environment,
            environ={**os.environ, **self.storage},
            now=self.time.current,
            sleep=self.time.sleep,
            random=lambda: 0.5,
            new_token=lambda: f"token-{next(self.tokens)}",
            tell=self.told.append,
            signing=self.signing(environment),
        )
        return open_store(self.settings, around)


def local_team(tmp_path: Path) -> Team:
    (tmp_path / "desk").mkdir()
    return Team(StateStoreConfig(), lambda name: tmp_path / "desk")


def git_team(tmp_path: Path) -> Team:
    origin = bare_repository(tmp_path / "server/posts.git")

    def desk(name: str) -> Path:
        folder = tmp_path / name
        return folder if folder.exists() else clone(origin, folder)

    return Team(StateStoreConfig(store="git"), desk)


def s3_team(tmp_path: Path) -> Team:
    def desk(name: str) -> Path:
        (tmp_path / name).mkdir(exist_ok=True)
        return tmp_path / name

    url = f"s3://{new_bucket()}/posts/state.json"
    return Team(StateStoreConfig(store=url), desk, storage=s3_environment(s3_server()))


TEAMS = {"local": local_team, "git": git_team, "s3": s3_team}
SHARED = [name for name in TEAMS if name != "local"]
