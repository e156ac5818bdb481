"""What can go wrong when a state is kept in an object: lost answers, and engines that are not fit."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from publer_sync.errors import InvalidUsageError, LockedError, StateError
from publer_sync.state.object_store.address import address_of
from publer_sync.state.store import WriteConflictError
from tests.support.middleman import Middleman
from tests.support.objects import object_of
from tests.support.planning import a_record, a_state
from tests.support.s3_server import s3_environment
from tests.support.stores import Team, s3_team


@pytest.fixture
def team(tmp_path: Path, man: Middleman) -> Team:
    """People who reach their bucket through the proxy."""
    return replace(s3_team(tmp_path), storage=s3_environment(man.url))


@pytest.mark.parametrize(
    ("url", "environment", "where"),
    [
        ("s3://bucket/state.json", None, "s3://bucket/state.json"),
        ("s3://bucket/a/b/state.json", "test", "s3://bucket/a/b/state.test.json"),
        ("gs://bucket/our-posts.json", "test", "gs://bucket/our-posts.test.json"),
    ],
)
def test_an_environment_has_its_state_beside_the_other(
    url: str, environment: str | None, where: str
) -> None:
    assert str(address_of(url, environment)) == where


def test_without_the_extra_it_says_what_to_install(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(InvalidUsageError, match=r"pip install '\.\[object-store\]'"):
        team.at("anna")


class TestLostAnswers:
    """A write without a good answer is looked for."""

    def test_it_arrived(self, man: Middleman) -> None:
        found, man.garbled = object_of(man), 1
        first = found.swap("one", None, "first")
        man.garbled = 1
        second = found.swap("two", first, "second")
        stands = found.read()
        assert stands and (stands.text, stands.version) == ("two", second)

    def test_it_did_not(self, man: Middleman) -> None:
        found = object_of(man)
        first = found.swap("one", None, "first")
        man.lost, man.unserved = 9, True
        with pytest.raises(StateError, match="does not take the state"):
            found.swap("two", first, "second")
        stands = found.read()
        assert stands and stands.text == "one"

    def test_somebody_else_was_there(self, man: Middleman) -> None:
        found = object_of(man)
        first = found.swap("one", None, "first")
        found.swap("theirs", first, "others")
        man.garbled = 1
        with pytest.raises(WriteConflictError):
            found.swap("ours", first, "late")

    def test_a_lock_that_was_asked_for_twice_so_is_ours(self, team: Team, man: Middleman) -> None:
        man.lost = 1
        with team.at("anna").lock({"command": "apply"}):
            assert man.puts == [200, 412]
            with pytest.raises(LockedError), team.at("ben").lock({}):
                pass
        with team.at("ben").lock({}):
            pass

    def test_what_cannot_be_saved_stands_in_a_rescue_file(self, team: Team, man: Middleman) -> None:
        anna = team.at("anna")
        with anna.lock({}):
            anna.save(a_state(serial=1))
            man.lost, man.unserved = 99, True
            with pytest.raises(StateError, match="rescue"):
                anna.save(a_state(a_record(), serial=2))
            man.lost = 0
        assert team.at("ben").load() == a_state(serial=1)


class TestUnfitEngines:
    """An engine that does not keep two writers apart is noticed before anything is written to Publer."""

    def test_one_that_overwrites_what_should_be_new(self, team: Team, man: Middleman) -> None:
        man.deaf = ("if-none-match",)
        with pytest.raises(StateError, match="not fit"), team.at("anna").lock({}):
            pass

    def test_one_that_overwrites_what_should_be_as_expected(
        self, team: Team, man: Middleman
    ) -> None:
        man.deaf = ("if-match",)
        anna = team.at("anna")
        with anna.lock({}), pytest.raises(StateError, match="although the condition fails"):
            anna.save(a_state(serial=1))

    def test_one_that_names_no_versions(self, team: Team, man: Middleman) -> None:
        with team.at("anna").lock({}):
            pass
        man.nameless = True
        with pytest.raises(StateError):
            team.at("ben").load()

    def test_a_fit_one_is_asked_once(self, man: Middleman) -> None:
        found = object_of(man)
        version = None
        for text in ("one", "two", "three", "four"):
            version = found.swap(text, version, "next")
        assert man.puts == [200, 412, 200, 412, 200, 200]
