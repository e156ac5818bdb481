"""What earlier applies left behind: failures, unknown outcomes and old halves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from publer_sync.model.fingerprint import fingerprint
from publer_sync.model.note import quoted
from publer_sync.model.schedule import At
from publer_sync.model.state import FailedAttempt, Intent, IntentKind, State
from publer_sync.planning.change import HELD, Action, Cause, ChangeStatus, Reason, ReasonDetail
from publer_sync.planning.plan import Plan
from tests.support.builders import MORNING
from tests.support.planning import (
    HOUR,
    MINUTE,
    NOW,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    the_change,
    wanted,
)

POST = wanted()
UNKNOWN = ReasonDetail(Reason.OUTCOME_UNKNOWN)


def an_intent(kind: IntentKind, **overrides: Any) -> Intent:
    return Intent(
        **{
            "kind": kind,
            "address": POST.address,
            "account_id": POST.account.id,
            "network": POST.network,
            "scheduled_at": POST.scheduled_at,
            "since": NOW,
            **overrides,
        }
    )


def failed_plan(*, retry: bool, **edit: Any) -> Plan:
    """The plan for a post that Publer could not publish."""
    return a_plan(
        [replace(POST, **edit)],
        [a_record(POST)],
        [a_remote_post(POST, state="failed", failure="no")],
        moment=a_moment(retry_failed=retry),
    )


def test_a_create_that_failed_before_is_a_retry() -> None:
    note = quoted("no")
    failure = FailedAttempt(address=POST.address, fingerprint=fingerprint(POST), note=note, at=NOW)
    state = a_state(failures={POST.address: failure})
    change = the_change(a_plan([POST], state=state))
    assert (change.section, change.cause) == (Action.CREATE, Cause.RETRY)
    assert change.all_reasons == (ReasonDetail(Reason.PREVIOUS_ATTEMPT, note=note),)
    edited = the_change(a_plan([replace(POST, text="Other")], state=state))
    assert (edited.cause, edited.all_reasons) == (Cause.FILE, ())


@pytest.mark.parametrize(
    ("retry", "edit", "cause"),
    [(True, {}, Cause.RETRY), (False, {"text": "Edited."}, Cause.FILE)],
)
def test_a_failed_post_is_created_again(retry: bool, edit: dict[str, Any], cause: Cause) -> None:
    change = the_change(failed_plan(retry=retry, **edit))
    assert (change.section, change.cause) == (Action.CREATE, cause)
    assert change.all_reasons == (ReasonDetail(Reason.PUBLISHING_FAILED, "no"),)


@pytest.mark.parametrize(
    ("at", "reason"), [(NOW, Reason.TIME_PASSED), (NOW + 4 * MINUTE, Reason.LEAD_TIME)]
)
def test_a_failed_post_whose_time_passed_stays_failed(at: datetime, reason: Reason) -> None:
    change = the_change(failed_plan(retry=True, schedule=At(at)))
    assert change.section == ChangeStatus.FAILED
    assert change.all_reasons == (
        ReasonDetail(Reason.PUBLISHING_FAILED, "no"),
        ReasonDetail(reason),
    )


def open_create() -> State:
    return a_state(intents=(an_intent(IntentKind.CREATE),))


@pytest.mark.parametrize("text", ["We have launched.", "Edited."])
def test_an_address_with_an_unknown_outcome_waits(text: str) -> None:
    post = replace(POST, text=text)
    plan = a_plan([post], state=open_create(), unsettled={post.address: UNKNOWN})
    change = the_change(plan)
    assert (change.section, change.all_reasons) == (HELD, (UNKNOWN,))


@pytest.mark.parametrize("minutes", [0, 1])
def test_a_rename_does_not_get_around_an_unknown_outcome(minutes: int) -> None:
    renamed = wanted("renamed", scheduled_at=MORNING + minutes * MINUTE)
    plan = a_plan([renamed], state=open_create(), unsettled={POST.address: UNKNOWN})
    change = next(c for c in plan.changes if c.address == renamed.address)
    assert change.section == HELD
    assert change.all_reasons == (ReasonDetail(Reason.OUTCOME_UNKNOWN, "launch@shop-x"),)


def test_a_rename_during_an_unknown_update_waits_too() -> None:
    plan = a_plan(
        [wanted("renamed")],
        [a_record(POST)],
        [a_remote_post(POST)],
        unsettled={POST.address: UNKNOWN},
    )
    assert the_change(plan).section == HELD


def test_two_candidates_are_shown() -> None:
    both = ReasonDetail(Reason.TWO_CANDIDATES, "id-1, id-2")
    assert the_change(a_plan([POST], unsettled={POST.address: both})).all_reasons == (both,)


def left_over(state_word: str) -> Plan:
    """The plan when the old half of a moved post still stands."""
    new = replace(POST, schedule=At(MORNING + HOUR))
    old = a_remote_post(POST, id="old", state=state_word)
    state = a_state(a_record(new), intents=(an_intent(IntentKind.DELETE, post_id="old"),))
    return a_plan([new], state=state, view=a_view(a_remote_post(new), old))


def test_an_old_half_that_still_stands_is_deleted() -> None:
    plan = left_over("scheduled")
    old, new = plan.changes
    assert (old.section, old.cause) == (Action.DELETE, Cause.RETRY)
    assert old.all_reasons == (ReasonDetail(Reason.OLD_HALF, "old"),)
    assert new.section == Action.NO_CHANGE
    assert (plan.deletes, plan.unmanaged) == (False, 0)


@pytest.mark.parametrize("state_word", ["published", "failed", "publishing"])
def test_an_old_half_that_is_over_or_busy_is_not_deleted(state_word: str) -> None:
    assert the_change(left_over(state_word)).section == Action.NO_CHANGE


def test_a_post_that_is_recorded_again_is_no_old_half() -> None:
    state = a_state(
        a_record(POST), intents=(an_intent(IntentKind.DELETE, post_id="id-of-launch-shop-x"),)
    )
    plan = a_plan([POST], state=state, view=a_view(a_remote_post(POST)))
    assert the_change(plan).section == Action.NO_CHANGE
