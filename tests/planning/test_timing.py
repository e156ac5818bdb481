"""Both sides of each boundary in time: lead time, freeze and settling."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from publer_sync.model.schedule import At
from publer_sync.planning.change import HELD, Action, ChangeStatus, Reason, ReasonDetail
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    a_plan,
    a_record,
    a_remote_post,
    the_change,
    wanted,
)

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("ahead", "action", "reasons"),
    [
        (6 * MINUTE, Action.CREATE, ()),
        (5 * MINUTE, Action.CREATE, ()),
        (5 * MINUTE - SECOND, ChangeStatus.MISSED, (ReasonDetail(Reason.LEAD_TIME),)),
        (SECOND, ChangeStatus.MISSED, (ReasonDetail(Reason.LEAD_TIME),)),
        (0 * SECOND, ChangeStatus.MISSED, (ReasonDetail(Reason.TIME_PASSED),)),
    ],
)
def test_lead_time(ahead: timedelta, action: Action, reasons: tuple[ReasonDetail, ...]) -> None:
    change = the_change(a_plan([wanted(scheduled_at=NOW + ahead)]))
    assert (change.section, change.all_reasons) == (action, reasons)


@pytest.mark.parametrize(
    ("ahead", "frozen"),
    [(5 * MINUTE, False), (5 * MINUTE - SECOND, True), (-MINUTE, True)],
)
def test_freeze_keeps_updates_and_deletes_away(ahead: timedelta, frozen: bool) -> None:
    post = wanted(scheduled_at=NOW + ahead)
    edited = replace(post, text="Edited.")
    for desired, action in ([edited], Action.UPDATE), ([], Action.DELETE):
        change = the_change(a_plan(desired, [a_record(post)], [a_remote_post(post)]))
        assert change.section == (HELD if frozen else action)
        assert (ReasonDetail(Reason.FROZEN) in change.all_reasons) == frozen


@pytest.mark.parametrize(
    ("ahead", "reason"),
    [(-MINUTE, Reason.TIME_PASSED), (4 * MINUTE, Reason.LEAD_TIME)],
)
def test_a_replacement_that_comes_too_late_is_blocked_and_keeps_its_fields(
    ahead: timedelta, reason: Reason
) -> None:
    post = wanted()
    edited = replace(post, schedule=At(NOW + ahead))
    change = the_change(a_plan([edited], [a_record(post)], [a_remote_post(post)]))
    assert change.section == HELD
    assert change.all_reasons == (
        ReasonDetail(Reason.FORCES_REPLACE, "scheduled_at"),
        ReasonDetail(reason),
    )
    assert list(change.fields) == ["scheduled_at"]


@pytest.mark.parametrize(
    ("age", "desired", "action"),
    [
        (60 * SECOND, True, Action.CREATE),
        (59 * SECOND, True, Action.NO_CHANGE),
        (60 * SECOND, False, Action.FORGET),
        (59 * SECOND, False, HELD),
    ],
)
def test_a_fresh_post_that_is_not_listed_yet_may_still_show_up(
    age: timedelta, desired: bool, action: Action
) -> None:
    post = wanted()
    plan = a_plan([post] if desired else [], [a_record(post, written_at=NOW - age)])
    change = the_change(plan)
    assert change.section == action
    if age < MINUTE:
        assert change.all_reasons == (ReasonDetail(Reason.SETTLING),)
        assert [notice.code for notice in plan.notices] == ["settling"]


def test_what_publer_is_at_work_on_is_left_alone() -> None:
    post = wanted()
    shown = a_remote_post(post, state="publishing")
    change = the_change(a_plan([replace(post, text="Edited.")], [a_record(post)], [shown]))
    assert change.section == HELD
    assert change.all_reasons == (ReasonDetail(Reason.BUSY, "publishing"),)


@pytest.mark.parametrize("change", [{"schedule": At(NOW + 9 * DAY)}, {"labels": ("new",)}])
def test_protect_blocks_a_replacement(change: dict[str, object]) -> None:
    post = wanted(protect=True)
    edited = replace(post, **change)  # type: ignore[arg-type]
    found = the_change(a_plan([edited], [a_record(post)], [a_remote_post(post)]))
    assert (found.section, found.all_reasons[-1]) == (HELD, ReasonDetail(Reason.PROTECTED))


def test_protect_blocks_a_delete_but_no_update() -> None:
    post = wanted(protect=True)
    aligned = [a_record(post)], [a_remote_post(post)]
    assert the_change(a_plan([], *aligned)).section == HELD
    assert the_change(a_plan([replace(post, text="New")], *aligned)).section == Action.UPDATE


def test_a_pending_record_out_of_sight_is_left_alone() -> None:
    far = wanted(scheduled_at=NOW + 500 * DAY)
    assert the_change(a_plan([far], [a_record(far)])).section == Action.NO_CHANGE
    assert the_change(a_plan([], [a_record(far)])).section == HELD


def test_a_published_record_out_of_sight_stays_published() -> None:
    old = wanted(scheduled_at=NOW - 3 * HOUR)
    change = the_change(a_plan([old], [a_record(old, status="published")]))
    assert change.section == ChangeStatus.PUBLISHED
