"""What holds a change counts for more than how its post stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.model.remote import RemotePost
from publer_sync.planning.change import (
    HELD,
    Action,
    Change,
    ChangeStatus,
    Reason,
    ReasonDetail,
)
from tests.support.planning import (
    HOUR,
    MINUTE,
    NOW,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_view,
    the_change,
    wanted,
)

LATE = wanted("late", scheduled_at=NOW + MINUTE, text="Too late.")
THEIRS = a_remote_post(LATE, id="theirs")
OTHER = wanted("other", scheduled_at=NOW + 5 * HOUR, text="Another one.")
OPEN = ReasonDetail(Reason.PERHAPS_MOVED, "moved")


def test_a_missed_post_is_a_create_that_is_held_for_its_time() -> None:
    change = the_change(a_plan([LATE]))
    assert (change.action, change.status, change.section) == ("create", "missed", "missed")
    assert change.held == ReasonDetail(Reason.LEAD_TIME)
    assert not change.is_actionable


@pytest.mark.parametrize("status", ChangeStatus)
@pytest.mark.parametrize("action", [Action.CREATE, Action.NO_CHANGE])
def test_what_is_held_later_is_listed_as_held(status: ChangeStatus, action: Action) -> None:
    stands = Change(address=LATE.address, action=action, status=status)
    assert stands.hold(Reason.OUTCOME_UNKNOWN).section == HELD


@pytest.mark.parametrize("status", [None, *ChangeStatus])
@pytest.mark.parametrize("action", Action)
def test_what_is_not_targeted_does_nothing(status: ChangeStatus | None, action: Action) -> None:
    change = Change(address=LATE.address, action=action, status=status, is_targeted=False)
    assert (change.section, change.is_actionable, change.new_slot) == (HELD, False, None)


def test_a_missed_post_that_is_not_targeted_adopts_nothing() -> None:
    plan = a_plan([LATE, OTHER], posts=[THEIRS], moment=a_moment(targets=("other",)))
    assert [(str(c.address), c.section) for c in plan.changes] == [("other@shop-x", Action.CREATE)]
    assert the_change(a_plan([LATE], posts=[THEIRS])).section == Action.ADOPT


@pytest.mark.parametrize("posts", [[], [THEIRS]])
def test_an_open_write_is_told_although_the_time_has_passed(posts: list[RemotePost]) -> None:
    plan = a_plan([LATE], posts=posts, unsettled={LATE.address: OPEN})
    change = the_change(plan)
    assert (change.section, change.held, change.status) == (HELD, OPEN, None)
    assert plan.has_changes


def test_a_wrong_take_of_a_missed_file_adopts_no_other_post() -> None:
    naming = replace(LATE, take="no one")
    view = a_view(THEIRS, whole={LATE.account.id: NOW - HOUR})
    change = the_change(a_plan([naming], view=view))
    assert change.held
    assert (change.section, change.held.reason) == (HELD, Reason.TAKE_NOT_FOUND)


@pytest.mark.parametrize("state", ["published", "failed"])
def test_an_open_write_of_a_post_that_went_its_way_is_told(state: str) -> None:
    shown = a_remote_post(OTHER, state=state)
    plan = a_plan([OTHER], [a_record(OTHER)], [shown], unsettled={OTHER.address: OPEN})
    assert (the_change(plan).section, the_change(plan).held) == (HELD, OPEN)
