"""What a plan makes of posts that a person named: taken by `state take`, or by `take:` in a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.schedule import At, PublishMode, Recurring, Repeat
from publer_sync.model.state import Intent, IntentKind, Record, TakenPostTreatment
from publer_sync.planning.change import HELD, Action, Reason
from publer_sync.planning.plan import Notice, NoticeCode, Plan
from publer_sync.planning.taking import (
    differences_of,
    owner_of,
    record_of_taken,
    record_without_file,
)
from tests.support.builders import an_account
from tests.support.planning import (
    DAY,
    HOUR,
    NOW,
    SHOP_LINKEDIN,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    the_change,
    wanted,
)

POST = wanted()
NAMING = replace(POST, take="it")
PICTURE = Media(file="media/a.png", kind=MediaKind.PHOTO, sha256="5e" * 32)


def it(**more: Any) -> RemotePost:
    return a_remote_post(POST, **{"id": "it", **more})


def imported(remote: RemotePost, taken: TakenPostTreatment = TakenPostTreatment.IMPORTED) -> Record:
    return record_without_file(POST.address, an_account(), remote, NOW - DAY, taken)


def reasons(plan: Plan) -> list[Reason]:
    return [because.reason for because in the_change(plan).all_reasons]


# A record that `state take` wrote.


def test_an_imported_post_without_a_file_stays_and_is_shown() -> None:
    plan = a_plan([], [imported(it())], [it()])
    assert (the_change(plan).section, reasons(plan)) == (Action.NO_CHANGE, [Reason.IMPORTED])
    words = ("state", "take", str(POST.address), "it", "--to-delete")
    assert plan.notices == (Notice(Reason.IMPORTED, "it", str(POST.address), words),)
    assert (plan.has_changes, plan.can_apply) == (False, True)


def test_one_that_was_taken_to_be_deleted_is_deleted() -> None:
    plan = a_plan([], [imported(it(), TakenPostTreatment.TO_DELETE)], [it()])
    assert (the_change(plan).section, plan.deletes) == (Action.DELETE, True)


@pytest.mark.parametrize("state", ["published", "published_deleted", "failed"])
def test_an_imported_post_that_went_out_meanwhile_is_forgotten(state: str) -> None:
    plan = a_plan([], [imported(it())], [it(state=state)])
    assert the_change(plan).section == Action.FORGET


def test_an_imported_post_that_is_gone_is_forgotten() -> None:
    assert the_change(a_plan([], [imported(it())])).section == Action.FORGET


def test_a_post_that_was_published_when_it_was_taken_waits_for_its_file() -> None:
    published = it(state="published", scheduled_at=NOW - 3 * DAY)
    for posts in ([published], []):
        plan = a_plan([], [imported(published)], posts)
        assert (the_change(plan).section, reasons(plan)) == (Action.NO_CHANGE, [Reason.IMPORTED])


def test_an_imported_post_follows_a_file_of_another_name_in_its_minute() -> None:
    other = wanted("landing", text=POST.text)
    plan = a_plan([other], [imported(it())], [it()])
    assert (the_change(plan).section, the_change(plan).moved_from) == (Action.MOVE, POST.address)


def test_the_first_file_of_an_imported_post_is_compared_with_what_publer_shows() -> None:
    post = wanted(media=(PICTURE,), labels=("spring",))
    remote = a_remote_post(post, id="it", media_ids=("m",))
    assert the_change(a_plan([post], [imported(remote)], [remote])).section == Action.NO_CHANGE
    edited = replace(post, text="Other words.")
    change = the_change(a_plan([edited], [imported(remote)], [remote]))
    assert (change.section, set(change.fields)) == (Action.UPDATE, {"text"})


def test_imported_posts_are_not_counted_by_the_guard_against_an_empty_folder() -> None:
    assert a_plan([], [imported(it())], [it()]).refusals == ()
    assert a_plan([], [imported(it(), TakenPostTreatment.TO_DELETE)], [it()]).refusals == ()


@pytest.mark.parametrize(("number", "found"), [(10, []), (11, ["max_deletes"])])
def test_many_posts_that_were_taken_to_be_deleted_are_a_surprise(
    number: int, found: list[str]
) -> None:
    posts = [wanted(f"{n:02}", scheduled_at=NOW + DAY + n * HOUR) for n in range(number)]
    records = [a_record(post, taken=TakenPostTreatment.TO_DELETE) for post in posts]
    plan = a_plan([], records, [a_remote_post(post) for post in posts])
    assert (plan.summary["delete"], [each.guard for each in plan.refusals]) == (number, found)
    assert a_plan([], [a_record(wanted("other"))], [it()]).refusals != ()


# `take:` in a file.


def test_a_post_that_the_file_names_is_adopted_wherever_it_is() -> None:
    moved = it(scheduled_at=POST.scheduled_at and POST.scheduled_at + DAY, text="Other words.")
    plan = a_plan([NAMING], posts=[moved])
    change = the_change(plan)
    assert (change.section, change.remote, plan.unmanaged) == (Action.ADOPT, moved, 0)
    assert [(b.reason, b.detail) for b in change.all_reasons] == [
        (Reason.TAKE_DIFFERS, "text, time")
    ]


def test_one_that_does_not_differ_is_adopted_without_a_word() -> None:
    change = the_change(a_plan([NAMING], posts=[it()]))
    assert (change.section, change.all_reasons) == (Action.ADOPT, ())


@pytest.mark.parametrize(
    ("posts", "reason"),
    [
        ([], Reason.TAKE_NOT_FOUND),
        ([it(account_id=SHOP_LINKEDIN.id)], Reason.TAKE_OTHER_ACCOUNT),
        ([it(state="failed")], Reason.TAKE_UNUSABLE),
        ([it(state="published", text="Other words.")], Reason.TAKE_UNUSABLE),
    ],
)
def test_a_post_that_cannot_be_taken_holds_the_new_one(
    posts: list[RemotePost], reason: Reason
) -> None:
    plan = a_plan([NAMING], posts=posts)
    assert (the_change(plan).section, reasons(plan)[:1]) == (HELD, [reason])


SERIES = wanted(schedule=Recurring(since=NOW + DAY, repeat=Repeat.DAILY), take="it")


def test_a_single_post_is_not_taken_for_a_series() -> None:
    """Unless Publer is not seen to list any series as one: then it may be the series."""
    single = a_remote_post(SERIES, id="it", scheduled_at=NOW + DAY)
    theirs = replace(single, id="theirs", state="recurring", text="Other words.")
    plan = a_plan([SERIES], posts=[single, theirs])
    assert (the_change(plan).section, reasons(plan)[:1]) == (HELD, [Reason.TAKE_UNUSABLE])
    assert the_change(a_plan([SERIES], posts=[single])).section == Action.ADOPT
    assert the_change(a_plan([SERIES], posts=[replace(single, state="recurring")])).section == (
        Action.ADOPT
    )


def test_a_published_post_with_the_text_of_the_file_is_adopted() -> None:
    late = replace(NAMING, schedule=At(NOW - HOUR))
    plan = a_plan([late], posts=[it(state="published", scheduled_at=NOW - HOUR)])
    assert the_change(plan).section == Action.ADOPT


def test_a_post_that_is_recorded_for_another_entry_is_not_taken() -> None:
    other = wanted("other", scheduled_at=NOW + 9 * DAY)
    plan = a_plan([NAMING, other], [a_record(other, post_id="it")], [a_remote_post(other, id="it")])
    change = next(c for c in plan.changes if c.address == NAMING.address)
    assert change.section == HELD
    assert (change.all_reasons[0].reason, change.all_reasons[0].detail) == (
        Reason.TAKE_RECORDED_ELSEWHERE,
        f"it: {other.address}",
    )


def test_a_post_that_two_files_name_is_taken_once() -> None:
    second = wanted("second", take="it", scheduled_at=NOW + 9 * DAY)
    plan = a_plan([NAMING, second], posts=[it()])
    assert {str(c.address): c.section for c in plan.changes} == {
        str(NAMING.address): Action.ADOPT,
        str(second.address): HELD,
    }


def test_a_post_that_a_file_names_is_adopted_by_no_other_file() -> None:
    naming = wanted("naming", take="it", text="Other words.", scheduled_at=NOW + 9 * DAY)
    plan = a_plan([POST, naming], posts=[it()])
    assert {str(c.address): c.section for c in plan.changes} == {
        str(POST.address): HELD,
        str(naming.address): Action.ADOPT,
    }


def test_where_the_account_was_not_read_nothing_is_claimed() -> None:
    plan = a_plan([NAMING], view=a_view(whole=frozenset()))
    assert (the_change(plan).section, reasons(plan)) == (Action.ADOPT, [])


@pytest.mark.parametrize(
    ("recorded", "code"), [("it", NoticeCode.TAKE_RECORDED), ("x", NoticeCode.TAKE_IGNORED)]
)
def test_a_take_that_is_no_longer_needed_is_noticed(recorded: str, code: NoticeCode) -> None:
    record = a_record(NAMING, post_id=recorded)
    plan = a_plan([NAMING], [record], [a_remote_post(NAMING, id=recorded)])
    assert plan.notices == (Notice(code, "it", str(NAMING.address)),)
    assert the_change(plan).section == Action.NO_CHANGE


def test_take_is_no_part_of_what_publer_is_told() -> None:
    assert digests_of(NAMING) == digests_of(POST)


# Differences, records and owners.


@pytest.mark.parametrize(
    ("post", "remote", "traits"),
    [
        (POST, it(text=f" {POST.text}\r\n"), []),
        (POST, it(state="draft"), ["kind"]),
        (POST, it(scheduled_at=None, state="draft"), ["time", "kind"]),
        (POST, it(type="video", media_ids=("m",)), ["type", "media"]),
        (POST, it(state="recycling"), ["recycling"]),
        (replace(POST, title="One"), it(title="Two"), ["title"]),
    ],
)
def test_differences(post: Post, remote: RemotePost, traits: list[str]) -> None:
    assert [each.trait for each in differences_of(post, remote, {})] == traits


@pytest.mark.parametrize(
    "remote",
    [
        it(state="draft"),
        it(type="photo", media_ids=("m",)),
        it(state="recycling"),
        it(scheduled_at=NOW + 9 * DAY),
    ],
)
def test_what_differs_is_what_the_next_plan_changes(remote: RemotePost) -> None:
    record = record_of_taken(POST, remote, NOW - DAY, stored={})
    assert the_change(a_plan([POST], [record], [remote])).section == Action.REPLACE


def test_ideas_and_drafts_are_recorded_as_such() -> None:
    draft = record_without_file(
        POST.address, an_account(), it(state="draft"), NOW, TakenPostTreatment.IMPORTED
    )
    idea = record_without_file(
        Address("an", "ideas"),
        an_account(Network.IDEAS),
        it(account_id="", state="draft_private", scheduled_at=None),
        NOW,
        TakenPostTreatment.IMPORTED,
    )
    assert (draft.standing, idea.standing) == (PublishMode.DRAFT, PublishMode.PRIVATE_IDEA)


def test_the_owner_of_a_post() -> None:
    other = Address("other", "shop-x")
    create = Intent(
        kind=IntentKind.CREATE,
        address=other,
        account_id=POST.account.id,
        network=POST.network,
        scheduled_at=POST.scheduled_at,
        since=NOW,
        job_post_ids=("made",),
    )
    delete = replace(create, kind=IntentKind.DELETE, post_id="old", job_post_ids=())
    state = a_state(a_record(POST, post_id="mine"), intents=(create, delete))
    found = {i: owner_of(state, i, POST.address) for i in ("mine", "made", "old", "free")}
    assert found == {"mine": None, "made": other, "old": other, "free": None}
    assert owner_of(state, "mine", other) == POST.address
