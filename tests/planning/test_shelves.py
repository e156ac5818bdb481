"""Posts without a minute of their own: drafts without a date, ideas, series, times that Publer picks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publer_sync.model.account import Account
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.schedule import Auto, Listing, NoTime, Now, PublishMode
from publer_sync.model.state import Record
from publer_sync.planning.change import HELD, Action, Cause, ChangeStatus, Reason, ReasonDetail
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
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

IDEAS = Account("ideas", "", Network.IDEAS)
WINDOW = Auto(NOW + DAY, NOW + 3 * DAY)
SERIES = weekly(NOW + DAY)

UNDATED = wanted(schedule=NoTime(), standing=PublishMode.DRAFT)
IDEA = wanted(account=IDEAS, schedule=NoTime(), standing=PublishMode.PUBLIC_IDEA)
AUTO = wanted(schedule=WINDOW)
WEEKLY = wanted(schedule=SERIES)
AT_ONCE = wanted(schedule=Now())

SLOTLESS = [UNDATED, IDEA, AUTO, WEEKLY, AT_ONCE]


def shown(post: Post, **overrides: Any) -> Any:
    """Such a post as Publer lists it."""
    state = post.standing.value if post.standing is not PublishMode.DRAFT else "draft"
    given: dict[str, Any] = {"state": state, "scheduled_at": None}
    if post.schedule == WINDOW:
        given["scheduled_at"] = NOW + 2 * DAY
    if post.schedule == SERIES:
        given |= {"state": "recurring", "scheduled_at": NOW + DAY}
    if post.schedule == Now():
        given |= {"state": "published", "scheduled_at": NOW - 20 * HOUR}
    return a_remote_post(post, **{**given, **overrides})


def remembered(post: Post, **overrides: Any) -> Record:
    """What is remembered of such a post."""
    remote = shown(post)
    given = {
        "scheduled_at": remote.scheduled_at,
        "shelf": post.shelf,
        "standing": post.standing,
        "seen": remote.seen(),
        "status": remote.phase.value,
    }
    return a_record(post, **{**given, **overrides})


def view(*posts: Any) -> Any:
    shelves = {(p.account.id, p.shelf) for p in SLOTLESS if p.shelf is not Listing.TIMELINE}
    return a_view(*posts, shelves=frozenset(shelves))


def planned(post: Post | None, records: list[Record], *posts: Any, **overrides: Any) -> Any:
    desired = [post] if post else []
    return the_change(a_plan(desired, records, view=view(*posts), **overrides))


@pytest.mark.parametrize("post", SLOTLESS)
def test_it_is_made_where_nothing_like_it_stands(post: Post) -> None:
    assert planned(post, []).section == Action.CREATE


@pytest.mark.parametrize("post", SLOTLESS)
def test_what_was_made_needs_nothing_more(post: Post) -> None:
    change = planned(post, [remembered(post)], shown(post))
    assert change.section in {Action.NO_CHANGE, ChangeStatus.PUBLISHED}


@pytest.mark.parametrize("post", [UNDATED, IDEA, AUTO, WEEKLY])
def test_without_a_state_the_one_that_says_the_same_is_taken_for_it(post: Post) -> None:
    change = planned(post, [], shown(post, id="somewhere"), state=a_state(serial=0))
    assert (change.section, change.remote.id) == (Action.ADOPT, "somewhere")


@pytest.mark.parametrize("post", [UNDATED, IDEA, AUTO, WEEKLY])
def test_two_that_say_the_same_are_a_question(post: Post) -> None:
    change = planned(post, [], shown(post, id="one"), shown(post, id="two"))
    assert (change.section, change.all_reasons[-1].reason) == (HELD, Reason.TWO_CANDIDATES)


@pytest.mark.parametrize(("serial", "posts"), [(12, 1), (12, 2), (0, 1), (0, 2)])
def test_what_goes_out_at_once_never_says_what_somebody_just_said(serial: int, posts: int) -> None:
    theirs = [shown(AT_ONCE, id=f"number-{number}") for number in range(posts)]
    change = planned(AT_ONCE, [], *theirs, state=a_state(serial=serial))
    assert (change.section, change.all_reasons[-1].reason) == (HELD, Reason.SAID_BEFORE)


@pytest.mark.parametrize("post", [post for post in SLOTLESS if not post.series])
def test_another_text_is_another_post(post: Post) -> None:
    assert planned(post, [], shown(post, text="By hand")).section == Action.CREATE


@pytest.mark.parametrize(
    ("apart", "section"), [(0, HELD), (1, HELD), (2, Action.CREATE), (60, Action.CREATE)]
)
def test_a_series_begins_in_a_minute_that_is_free(apart: int, section: str) -> None:
    theirs = shown(WEEKLY, text="By hand", scheduled_at=NOW + DAY + apart * MINUTE)
    assert planned(WEEKLY, [], theirs).section == section


@pytest.mark.parametrize("post", [UNDATED, IDEA, AUTO, WEEKLY])
def test_a_new_text_is_an_update(post: Post) -> None:
    change = planned(replace(post, text="Edited."), [remembered(post)], shown(post))
    assert (change.section, list(change.fields)) == (Action.UPDATE, ["text"])


@pytest.mark.parametrize("post", [UNDATED, IDEA, AUTO, WEEKLY])
def test_without_its_file_it_is_deleted(post: Post) -> None:
    change = planned(None, [remembered(post)], shown(post))
    assert change.section == Action.DELETE


@pytest.mark.parametrize("post", [UNDATED, IDEA, AUTO])
def test_one_that_is_gone_is_made_again(post: Post) -> None:
    change = planned(post, [remembered(post)])
    assert (change.section, change.cause) == (Action.CREATE, Cause.DRIFT)


@pytest.mark.parametrize("post", [UNDATED, IDEA])
def test_a_shelf_that_was_not_read_proves_nothing(post: Post) -> None:
    change = the_change(a_plan([post], [remembered(post)], view=a_view()))
    assert change.section == Action.NO_CHANGE


def test_where_publer_picks_the_time_any_time_is_right() -> None:
    moved = shown(AUTO, scheduled_at=NOW + 2 * DAY + HOUR)
    assert planned(AUTO, [remembered(AUTO)], moved).section == Action.NO_CHANGE


def test_the_next_time_of_a_series_is_no_drift() -> None:
    later = shown(WEEKLY, scheduled_at=NOW + 8 * DAY)
    assert planned(WEEKLY, [remembered(WEEKLY)], later).section == Action.NO_CHANGE


@pytest.mark.parametrize("schedule", [Auto(NOW - 2 * DAY, NOW), replace(SERIES, since=NOW)])
def test_a_span_that_is_over_is_missed(schedule: Any) -> None:
    change = planned(wanted(schedule=schedule), [])
    assert (change.section, change.all_reasons) == (
        ChangeStatus.MISSED,
        (ReasonDetail(Reason.TIME_PASSED),),
    )


@pytest.mark.parametrize("schedule", [SERIES, Auto(NOW - DAY, NOW + DAY)])
def test_another_rule_is_another_post(schedule: Any) -> None:
    change = planned(replace(AUTO, schedule=schedule), [remembered(AUTO)], shown(AUTO))
    assert change.section == Action.REPLACE
    assert change.all_reasons == (ReasonDetail(Reason.FORCES_REPLACE, "schedule"),)


def test_what_went_out_at_once_is_never_sent_again() -> None:
    gone = planned(AT_ONCE, [remembered(AT_ONCE)])
    edited = planned(replace(AT_ONCE, text="Once more"), [remembered(AT_ONCE)], shown(AT_ONCE))
    assert (gone.section, edited.section) == (ChangeStatus.PUBLISHED, ChangeStatus.PUBLISHED)


@pytest.mark.parametrize("post", [UNDATED, wanted(standing=PublishMode.DRAFT)])
def test_a_draft_that_somebody_scheduled_is_left_to_them(post: Post) -> None:
    taken = shown(post, state="scheduled", scheduled_at=NOW + DAY)
    record = remembered(post, status="draft")
    untouched = planned(post, [record], taken)
    edited = planned(replace(post, text="Edited."), [record], taken)
    removed = planned(None, [record], taken)
    assert [change.section for change in (untouched, edited, removed)] == [
        Action.NO_CHANGE,
        HELD,
        Action.FORGET,
    ]


def test_an_idea_belongs_to_no_account_that_could_be_gone() -> None:
    assert not a_plan([IDEA], [remembered(IDEA)], view=view(shown(IDEA))).notices


def test_a_draft_becomes_a_post_by_replacing_it() -> None:
    draft = wanted(standing=PublishMode.DRAFT)
    change = planned(wanted(), [remembered(draft)], a_remote_post(draft, state="draft"))
    assert change.section == Action.REPLACE
    assert change.all_reasons == (ReasonDetail(Reason.FORCES_REPLACE, "standing"),)


def test_a_dated_draft_is_found_again_among_drafts_and_never_among_posts() -> None:
    draft = wanted(standing=PublishMode.DRAFT)
    mine = planned(draft, [], a_remote_post(draft, id="mine", state="draft"))
    theirs = planned(draft, [], a_remote_post(draft, id="theirs"))
    assert (mine.section, mine.remote.id) == (Action.ADOPT, "mine")
    assert theirs.section == HELD


def test_without_words_nothing_tells_two_drafts_apart() -> None:
    silent = replace(UNDATED, text="")
    assert planned(silent, [], shown(silent, id="theirs", text="")).section == Action.CREATE


def test_a_series_that_is_renamed_and_edited_stays_the_same_one() -> None:
    renamed = wanted("renamed", text="Edited.", schedule=SERIES)
    change = planned(renamed, [remembered(WEEKLY)], shown(WEEKLY))
    assert (change.section, change.moved_from) == (Action.UPDATE, WEEKLY.address)


def test_a_dated_draft_whose_day_is_over_still_waits() -> None:
    past = wanted(standing=PublishMode.DRAFT, scheduled_at=NOW - DAY)
    record = a_record(past, standing=PublishMode.DRAFT, status="draft")
    assert planned(past, [record], a_remote_post(past, state="draft")).section == Action.NO_CHANGE
    assert planned(None, [record], a_remote_post(past, state="draft")).section == Action.DELETE


def test_a_renamed_file_keeps_its_draft() -> None:
    renamed = wanted("renamed", text=UNDATED.text, schedule=NoTime(), standing=PublishMode.DRAFT)
    change = planned(renamed, [remembered(UNDATED)], shown(UNDATED))
    assert (change.section, change.moved_from) == (Action.MOVE, UNDATED.address)


def test_a_draft_is_not_carried_over_to_another_one_for_having_no_slot_either() -> None:
    other = wanted("other", schedule=NoTime(), standing=PublishMode.DRAFT)
    plan = a_plan([other], [remembered(UNDATED)], view=view(shown(UNDATED)))
    assert [change.section for change in plan.changes] == [Action.DELETE, Action.CREATE]


AGAIN = wanted(schedule=recycled(NOW - DAY))
BEGUN = wanted(schedule=weekly(NOW - DAY))


@pytest.mark.parametrize(
    ("post", "rule", "state"),
    [
        (AGAIN, recycled(NOW - DAY, weeks=3), "recycling"),
        (BEGUN, weekly(NOW - DAY, weekday=5), "recurring"),
    ],
)
def test_the_rule_of_what_has_begun_says_how_to_change_it(
    post: Post, rule: Any, state: str
) -> None:
    remote = a_remote_post(post, state=state, scheduled_at=NOW + 6 * DAY)
    record = a_record(post, shelf=post.shelf, scheduled_at=remote.scheduled_at)
    late = planned(replace(post, schedule=rule), [record], remote)
    assert (late.section, late.all_reasons[-1].reason) == (HELD, Reason.ALREADY_BEGUN)
    ahead = replace(rule, **{"at" if post is AGAIN else "since": NOW + 2 * DAY})
    assert planned(replace(post, schedule=ahead), [record], remote).section == Action.REPLACE


@pytest.mark.parametrize(("post", "state"), [(AGAIN, "recycling"), (BEGUN, "recurring")])
def test_a_new_text_of_what_has_begun_is_an_update_until_the_freeze(post: Post, state: str) -> None:
    for ahead, section in (6 * DAY, Action.UPDATE), (MINUTE, HELD):
        remote = a_remote_post(post, state=state, scheduled_at=NOW + ahead)
        record = a_record(post, shelf=post.shelf, scheduled_at=remote.scheduled_at)
        assert planned(replace(post, text="Edited."), [record], remote).section == section
