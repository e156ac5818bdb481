"""The guard against equal texts: what X would refuse is not sent, and nothing else is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.account import Account
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.schedule import At, Auto, GapUnit, Now, Recycling
from publer_sync.planning.change import HELD, Action, Change, Reason, ReasonDetail
from publer_sync.planning.guards.duplicate_text import guard_duplicate_text
from publer_sync.planning.guards.existing_posts import UnmanagedPosts
from publer_sync.planning.plan import Plan
from tests.support.builders import MORNING
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    SHOP_LINKEDIN,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    wanted,
)

TEXT = "Thanks to our hosts."
OFF = frozenset({"duplicate-text"})
CAFE = Account("cafe-x", "id-of-cafe-x", Network.TWITTER)


def a_text(entry: str, days: float, **more: Any) -> Post:
    return wanted(entry, text=TEXT, scheduled_at=MORNING + days * DAY, **more)


def theirs(days: float, **more: Any) -> RemotePost:
    """A post that is not managed here, with the same text in other letters."""
    when = MORNING + days * DAY
    return a_remote_post(**{"id": "theirs", "text": TEXT.upper(), "scheduled_at": when, **more})


def held(plan: Plan) -> dict[str, str | None]:
    """What each entry repeats that the guard holds."""
    return {
        change.address.entry: because.detail
        for change in plan.changes
        for because in change.all_reasons
        if because.reason is Reason.SAME_TEXT and change.section == HELD
    }


def of(plan: Plan, entry: str) -> Change:
    return next(change for change in plan.changes if change.address.entry == entry)


@pytest.mark.parametrize(("days", "is_held"), [(1, True), (4.9, True), (5, False), (28, False)])
def test_two_files_on_one_account(days: float, is_held: bool) -> None:
    plan = a_plan([a_text("a", 0), a_text("b", days)])
    assert held(plan) == ({"b": "a@shop-x of 2036-05-05T07:00:00Z"} if is_held else {})
    assert of(plan, "a").section == Action.CREATE


@pytest.mark.parametrize("account", [CAFE, SHOP_LINKEDIN])
def test_other_accounts_may_have_the_text(account: Account) -> None:
    view = a_view(account_ids=frozenset({wanted().account.id, account.id}))
    assert held(a_plan([a_text("a", 0), a_text("b", 1, account=account)], view=view)) == {}


@pytest.mark.parametrize("state", ["scheduled", "published", "publishing"])
@pytest.mark.parametrize(("days", "is_held"), [(-4, True), (4, True), (-5, False), (6, False)])
def test_a_post_that_is_not_managed_here(state: str, days: float, is_held: bool) -> None:
    plan = a_plan([a_text("a", 0)], posts=[theirs(days, state=state)])
    assert bool(held(plan)) is is_held


@pytest.mark.parametrize("state", ["draft", "failed", "published_deleted"])
def test_what_does_not_go_out_holds_nothing(state: str) -> None:
    assert held(a_plan([a_text("a", 0)], posts=[theirs(1, state=state)])) == {}


def test_a_managed_post_that_stays() -> None:
    stays = a_text("stays", 2)
    plan = a_plan([stays, a_text("new", 0)], [a_record(stays)], [a_remote_post(stays)])
    assert held(plan) == {"new": "stays@shop-x of 2036-05-07T07:00:00Z"}


def test_a_managed_post_that_is_deleted_holds_nothing() -> None:
    goes = a_text("goes", 2)
    assert held(a_plan([a_text("new", 0)], [a_record(goes)], [a_remote_post(goes)])) == {}


def test_a_post_that_moves_does_not_repeat_itself() -> None:
    old = a_text("a", 0)
    moved = replace(old, schedule=At(MORNING + HOUR))
    assert of(a_plan([moved], [a_record(old)], [a_remote_post(old)]), "a").section == Action.REPLACE


def test_the_window_is_the_policy_s() -> None:
    moment = a_moment(policy=Policy(repeat_text=timedelta(days=30)))
    assert held(a_plan([a_text("a", 0), a_text("b", 28)], moment=moment))


def test_posts_without_a_minute_of_their_own() -> None:
    days = Auto(MORNING + 3 * DAY, MORNING + 9 * DAY)
    assert held(a_plan([replace(a_text("a", 0), schedule=days)], posts=[theirs(-1)]))
    assert held(a_plan([replace(a_text("a", 0), schedule=days)], posts=[theirs(-2)])) == {}
    assert held(a_plan([replace(a_text("a", 0), schedule=Now()), a_text("b", 0)]))


def test_what_a_recycled_post_leaves_behind_holds_nothing() -> None:
    again = Recycling(gap=1, unit=GapUnit.WEEK)
    series = wanted("series", text=TEXT, schedule=At(MORNING + 20 * DAY, again))
    record = a_record(series, shelf=series.shelf, scheduled_at=MORNING + 20 * DAY)
    shown = a_remote_post(series, state="recycling", scheduled_at=MORNING + 20 * DAY)
    left = a_remote_post(series, id="left", state="published", scheduled_at=NOW - HOUR)
    assert held(a_plan([series, a_text("new", 0)], [record], [shown, left])) == {}


@pytest.mark.parametrize("entry", ["a", "b"])
def test_off_on_either_entry_lets_both_through(entry: str) -> None:
    posts = [a_text("a", 0), a_text("b", 1)]
    free = [replace(p, off_by_entry=OFF) if p.address.entry == entry else p for p in posts]
    assert held(a_plan(free)) == {}


def test_off_for_the_project_or_a_folder_lets_nothing_through() -> None:
    assert held(a_plan([a_text("a", 0, off=OFF), a_text("b", 1, off=OFF)]))


def test_off_on_a_managed_entry_lets_a_new_one_through() -> None:
    stays = a_text("stays", 2, off_by_entry=OFF)
    plan = a_plan([stays, a_text("new", 0)], [a_record(stays)], [a_remote_post(stays)])
    assert held(plan) == {}


@pytest.mark.parametrize(("address", "is_held"), [("b@shop-x", False), ("c@shop-x", True)])
def test_allowed_for_one_run(address: str, is_held: bool) -> None:
    moment = a_moment(allow=frozenset({f"duplicate-text={address}"}))
    assert ("b" in held(a_plan([a_text("a", 0), a_text("b", 1)], moment=moment))) is is_held


def test_a_post_that_is_held_is_repeated_by_none() -> None:
    plan = a_plan([a_text("a", 0), a_text("b", 3), a_text("c", 6)])
    assert held(plan) == {"b": "a@shop-x of 2036-05-05T07:00:00Z"}


def test_a_post_that_would_have_gone_and_is_held_stays_in_the_way() -> None:
    """It is too close to another one, so its old version stays, with the text that a new one has."""
    old = a_text("old", 0)
    edited = replace(old, text="New words", schedule=At(MORNING + 3 * DAY))
    other = a_remote_post(id="other", text="Other", scheduled_at=MORNING + 3 * DAY + MINUTE)
    plan = a_plan([edited, a_text("new", 1)], [a_record(old)], [a_remote_post(old), other])
    assert of(plan, "old").all_reasons[-1] == ReasonDetail(Reason.TOO_CLOSE, "other")
    assert held(plan) == {"new": "old@shop-x of 2036-05-05T07:00:00Z"}


def test_what_is_left_of_an_address_does_not_hold_its_new_post() -> None:
    old, new = a_text("a", 0), a_text("a", 1)
    changes = [
        Change(address=old.address, action=Action.NO_CHANGE, remote=a_remote_post(old), network=old.network),
        Change(address=new.address, action=Action.CREATE, desired=new, network=new.network),
    ]  # fmt: skip
    assert (
        guard_duplicate_text(changes, [], UnmanagedPosts(now=NOW, since=NOW, state=a_state()))
        == changes
    )
