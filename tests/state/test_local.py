"""The state in a file: whole or not at all, never lost, never readable by others."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from publer_sync.errors import StateError
from publer_sync.state.format import from_text
from publer_sync.state.local import LocalStore
from tests.support.planning import a_record, a_state
from tests.support.world import a_world

OLD = a_state(serial=1)
NEW = a_state(a_record(), serial=2)


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    saved = LocalStore(tmp_path)
    saved.save(OLD)
    return saved


def full_disk(*args: object, **kwargs: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def rescue_in(problem: StateError) -> Path:
    hint = problem.hint_text() or ""
    return Path(hint.partition("publer-sync state push ")[2])


def leftovers(store: LocalStore) -> set[str]:
    return {path.name for path in store.path.parent.iterdir()} - {"state.json", "last-seen.json"}


def test_a_project_begins_without_a_state(tmp_path: Path) -> None:
    assert LocalStore(tmp_path).load() is None


def test_what_was_saved_is_loaded(store: LocalStore) -> None:
    store.save(NEW)
    assert store.load() == NEW
    assert leftovers(store) == set()


def test_each_environment_has_its_own_file(tmp_path: Path) -> None:
    LocalStore(tmp_path, "state.test.json").save(NEW)
    assert LocalStore(tmp_path).load() is None
    assert (tmp_path / ".publer-sync/state.test.json").is_file()


def test_only_its_owner_reads_it(store: LocalStore) -> None:
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_save_that_fails_leaves_the_old_state_and_names_a_rescue_file(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setattr(os, call, full_disk)
    with pytest.raises(StateError, match="No space left") as caught:
        store.save(NEW)
    assert store.load() == OLD
    rescue = rescue_in(caught.value)
    assert from_text(rescue.read_text(), "rescue") == NEW
    assert rescue.parent == store.path.parent.parent
    assert stat.S_IMODE(rescue.stat().st_mode) == 0o600
    assert leftovers(store) == set()


def test_a_rescue_file_can_be_moved_into_place(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, pytest.raises(StateError) as caught:
        broken.setattr(os, "fsync", full_disk)
        store.save(NEW)
    rescue_in(caught.value).replace(store.path)
    assert store.load() == NEW


def test_a_process_that_dies_while_saving_leaves_the_old_state(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", die)
    with pytest.raises(KeyboardInterrupt):
        store.save(NEW)
    assert (store.load(), leftovers(store)) == (OLD, set())


def test_without_any_room_the_message_says_that_too(
    store: LocalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", full_disk)
    with pytest.raises(StateError, match="not even to a rescue file"):
        store.save(NEW)
    assert store.load() == OLD


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"", b'{"format_version": 2}'])
def test_a_state_that_is_not_understood_is_not_touched_by_plan_or_apply(
    tmp_path: Path, content: bytes
) -> None:
    entry = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\nHello\n"
    world = a_world(tmp_path, {"content/a.md": entry, ".publer-sync/state.json": content})
    for verb in (world.plan, world.apply):
        with pytest.raises(StateError):
            verb()
    assert (tmp_path / ".publer-sync/state.json").read_bytes() == content
    assert world.wire.methods <= {"GET"}


def test_a_state_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / ".publer-sync/state.json").mkdir(parents=True)
    with pytest.raises(StateError, match="cannot be read"):
        LocalStore(tmp_path).load()
