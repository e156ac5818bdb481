"""A few rounds of what `make races` runs long: processes that share a state at the same time."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.races.appliers import appliers
from tests.races.scribes import overlaps, race
from tests.support.git_repository import git
from tests.support.stores import TEAMS, Team


@pytest.fixture(params=TEAMS)
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Team:
    return TEAMS[request.param](tmp_path)


@pytest.mark.parametrize(("people", "rounds"), [(2, 4), (5, 2)])
def test_each_is_alone_and_nothing_is_lost(
    team: Team, tmp_path: Path, people: int, rounds: int
) -> None:
    race(team, tmp_path / "log", people=people, rounds=rounds)


def test_a_race_would_notice_two_at_once() -> None:
    assert overlaps("in a\nout a\nin b\nout b\n") == []
    assert overlaps("in a\nin b\nout a\nout b\n") != []


def test_of_two_applies_at_once_one_works(team: Team) -> None:
    with appliers(team, people=2) as everybody:
        for _ in range(2):
            everybody.play()
        if team.settings.store != "local":
            everybody.settle()


def test_whoever_was_killed_is_followed_without_a_second_post(tmp_path: Path) -> None:
    team = TEAMS["git"](tmp_path)
    with appliers(team, people=2) as everybody:
        anna, ben = everybody.desks
        everybody.everybody_gets(
            "post", "---\naccounts: [everywhere]\nschedule: 2036-06-01 09:00\n---\nOnce.\n"
        )
        killed = everybody.command(anna, "apply", "--auto-approve")
        while not everybody.posts():
            assert killed.poll() is None
        pid = killed.pid
        os.kill(pid, signal.SIGKILL)
        killed.ended()
        locked = everybody.run(ben, "apply", "--auto-approve")
        assert (locked.code, f"pid {pid}" in locked.err) == (5, True), locked
        assert everybody.run(ben, "state", "unlock", "--yes").code == 0
        followed = everybody.run(ben, "apply", "--auto-approve")
        assert followed.code == 0, followed
        assert everybody.copies() == {1}
        everybody.settle()
        assert git(anna, "status", "--porcelain").splitlines() == [
            "?? content/",
            "?? publer-sync.yaml",
        ]
