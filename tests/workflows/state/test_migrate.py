"""A state that moves is never believed in two places, whatever interrupts it, and arrives in the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.errors import LockedError, PlanRefusedError, StateError
from publer_sync.model.state import State
from publer_sync.model.state_migration import DepartureMarker, Migration, MigrationStep
from publer_sync.state.migration_markers import StateMovedError
from publer_sync.state.store import Holder, StateStore, StoreContext, open_store
from publer_sync.workflows.state.migrate import Stores, migrate, migration_state
from tests.support.fake_time import FakeTime
from tests.support.git_repository import bare_repository, clone
from tests.support.planning import a_record, a_state
from tests.support.projects import project_in, write_project
from tests.support.s3_server import new_bucket, s3_environment, s3_server
from tests.support.wire import Killed

LOCAL, GIT, BRANCH = (
    StateStoreConfig(),
    StateStoreConfig(store="git"),
    StateStoreConfig(store="git", branch="states"),
)
S3 = StateStoreConfig(store="s3://bucket/posts/state.json")
WAYS = {
    "local to git": (LOCAL, GIT),
    "git to local": (GIT, LOCAL),
    "git to git": (GIT, BRANCH),
    "local to s3": (LOCAL, S3),
    "s3 to local": (S3, LOCAL),
    "git to s3": (GIT, S3),
    "s3 to git": (S3, GIT),
}
STATE = a_state(a_record(), serial=5)
PUTS = 3


@dataclass
class Desk:
    """A project in a clone, and the stores that it may keep its state in."""

    root: Path
    time: FakeTime = field(default_factory=FakeTime)

    @cached_property
    def bucket(self) -> str:
        """That of this test alone, where a store says `bucket`."""
        return new_bucket()

    def store(self, settings: StateStoreConfig) -> StateStore:
        environ = dict(os.environ)
        if settings.kind == "s3":
            environ |= s3_environment(s3_server())
            settings = replace(settings, store=settings.store.replace("bucket", self.bucket))
        around = StoreContext(
            root=self.root,
            environment=None,
            environ=environ,
            now=self.time.current,
            sleep=self.time.sleep,
            random=lambda: 0.5,
            new_token=lambda: f"token-{self.time.seconds()}",
        )
        return open_store(settings, around)

    def migrate(
        self,
        old: StateStoreConfig,
        new: StateStoreConfig,
        *,
        deaths: Deaths | None = None,
        yes: bool = True,
    ) -> Migration:
        source, target = self.store(old), self.store(new)
        if deaths:
            source, target = deaths.of(source), deaths.of(target)
        project = replace(project_in(self.root), state=old)
        stores = Stores(source, target, self.store(new))
        return migrate(project, new, stores, holder={"pid": 1}, confirm=lambda migration: yes)

    def begin(self, settings: StateStoreConfig, state: State = STATE) -> None:
        store = self.store(settings)
        with store.lock({}):
            store.save(state)

    def living(self, *places: StateStoreConfig) -> list[StateStoreConfig]:
        """The stores that let anyone work with a state."""
        found = {place: migration_state(self.store(place)) for place in places}
        return [place for place, content in found.items() if isinstance(content, State)]


@dataclass(frozen=True)
class Refusing:
    """A server that does not take states with some words in them."""

    origin: Path

    def states_with(self, words: str) -> None:
        hook = self.origin / "hooks/update"
        hook.write_text(f"#!/bin/sh\n! git show $3:state.json | grep -q '{words}'\n")
        hook.chmod(0o755)

    def nothing(self) -> None:
        (self.origin / "hooks/update").unlink()


@dataclass
class Deaths:
    """A process that dies before or after one of the writes that move a state."""

    before: int | None = None
    after: int | None = None
    puts: int = 0

    def of(self, store: StateStore) -> Any:
        return Mortal(store, self)

    def put(self, store: StateStore, text: str) -> None:
        number, self.puts = self.puts, self.puts + 1
        if number == self.before:
            raise Killed
        store.put(text)
        if number == self.after:
            raise Killed


class Mortal:
    """A real store whose process may die."""

    def __init__(self, store: StateStore, deaths: Deaths) -> None:
        self._store, self._deaths = store, deaths

    def put(self, text: str) -> None:
        self._deaths.put(self._store, text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Overtaken:
    """A real store that someone else writes to just before its lock is had."""

    def __init__(self, store: StateStore, meanwhile: Callable[[], None]) -> None:
        self._store, self._meanwhile = store, meanwhile

    def lock(self, holder: Holder, **more: Any) -> AbstractContextManager[bool]:
        self._meanwhile()
        return self._store.lock(holder, **more)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    origin = bare_repository(tmp_path / "server/posts.git")
    return Desk(write_project(clone(origin, tmp_path / "anna")))


@pytest.mark.parametrize("way", WAYS)
def test_a_state_lives_in_its_new_place_alone(desk: Desk, way: str) -> None:
    old, new = WAYS[way]
    desk.begin(old)
    assert desk.migrate(old, new).step is MigrationStep.MOVE
    assert desk.store(new).load() == STATE
    with pytest.raises(StateMovedError, match=r"since serial 5 its place is `state: "):
        desk.store(old).load()
    assert desk.migrate(old, new).step is MigrationStep.NOTHING


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(PUTS))
def test_killed_at_any_write_it_is_never_believed_twice_and_goes_on(
    desk: Desk, way: str, when: str, number: int
) -> None:
    old, new = WAYS[way]
    desk.begin(old)
    with pytest.raises(Killed):
        desk.migrate(old, new, deaths=Deaths(**{when: number}))
    written = number + (when == "after")
    assert desk.living(old, new) == {0: [old], 1: [old], 2: [], PUTS: [new]}[written]
    desk.migrate(old, new)
    assert desk.living(old, new) == [new]
    assert desk.store(new).load() == STATE


def test_what_was_applied_after_a_first_try_goes_with_it(desk: Desk) -> None:
    desk.begin(LOCAL)
    with pytest.raises(Killed):
        desk.migrate(LOCAL, GIT, deaths=Deaths(after=0))
    newer = a_state(serial=6)
    desk.begin(LOCAL, newer)
    desk.migrate(LOCAL, GIT)
    assert desk.store(GIT).load() == newer


@pytest.mark.parametrize("way", WAYS)
def test_it_comes_back_over_the_mark_that_it_left(desk: Desk, way: str) -> None:
    old, new = WAYS[way]
    desk.begin(old)
    desk.migrate(old, new)
    newer = a_state(serial=6)
    desk.begin(new, newer)
    desk.migrate(new, old)
    assert desk.living(old, new) == [old]
    assert desk.store(old).load() == newer


def test_a_state_that_is_no_older_copy_of_this_one_is_left_alone(desk: Desk) -> None:
    desk.begin(LOCAL)
    desk.begin(GIT, a_state(serial=6))
    with pytest.raises(PlanRefusedError, match="its serial is 6"):
        desk.migrate(LOCAL, GIT)
    assert desk.living(LOCAL, GIT) == [LOCAL, GIT]


def test_an_older_copy_is_kept_in_a_file(desk: Desk) -> None:
    desk.begin(LOCAL)
    desk.begin(GIT, a_state(serial=3))
    migration = desk.migrate(LOCAL, GIT)
    assert migration.backup
    assert '"serial": 3' in migration.backup.read_text()
    assert desk.store(GIT).load() == STATE


@pytest.mark.parametrize("held", [LOCAL, GIT])
def test_an_apply_at_work_on_either_side_is_not_disturbed(
    desk: Desk, held: StateStoreConfig
) -> None:
    desk.begin(LOCAL)
    with desk.store(held).lock({"command": "apply"}), pytest.raises(LockedError):
        desk.migrate(LOCAL, GIT)
    assert desk.living(LOCAL, GIT) == [LOCAL]


@pytest.mark.parametrize("settings", [LOCAL, GIT])
def test_who_still_looks_in_the_old_place_cannot_work(
    desk: Desk, settings: StateStoreConfig
) -> None:
    desk.begin(settings)
    desk.migrate(settings, BRANCH)
    store = desk.store(settings)
    with pytest.raises(StateMovedError), store.lock({"command": "apply"}):
        store.load()
    assert isinstance(migration_state(store), DepartureMarker)
    assert store.holder() is None


def test_what_cannot_be_read_back_is_not_relied_upon(desk: Desk) -> None:
    desk.begin(LOCAL)
    elsewhere = Stores(desk.store(LOCAL), desk.store(GIT), witness=desk.store(BRANCH))
    project = project_in(desk.root)
    with pytest.raises(StateError, match="not what it says"):
        migrate(project, GIT, elsewhere, holder={}, confirm=lambda migration: True)
    assert desk.living(LOCAL, GIT) == [LOCAL]


def test_a_server_that_refuses_the_mark_leaves_the_state_where_it_is(desk: Desk) -> None:
    desk.begin(GIT)
    server = Refusing(desk.root.parent / "server/posts.git")
    server.states_with("moved_to")
    with pytest.raises(StateError, match="most likely not moved"):
        desk.migrate(GIT, BRANCH)
    assert desk.living(GIT, BRANCH) == [GIT]
    server.nothing()
    desk.migrate(GIT, BRANCH)
    assert desk.living(GIT, BRANCH) == [BRANCH]


def test_what_was_saved_just_before_the_lock_is_not_left_behind(desk: Desk) -> None:
    desk.begin(LOCAL)
    newer = a_state(serial=6)
    source: Any = Overtaken(desk.store(LOCAL), lambda: desk.begin(LOCAL, newer))
    stores = Stores(source, desk.store(GIT), desk.store(GIT))
    with pytest.raises(StateError, match="changed while its lock was taken"):
        migrate(project_in(desk.root), GIT, stores, holder={}, confirm=lambda migration: True)
    assert desk.living(LOCAL, GIT) == [LOCAL]
    assert desk.store(LOCAL).load() == newer


def test_who_says_no_changes_nothing(desk: Desk) -> None:
    desk.begin(LOCAL)
    assert desk.migrate(LOCAL, GIT, yes=False).declined
    assert migration_state(desk.store(GIT)) is None
    assert desk.living(LOCAL, GIT) == [LOCAL]


def test_there_is_nothing_to_move(desk: Desk) -> None:
    with pytest.raises(StateError, match="There is no state to move"):
        desk.migrate(LOCAL, GIT)
    assert migration_state(desk.store(GIT)) is None


def test_a_mark_of_another_move_leads_nowhere(desk: Desk) -> None:
    desk.begin(LOCAL)
    desk.migrate(LOCAL, GIT)
    with pytest.raises(StateMovedError, match="`state: git`"):
        desk.migrate(LOCAL, BRANCH)
    assert migration_state(desk.store(BRANCH)) is None
