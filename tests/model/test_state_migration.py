"""What is left to do for a state that moves, by what is in both stores."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.model.state import State
from publer_sync.model.state_migration import (
    ArrivalMarker,
    MigrationObstacle,
    MigrationStep,
    StoreContent,
    departed,
    next_step,
)
from tests.support.planning import a_record, a_state

STATE = a_state(a_record(), serial=5)
OLDER, NEWER = replace(STATE, serial=4), replace(STATE, serial=6)
OTHER_WORDS = replace(STATE, records={})
OTHER_HISTORY = replace(OLDER, lineage="another")
OTHER_WORKSPACE = replace(OLDER, workspace="another")


def arriving(state: State) -> ArrivalMarker:
    return ArrivalMarker(moved_from="local", moved_to="git", state=state)


@pytest.mark.parametrize(
    "target",
    [None, STATE, OLDER, arriving(STATE), arriving(OLDER), departed(STATE, "local")],
)
def test_a_state_goes_where_nothing_is_lost(target: StoreContent) -> None:
    assert next_step(STATE, target) is MigrationStep.MOVE


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (NEWER, "serial is 6"),
        (OTHER_WORDS, "serial is 5"),
        (OTHER_HISTORY, "lineage is another"),
        (OTHER_WORKSPACE, "workspace another"),
        (arriving(NEWER), "serial is 6"),
        (arriving(OTHER_HISTORY), "lineage is another"),
        (departed(NEWER, "local"), "serial is 6"),
        (departed(OTHER_HISTORY, "local"), "lineage is another"),
    ],
)
def test_a_state_does_not_take_the_place_of_another_one(target: StoreContent, why: str) -> None:
    step = next_step(STATE, target)
    assert isinstance(step, MigrationObstacle)
    assert why in step.reason


def test_the_last_step_is_done_with_the_copy_that_belongs_to_the_mark_and_no_other() -> None:
    gone = departed(STATE, "git")
    assert next_step(gone, arriving(STATE)) is MigrationStep.FINISH
    for other in (OLDER, NEWER, OTHER_HISTORY):
        assert isinstance(next_step(gone, arriving(other)), MigrationObstacle)


def test_a_state_that_arrived_and_lived_on_needs_nothing() -> None:
    gone = departed(STATE, "git")
    assert next_step(gone, STATE) is next_step(gone, NEWER) is MigrationStep.NOTHING
    for other in (None, OLDER, replace(NEWER, lineage="another"), departed(NEWER, "local")):
        assert isinstance(next_step(gone, other), MigrationObstacle)
