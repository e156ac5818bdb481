"""The highest serial that a clone has seen: an older copy of a state is noticed, and nothing else changes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from publer_sync.model.state import State
from publer_sync.planning.state_age import StateAge, age_of
from publer_sync.state.last_seen import KEPT, LastSeen, path_for
from publer_sync.state.local import LocalStore
from tests.support.git_repository import bare_repository, clone, git
from tests.support.planning import a_record, a_state
from tests.support.stores import Team

OLD, NEW = a_state(serial=5), a_state(a_record(), serial=9)


def age(team: Team, name: str) -> StateAge:
    store = team.at(name)
    state = store.load()
    return age_of(state, store.last_seen(state))


def save(team: Team, name: str, state: State) -> None:
    store = team.at(name)
    with store.lock({"command": "apply"}):
        store.load()
        store.save(state)


def test_who_saved_a_state_notices_an_older_copy_of_it(team: Team) -> None:
    save(team, "anna", NEW)
    assert age(team, "anna") is StateAge.CURRENT
    save(team, "anna", OLD)
    assert age(team, "anna") is StateAge.OLDER


def test_a_clone_that_has_never_saved_knows_nothing(sharing: Team) -> None:
    save(sharing, "anna", NEW)
    assert age(sharing, "ben") is StateAge.UNKNOWN
    assert age(sharing, "ben") is StateAge.UNKNOWN, "reading alone leaves no note"


def test_what_was_loaded_under_the_lock_counts_for_the_next_run(sharing: Team) -> None:
    save(sharing, "anna", NEW)
    store = sharing.at("ben")
    with store.lock({"command": "apply"}):
        state = store.load()
        assert age_of(state, store.last_seen(state)) is StateAge.UNKNOWN, (
            "it is this run's own news"
        )
    assert age(sharing, "ben") is StateAge.CURRENT


def test_another_lineage_is_not_known(tmp_path: Path) -> None:
    LocalStore(tmp_path).save(NEW)
    assert LocalStore(tmp_path).last_seen(a_state(lineage="begun-again")) is None


def test_it_is_kept_in_the_git_directory_which_worktrees_share(tmp_path: Path) -> None:
    desk = clone(bare_repository(tmp_path / "server"), tmp_path / "desk")
    git(desk, "worktree", "add", "--quiet", str(tmp_path / "other"))
    (desk / "shop").mkdir()
    LastSeen(desk / "shop").note(NEW)
    assert (desk / ".git/publer-sync/last-seen.json").is_file()
    assert path_for(tmp_path / "other") == desk / ".git/publer-sync/last-seen.json"
    assert git(desk, "status", "--porcelain") == ""


@pytest.mark.parametrize("content", ["gitdir: ../elsewhere", "gitdir:", "hello", "\x00"])
def test_a_git_file_that_leads_nowhere_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/.git").write_text(content)
    assert path_for(tmp_path / "desk") == tmp_path / "desk/.publer-sync/last-seen.json"


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"\xff", b'{"a-lineage": "many"}', b"[" * 100_000]
)
def test_a_note_that_cannot_be_read_says_nothing(tmp_path: Path, content: bytes) -> None:
    LocalStore(tmp_path).save(OLD)
    path_for(tmp_path).write_bytes(content)
    assert LocalStore(tmp_path).last_seen(OLD) is None
    LocalStore(tmp_path).save(NEW)
    assert LocalStore(tmp_path).last_seen(NEW) == 9


def test_a_note_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    path_for(tmp_path).mkdir(parents=True)
    (path_for(tmp_path) / "in-the-way").write_text("")
    LocalStore(tmp_path).save(NEW)
    assert LocalStore(tmp_path).load() == NEW
    assert LocalStore(tmp_path).last_seen(NEW) is None


def test_the_states_used_last_are_remembered(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        LastSeen(tmp_path).note(a_state(lineage=f"number-{number}"))
        LastSeen(tmp_path).note(a_state(lineage="always", serial=number + 1))
    known = json.loads(path_for(tmp_path).read_text())
    assert (len(known), "number-0" in known, known["always"]) == (KEPT, False, KEPT + 3)


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    LastSeen(tmp_path).note(NEW)
    if os.name == "posix":
        assert path_for(tmp_path).stat().st_mode & 0o077 == 0


def test_a_place_knows_the_state_that_was_seen_there_last(sharing: Team) -> None:
    save(sharing, "anna", NEW)
    where = sharing.at("anna").where
    anna, ben = (LastSeen(sharing.desk(name), where) for name in ("anna", "ben"))
    assert (anna.in_place(), ben.in_place()) == (9, None)
    assert LastSeen(sharing.desk("anna"), "state.json elsewhere").in_place() is None
