"""What holds for a state wherever it is kept."""

from __future__ import annotations

import pytest

from publer_sync.config.state_store import KINDS
from publer_sync.errors import LockedError, StateError
from publer_sync.model.state_migration import ArrivalMarker, DepartureMarker, departed
from publer_sync.state.format import mark_text
from publer_sync.state.migration_markers import StateArrivingError, StateMovedError
from publer_sync.state.store import STORES
from publer_sync.workflows.state.migrate import migration_state
from tests.support.planning import a_record, a_state
from tests.support.stores import Team

FIRST = a_state(serial=1)
SECOND = a_state(a_record(), serial=2)


def test_it_begins_without_a_state(team: Team) -> None:
    assert team.at("anna").load() is None


def test_what_one_saves_the_other_loads(team: Team) -> None:
    anna = team.at("anna")
    with anna.lock({"command": "apply"}):
        assert anna.save(FIRST) == FIRST
        assert anna.save(SECOND) == SECOND
    assert team.at("ben").load() == SECOND


def test_a_lock_that_saved_nothing_leaves_no_state(team: Team) -> None:
    with team.at("anna").lock({"command": "apply"}):
        pass
    assert team.at("ben").load() is None


@pytest.mark.parametrize("name", ["holder", "lock", "json", "test", "test.holder"])
def test_an_environment_has_a_state_of_its_own_whatever_its_name(team: Team, name: str) -> None:
    own = team.at(environment=name)
    with own.lock({}):
        own.save(SECOND)
    for others in (None, "test"):
        with team.at(environment=others).lock({"command": "apply"}):
            pass
    assert team.at(environment=name).load() == SECOND
    assert team.at().load() is None


def test_only_one_holds_the_lock_and_the_other_hears_who(team: Team) -> None:
    with (
        team.at("anna").lock({"command": "apply", "host": "annas-laptop"}),
        pytest.raises(LockedError, match="annas-laptop"),
        team.at("ben").lock({"command": "apply"}),
    ):
        pass


def test_the_lock_is_free_again_even_after_an_error(team: Team) -> None:
    with pytest.raises(ZeroDivisionError), team.at("anna").lock({}):
        raise ZeroDivisionError
    with team.at("ben").lock({}):
        pass


def test_one_who_only_looks_sees_the_holder(team: Team) -> None:
    ben = team.at("ben")
    with team.at("anna").lock({"command": "apply"}):
        holder = ben.holder()
        assert holder and holder["command"] == "apply"
    assert ben.holder() is None


def test_each_environment_has_its_own_state_and_lock(team: Team) -> None:
    production, test = team.at("anna"), team.at("ben", environment="test")
    with production.lock({}), test.lock({}):
        production.save(FIRST)
        test.save(SECOND)
        production.save(a_state(a_record(), serial=2))
    assert test.load() == SECOND
    assert production.load() == SECOND


@pytest.mark.parametrize(
    ("mark", "error"),
    [
        (departed(SECOND, "git"), StateMovedError),
        (ArrivalMarker(moved_from="local", moved_to="git", state=SECOND), StateArrivingError),
    ],
)
def test_the_mark_of_a_state_that_moves_is_no_state_and_not_none(
    team: Team, mark: DepartureMarker | ArrivalMarker, error: type[StateError]
) -> None:
    anna = team.at("anna")
    with anna.lock({}):
        anna.save(FIRST)
        anna.put(mark_text(mark))
    with pytest.raises(error):
        team.at("ben").load()
    ben = team.at("ben")
    with ben.lock({}, over_broken=True):
        assert migration_state(ben) == mark  # also beside the lease
        ben.save(SECOND)
    assert team.at("anna").load() == SECOND


def test_a_copy_is_kept_aside(team: Team) -> None:
    anna = team.at("anna")
    with anna.lock({}):
        anna.save(SECOND)
        first, second = anna.keep_aside(), anna.keep_aside()
    assert first != second
    assert first.read_text() == second.read_text()
    assert '"serial": 2' in first.read_text()


def test_every_kind_of_the_project_file_has_a_store() -> None:
    assert tuple(STORES) == KINDS
