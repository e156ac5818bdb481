"""Posts whose time has passed and that Publer did not publish: both sides of each boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.address import Address, Slot
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.schedule import At, Listing, PublishMode
from publer_sync.planning.change import HELD, Action, Change, ChangeStatus, Reason, ReasonDetail
from publer_sync.planning.guards.approval import item_of
from publer_sync.planning.offline_view import as_recorded
from publer_sync.planning.overdue import OBSTACLES
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    recycled,
    the_change,
    wanted,
    weekly,
)

SECOND = timedelta(seconds=1)
LATE = wanted(scheduled_at=NOW - DAY)
SHOWN = a_remote_post(LATE)


def planned(*shown: RemotePost, desired: Post | None = LATE, **overrides: Any) -> Change:
    """The change of a post whose time passed a day ago, by default as its file wants it."""
    posts = [desired] if desired else []
    return the_change(a_plan(posts, [a_record(LATE)], shown or [SHOWN], **overrides))


@pytest.mark.parametrize(
    ("ago", "section"),
    [
        (15 * MINUTE + SECOND, ChangeStatus.OVERDUE),
        (15 * MINUTE, Action.NO_CHANGE),
        (MINUTE, Action.NO_CHANGE),
        (-DAY, Action.NO_CHANGE),
    ],
)
def test_a_post_is_overdue_after_the_time_of_the_policy(ago: timedelta, section: str) -> None:
    post = wanted(scheduled_at=NOW - ago)
    plan = a_plan([post], [a_record(post)], [a_remote_post(post)])
    assert the_change(plan).section == section
    assert not plan.has_changes


def test_the_time_is_a_policy() -> None:
    moment = a_moment(policy=Policy(overdue=2 * DAY))
    assert planned(moment=moment).section == Action.NO_CHANGE


@pytest.mark.parametrize("state", ["published", "failed", "published_deleted"])
def test_what_publer_is_done_with_is_not_overdue(state: str) -> None:
    assert planned(replace(SHOWN, state=state)).status is not ChangeStatus.OVERDUE


@pytest.mark.parametrize("state", ["scheduled", "publishing", "draft", "scheduled_declined"])
def test_what_publer_is_not_done_with_is_overdue(state: str) -> None:
    assert planned(replace(SHOWN, state=state)).status is ChangeStatus.OVERDUE


def test_a_draft_is_never_overdue() -> None:
    draft = replace(LATE, standing=PublishMode.DRAFT)
    record, shown = a_record(draft, standing=PublishMode.DRAFT), a_remote_post(draft, state="draft")
    assert the_change(a_plan([draft], [record], [shown])).section == Action.NO_CHANGE


def test_a_post_that_a_colleague_moved_ahead_is_not_overdue() -> None:
    moved = replace(SHOWN, scheduled_at=NOW + DAY)
    assert planned(moved).status is None


def test_a_list_that_still_shows_a_published_post_as_scheduled_is_no_alarm() -> None:
    published = replace(SHOWN, id="4711", state="published")
    assert planned(SHOWN, published).section == Action.NO_CHANGE
    assert planned(SHOWN, replace(published, text="Another one.")).section == ChangeStatus.OVERDUE


@pytest.mark.parametrize(("state", "reason"), OBSTACLES.items())
def test_the_reason_is_named_where_the_item_shows_it(state: str, reason: Reason) -> None:
    reasons = planned(replace(SHOWN, state=state)).reasons
    assert reasons == (ReasonDetail(Reason.OVERDUE), ReasonDetail(reason))


@pytest.mark.parametrize("state", ["scheduled_pending", "scheduled_approved"])
def test_a_post_to_come_that_waits_for_approval_is_a_note(state: str) -> None:
    post = wanted(scheduled_at=NOW + DAY)
    plan = a_plan([post], [a_record(post)], [a_remote_post(post, state=state)])
    waits = state == "scheduled_pending"
    assert [notice.code for notice in plan.notices] == [Reason.AWAITS_APPROVAL] * waits
    assert not plan.has_changes


@pytest.mark.parametrize("ahead", [6 * MINUTE, 9 * DAY])
def test_a_time_that_is_ahead_makes_a_replacement_without_freeze(ahead: timedelta) -> None:
    change = planned(desired=replace(LATE, schedule=At(NOW + ahead)))
    assert (change.section, change.status) == (Action.REPLACE, ChangeStatus.OVERDUE)


def test_its_approval_is_that_of_the_same_replacement_before_it_was_overdue() -> None:
    moved = replace(LATE, schedule=At(NOW + DAY))
    before = planned(desired=moved, moment=a_moment(NOW - 2 * DAY))
    assert before.section == Action.REPLACE
    assert item_of(planned(desired=moved)) == item_of(before)


@pytest.mark.parametrize(
    "edit",
    [
        {"text": "Edited."},
        {"labels": ("new",)},
        {"schedule": At(NOW - HOUR)},
        {"schedule": At(NOW - 2 * DAY)},
    ],
)
def test_an_edit_that_leaves_its_time_in_the_past_is_held(edit: dict[str, object]) -> None:
    change = planned(desired=replace(LATE, **edit))  # type: ignore[arg-type]
    assert (change.section, change.status) == (HELD, ChangeStatus.OVERDUE)
    assert change.held == ReasonDetail(Reason.OVERDUE)
    assert ReasonDetail(Reason.OVERDUE) not in change.reasons


def test_a_new_time_that_is_too_near_is_held_by_the_lead_time() -> None:
    change = planned(desired=replace(LATE, schedule=At(NOW + 4 * MINUTE)))
    assert change.held == ReasonDetail(Reason.LEAD_TIME)


def test_without_its_file_it_is_deleted() -> None:
    assert planned(desired=None).section == Action.DELETE
    assert planned(replace(SHOWN, state="publishing"), desired=None).section == HELD


def test_one_that_is_held_stays_overdue_and_is_counted() -> None:
    edited = replace(LATE, text="Edited.")
    plan = a_plan([edited], [a_record(LATE)], [SHOWN])
    assert [str(change.address) for change in plan.overdue] == [str(LATE.address)]
    assert plan.summary["held"] == 1


def test_one_whose_new_minute_is_taken_stays_overdue() -> None:
    moved = replace(LATE, schedule=At(NOW + DAY))
    other = a_remote_post(id="other", text="By hand.", scheduled_at=NOW + DAY)
    change = planned(SHOWN, other, desired=moved)
    assert (change.section, change.status) == (HELD, ChangeStatus.OVERDUE)
    assert change.held
    assert change.held.reason is Reason.SLOT_TAKEN


# Series and recycled posts, by their next time.

BEGUN = NOW - 14 * DAY
SERIES = wanted(schedule=weekly(BEGUN, weekday=4))
RECYCLED = wanted(schedule=recycled(BEGUN))
AGAIN = pytest.mark.parametrize(
    ("post", "state"), [(SERIES, "recurring"), (RECYCLED, "recycling")], ids=["series", "recycled"]
)


def repeated(
    post: Post, state: str, due: timedelta | None, *others: RemotePost, read: bool = True
) -> Change:
    """The change of a post that comes again, shown at a time so long ago."""
    at = None if due is None else NOW - due
    shown = a_remote_post(post, state=state, scheduled_at=at)
    shelf = Listing.SERIES if state == "recurring" else Listing.TIMELINE
    record = a_record(post, scheduled_at=BEGUN, shelf=shelf)
    slots = frozenset({shown.slot}) if read and shown.slot else frozenset[Slot]()
    return the_change(a_plan([post], [record], view=a_view(shown, *others, slots_read=slots)))


@AGAIN
def test_what_comes_again_is_overdue_by_its_next_time(post: Post, state: str) -> None:
    assert repeated(post, state, DAY).section == ChangeStatus.OVERDUE
    assert repeated(post, state, 15 * MINUTE).all_reasons == ()
    assert repeated(post, state, -DAY).all_reasons == ()


@AGAIN
@pytest.mark.parametrize("ended", ["published", "failed", "published_deleted"])
def test_where_a_post_went_out_at_its_time_the_next_one_is_unknown(
    post: Post, state: str, ended: str
) -> None:
    child = a_remote_post(post, id="child", state=ended, scheduled_at=NOW - DAY, text="With a tag")
    change = repeated(post, state, DAY, child)
    assert (change.section, change.reasons) == (Action.NO_CHANGE, UNKNOWN)


@AGAIN
def test_what_was_not_read_or_is_not_shown_is_unknown(post: Post, state: str) -> None:
    for change in (repeated(post, state, DAY, read=False), repeated(post, state, None)):
        assert (change.section, change.reasons) == (Action.NO_CHANGE, UNKNOWN)


UNKNOWN = (ReasonDetail(Reason.NEXT_TIME_UNKNOWN),)


def test_one_that_somebody_paused_is_not_overdue() -> None:
    assert repeated(RECYCLED, "recycling_paused", DAY).section == Action.NO_CHANGE


def test_one_whose_account_must_be_reconnected_is_overdue_without_another_look() -> None:
    change = repeated(RECYCLED, "recycling_reauth", DAY, read=False)
    assert change.section == ChangeStatus.OVERDUE


def test_a_plan_without_publer_calls_nothing_overdue() -> None:
    posts = [
        wanted("one", scheduled_at=NOW - DAY),
        replace(SERIES, address=Address("two", "shop-x")),
    ]
    records = [a_record(posts[0]), a_record(posts[1], scheduled_at=BEGUN, shelf=Listing.SERIES)]
    view = as_recorded(a_state(*records), NOW)
    assert not a_plan(posts, records, view=view).overdue
