"""Files that are renamed keep their posts, as long as it is certain which is which."""

from __future__ import annotations

from dataclasses import replace

from publer_sync.model.address import Address
from publer_sync.model.schedule import At
from publer_sync.planning.change import Action, Cause, Reason, ReasonDetail
from tests.support.builders import ACCOUNT_ID, MORNING, an_account
from tests.support.planning import HOUR, NOW, a_plan, a_record, a_remote_post, the_change, wanted

OLD = wanted("old")
NEW = wanted("new")
RENAMED = ReasonDetail(Reason.RENAMED, "old@shop-x")


def test_a_renamed_file_moves_its_post() -> None:
    plan = a_plan([replace(NEW, text=OLD.text)], [a_record(OLD)], [a_remote_post(OLD)])
    change = the_change(plan)
    assert (change.section, change.cause) == (Action.MOVE, Cause.FILE)
    assert (change.moved_from, change.all_reasons) == (OLD.address, (RENAMED,))
    assert (plan.requests.windows, plan.deletes) == (1, False)


def test_a_file_renamed_and_edited_updates_its_post() -> None:
    edited = replace(NEW, text="Edited.")
    change = the_change(a_plan([edited], [a_record(OLD)], [a_remote_post(OLD)]))
    assert (change.section, change.moved_from) == (Action.UPDATE, OLD.address)
    assert change.all_reasons == (RENAMED,)


def test_an_alias_that_is_renamed_moves_its_posts() -> None:
    account = an_account(alias="corner-x", id=ACCOUNT_ID)
    change = the_change(
        a_plan([wanted("old", account=account)], [a_record(OLD)], [a_remote_post(OLD)])
    )
    assert (change.section, change.address) == (Action.MOVE, Address("old", "corner-x"))


def test_a_file_renamed_and_moved_in_time_is_another_post() -> None:
    later = replace(NEW, schedule=At(MORNING + HOUR))
    plan = a_plan([later], [a_record(OLD)], [a_remote_post(OLD)])
    assert [change.section for change in plan.changes] == [Action.DELETE, Action.CREATE]


def test_two_that_could_be_meant_are_not_moved() -> None:
    twin = wanted("twin")
    plan = a_plan([NEW, twin], [a_record(OLD)], [a_remote_post(OLD)])
    assert not plan.of(Action.MOVE)
    assert [change.address.entry for change in plan.of(Action.DELETE)] == ["old"]


def test_a_published_post_moves_with_its_file() -> None:
    old, new = (wanted(name, scheduled_at=NOW - HOUR) for name in ("old", "new"))
    plan = a_plan([new], [a_record(old)], [a_remote_post(old, state="published")])
    assert the_change(plan).section == Action.MOVE


def test_a_renamed_post_that_is_gone_is_created_under_its_new_name() -> None:
    change = the_change(a_plan([NEW], [a_record(OLD)]))
    assert (change.section, change.moved_from) == (Action.CREATE, OLD.address)
    assert {because.reason for because in change.all_reasons} == {Reason.GONE, Reason.RENAMED}
