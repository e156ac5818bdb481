"""One test for each row of the table that says what a plan makes of desired, recorded and remote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.post import Link
from publer_sync.model.schedule import At
from publer_sync.planning.change import (
    HELD,
    Action,
    Cause,
    ChangeStatus,
    FieldChange,
    Reason,
    ReasonDetail,
)
from tests.support.builders import MORNING
from tests.support.planning import (
    DAY,
    HOUR,
    NOW,
    SHOP_LINKEDIN,
    a_plan,
    a_record,
    a_remote_post,
    the_change,
    wanted,
)

POST = wanted()
PICTURE = Media(file="media/a.png", kind=MediaKind.PHOTO, sha256="5e" * 32)


def test_new_post_in_a_free_slot_is_created() -> None:
    change = the_change(a_plan([POST]))
    assert (change.section, change.cause) == (Action.CREATE, Cause.FILE)
    assert change.fields["text"] == FieldChange(None, "We have launched.")


def test_new_post_whose_slot_holds_the_same_text_is_adopted() -> None:
    plan = a_plan([POST], posts=[a_remote_post(POST, id="x", text="We have launched.\r\n")])
    change = the_change(plan)
    assert change.section == Action.ADOPT
    assert change.remote
    assert (change.remote.id, plan.unmanaged) == ("x", 0)


def test_new_post_whose_slot_holds_something_else_is_blocked() -> None:
    plan = a_plan([POST], posts=[a_remote_post(POST, id="x", text="Something else")])
    change = the_change(plan)
    assert change.section == HELD
    assert change.all_reasons == (
        ReasonDetail(
            Reason.SLOT_TAKEN, 'x ("Something else")', ("state", "take", "launch@shop-x", "x")
        ),
    )
    assert (plan.unmanaged, plan.has_changes, plan.has_work) == (1, True, False)


def test_a_post_with_the_same_text_but_other_media_is_not_adopted() -> None:
    post = wanted(media=(PICTURE,))
    plan = a_plan([post], posts=[a_remote_post(post, id="x", media_ids=("m", "n"))])
    assert the_change(plan).section == HELD


def test_pending_post_as_wanted_does_not_change() -> None:
    plan = a_plan([POST], [a_record(POST)], [a_remote_post(POST)])
    assert the_change(plan).section == Action.NO_CHANGE
    assert not plan.has_changes


@pytest.mark.parametrize("name", ["text", "title"])
def test_pending_post_with_another_text_or_title_is_updated(name: str) -> None:
    edited = replace(POST, **{name: "Edited."})  # type: ignore[arg-type]
    change = the_change(a_plan([edited], [a_record(POST)], [a_remote_post(POST)]))
    assert (change.section, change.cause, list(change.fields)) == (
        Action.UPDATE,
        Cause.FILE,
        [name],
    )


def test_a_pending_post_at_another_time_is_replaced() -> None:
    edited = replace(POST, schedule=At(MORNING + HOUR))
    change = the_change(a_plan([edited], [a_record(POST)], [a_remote_post(POST)]))
    assert (change.section, change.all_reasons) == (
        Action.REPLACE,
        (ReasonDetail(Reason.FORCES_REPLACE, "scheduled_at"),),
    )
    assert list(change.fields) == ["scheduled_at"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", PostType.PHOTO),
        ("media", (PICTURE,)),
        ("link", Link(url="https://example.com")),
        ("labels", ("new",)),
    ],
)
def test_pending_post_with_anything_else_is_replaced_and_names_the_field(
    name: str, value: object
) -> None:
    edited = replace(POST, **{name: value})  # type: ignore[arg-type]
    change = the_change(a_plan([edited], [a_record(POST)], [a_remote_post(POST)]))
    assert (change.section, change.cause) == (Action.REPLACE, Cause.FILE)
    assert change.all_reasons == (ReasonDetail(Reason.FORCES_REPLACE, name),)
    assert list(change.fields) == [name]


def test_an_alias_that_means_another_account_replaces_the_post() -> None:
    moved = replace(POST, account=replace(SHOP_LINKEDIN, alias="shop-x"))
    change = the_change(a_plan([moved], [a_record(POST)], [a_remote_post(POST)]))
    assert change.section == Action.REPLACE
    assert change.fields["account"] == FieldChange(POST.account.id, SHOP_LINKEDIN.id)


def test_recorded_post_that_is_gone_is_created_again_as_drift() -> None:
    change = the_change(a_plan([POST], [a_record(POST)]))
    assert (change.section, change.cause) == (Action.CREATE, Cause.DRIFT)
    assert change.all_reasons == (ReasonDetail(Reason.GONE),)


def test_recorded_post_that_is_gone_and_past_stays_and_is_noticed() -> None:
    past = wanted(scheduled_at=NOW - DAY)
    plan = a_plan([past], [a_record(past)])
    assert the_change(plan).section == Action.NO_CHANGE
    assert [notice.code for notice in plan.notices] == ["gone"]


def test_past_post_that_is_gone_and_gets_a_new_time_was_probably_published() -> None:
    past = wanted(scheduled_at=NOW - DAY)
    again = replace(past, schedule=At(MORNING))
    change = the_change(a_plan([again], [a_record(past)]))
    assert (change.section, change.all_reasons[-1].reason) == (
        HELD,
        Reason.PROBABLY_PUBLISHED,
    )


def test_published_post_is_published() -> None:
    past = wanted(scheduled_at=NOW - HOUR)
    shown = a_remote_post(past, state="published", post_link="https://x.com/1")
    plan = a_plan([past], [a_record(past)], [shown])
    assert the_change(plan).section == ChangeStatus.PUBLISHED
    assert (plan.notices, plan.has_changes) == ((), False)


def test_a_post_that_gets_another_id_when_published_stays_ours() -> None:
    past = wanted(scheduled_at=NOW - HOUR)
    plan = a_plan([past], [a_record(past)], [a_remote_post(past, id="195306517", state="posted")])
    assert the_change(plan).section == ChangeStatus.PUBLISHED
    assert plan.unmanaged == 0


def test_failed_post_is_failed_with_what_is_known() -> None:
    shown = a_remote_post(POST, state="failed", failure="duplicate content")
    change = the_change(a_plan([POST], [a_record(POST)], [shown]))
    assert change.section == ChangeStatus.FAILED
    assert change.all_reasons == (ReasonDetail(Reason.PUBLISHING_FAILED, "duplicate content"),)


def test_new_post_whose_time_has_passed_is_missed() -> None:
    plan = a_plan([wanted(scheduled_at=NOW - HOUR)])
    change = the_change(plan)
    assert (change.section, change.cause) == (ChangeStatus.MISSED, Cause.TIME)
    assert change.all_reasons == (ReasonDetail(Reason.TIME_PASSED),)


def test_a_missed_post_that_stands_in_publer_is_adopted() -> None:
    past = wanted(scheduled_at=NOW - HOUR)
    plan = a_plan([past], posts=[a_remote_post(past, state="published")])
    assert the_change(plan).section == Action.ADOPT


def test_removed_post_that_is_pending_is_deleted() -> None:
    plan = a_plan([], [a_record(POST)], [a_remote_post(POST)])
    assert the_change(plan).section == Action.DELETE
    assert plan.deletes


@pytest.mark.parametrize("state", ["published", "published_deleted", "failed"])
def test_removed_post_that_is_over_is_forgotten(state: str) -> None:
    plan = a_plan([], [a_record(POST)], [a_remote_post(POST, state=state)])
    assert the_change(plan).section == Action.FORGET
    assert not plan.deletes


def test_removed_post_that_is_gone_is_forgotten() -> None:
    assert the_change(a_plan([], [a_record(POST)])).section == Action.FORGET


def test_removed_post_of_a_time_long_ago_is_forgotten_unseen() -> None:
    old = wanted(scheduled_at=NOW - 300 * DAY)
    assert the_change(a_plan([], [a_record(old)])).section == Action.FORGET


def test_posts_of_others_are_counted_only() -> None:
    plan = a_plan(posts=[a_remote_post(POST, id="x"), a_remote_post(POST, id="y", state="draft")])
    assert (plan.changes, plan.unmanaged) == ((), 2)
