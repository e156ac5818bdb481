"""A state that is pushed: a copy that is not ahead of the present one has a memory that starts again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publer_sync.model.push_check import PushPreview, state_after_push
from publer_sync.model.state import State
from publer_sync.model.state_migration import departed
from tests.support.planning import DAY, NOW, a_state

COPY = a_state(serial=5, known_since=NOW - DAY)


def pushed(present: State | None, **more: Any) -> State:
    return state_after_push(PushPreview(file=Path("f"), state=COPY, present=present, **more), NOW)


def test_a_state_that_is_ahead_stays_as_it_is() -> None:
    assert pushed(replace(COPY, serial=4)) == COPY


@pytest.mark.parametrize("serial", [5, 9])
def test_a_copy_that_is_put_back_counts_on_and_may_lack_what_came_since(serial: int) -> None:
    assert pushed(replace(COPY, serial=serial)) == replace(
        COPY, serial=serial + 1, known_since=NOW, is_rebuilt=True, unconfirmed=True
    )


def test_where_nothing_tells_what_came_since_it_may_be_lacking_too() -> None:
    put_back = replace(COPY, known_since=NOW, is_rebuilt=True, unconfirmed=True)
    assert pushed(None) == put_back
    assert pushed(a_state(serial=1, lineage="another")) == put_back
    moved = departed(replace(COPY, serial=7), "git")
    assert pushed(None, mark=moved) == replace(put_back, serial=8)


@pytest.mark.parametrize(("present", "expected"), [(0, 6), (5, 6), (9, 10), (3, 6)])
def test_a_copy_in_the_place_of_a_broken_state_gets_a_serial_that_neither_had(
    present: int, expected: int
) -> None:
    found = pushed(None, is_broken=True, broken_serial=present)
    assert found == replace(
        COPY, serial=expected, known_since=NOW, is_rebuilt=True, unconfirmed=True
    )
