"""Guards that look at other posts: slots, the two minutes between posts, and daily limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.schedule import At
from publer_sync.planning.change import HELD, Action, Reason, ReasonDetail
from publer_sync.planning.plan import Plan
from tests.support.builders import ACCOUNT_ID, MORNING, time_of
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
    the_change,
    wanted,
)

SECOND = timedelta(seconds=1)


def theirs(at: datetime, state: str = "scheduled") -> RemotePost:
    """A post of someone else."""
    return a_remote_post(wanted(), id="theirs", text="Theirs", scheduled_at=at, state=state)


def actions(plan: Plan) -> dict[str, str]:
    return {change.address.entry: change.section for change in plan.changes}


@pytest.mark.parametrize(
    ("apart", "reason"),
    [
        (-2 * MINUTE, None),
        (-MINUTE, Reason.TOO_CLOSE),
        (-SECOND, Reason.TOO_CLOSE),
        (0 * SECOND, Reason.SLOT_TAKEN),
        (59 * SECOND, Reason.SLOT_TAKEN),
        (MINUTE, Reason.TOO_CLOSE),
        (119 * SECOND, Reason.TOO_CLOSE),
        (2 * MINUTE, None),
    ],
)
def test_distance_to_an_unmanaged_post(apart: timedelta, reason: Reason | None) -> None:
    change = the_change(a_plan([wanted()], posts=[theirs(MORNING + apart)]))
    found = [(each.reason, (each.detail or "").split()[0]) for each in change.all_reasons]
    assert found == ([(reason, "theirs")] if reason else [])
    assert change.section == (HELD if reason else Action.CREATE)


@pytest.mark.parametrize(
    ("state", "free"), [("published", False), ("publishing", False), ("draft", True)]
)
def test_which_states_hold_a_slot(state: str, free: bool) -> None:
    change = the_change(a_plan([wanted()], posts=[theirs(MORNING, state)]))
    assert (change.section == Action.CREATE) == free


@pytest.mark.parametrize(
    ("minutes", "reason"), [(0, Reason.SLOT_TAKEN), (1, Reason.TOO_CLOSE), (2, None)]
)
def test_distance_between_two_wanted_posts(minutes: int, reason: Reason | None) -> None:
    second = wanted("second", scheduled_at=MORNING + minutes * MINUTE)
    plan = a_plan([wanted("first"), second])
    assert actions(plan)["first"] is Action.CREATE
    blocked = plan.of(HELD)
    assert [c.all_reasons for c in blocked] == (
        [(ReasonDetail(reason, "first@shop-x"),)] if reason else []
    )


def test_the_earlier_of_two_posts_goes() -> None:
    plan = a_plan([wanted("a", scheduled_at=MORNING + MINUTE), wanted("b")])
    assert actions(plan) == {"a": HELD, "b": Action.CREATE}


def test_accounts_do_not_stand_in_each_others_way() -> None:
    plan = a_plan([wanted(), wanted(account=SHOP_LINKEDIN)])
    assert set(actions(plan).values()) == {Action.CREATE}


def test_a_post_in_publer_is_adopted_by_one_entry_only() -> None:
    text = wanted().text
    same = [wanted("a", text=text), wanted("b", text=text)]
    plan = a_plan(same, posts=[a_remote_post(id="theirs")])
    assert actions(plan) == {"a": Action.ADOPT, "b": HELD}


def test_two_posts_that_swap_their_slots_are_not_blocked() -> None:
    first, second = wanted("first"), wanted("second", scheduled_at=MORNING + HOUR)
    swapped = [
        replace(first, schedule=At(time_of(second))),
        replace(second, schedule=At(time_of(first))),
    ]
    plan = a_plan(
        swapped,
        [a_record(first), a_record(second)],
        [a_remote_post(first), a_remote_post(second)],
    )
    assert set(actions(plan).values()) == {Action.REPLACE}


def test_a_post_may_take_the_slot_of_one_that_goes() -> None:
    going, coming = wanted("going"), wanted("coming", text="New", scheduled_at=MORNING + MINUTE)
    plan = a_plan([coming], [a_record(going)], [a_remote_post(going)])
    assert actions(plan) == {"going": Action.DELETE, "coming": Action.CREATE}


def test_whoever_waits_for_a_blocked_post_is_blocked_too() -> None:
    frozen = wanted("frozen", scheduled_at=NOW + 4 * MINUTE)
    middle = wanted("middle", scheduled_at=MORNING)
    desired = [
        replace(frozen, schedule=At(MORNING + DAY)),
        replace(middle, schedule=At(NOW + 5 * MINUTE)),
        wanted("last", text="Last", scheduled_at=MORNING),
    ]
    plan = a_plan(
        desired,
        [a_record(frozen), a_record(middle)],
        [a_remote_post(frozen), a_remote_post(middle)],
    )
    assert actions(plan) == {
        "frozen": HELD,
        "middle": HELD,
        "last": HELD,
    }
    last = next(change for change in plan.changes if change.address.entry == "last")
    assert last.all_reasons == (ReasonDetail(Reason.SLOT_TAKEN, "middle@shop-x"),)


def test_a_post_that_is_not_targeted_stays_in_the_way() -> None:
    going, coming = wanted("going"), wanted("coming", text="New", scheduled_at=MORNING + MINUTE)
    moment = a_moment(targets=("coming",))
    change = the_change(a_plan([coming], [a_record(going)], [a_remote_post(going)], moment=moment))
    assert change.all_reasons == (ReasonDetail(Reason.TOO_CLOSE, "going@shop-x"),)


def limited(posts: list[Post], limit: int, others: list[RemotePost] | None = None) -> Plan:
    return a_plan(posts, posts=others or [], daily_limits={ACCOUNT_ID: limit})


@pytest.mark.parametrize(
    ("third", "fits"),
    [
        (DAY - MINUTE, False),
        (DAY, True),
        (DAY + HOUR, True),
    ],
)
def test_a_daily_limit_counts_any_24_hours(third: timedelta, fits: bool) -> None:
    posts = [
        wanted(str(n), scheduled_at=MORNING + at) for n, at in enumerate([0 * DAY, HOUR, third])
    ]
    plan = limited(posts, 2)
    assert actions(plan)["2"] is (Action.CREATE if fits else HELD)
    assert actions(plan)["1"] is Action.CREATE


def test_a_daily_limit_counts_posts_of_others_and_published_ones() -> None:
    post = wanted(scheduled_at=NOW + HOUR)
    others = [theirs(NOW - HOUR, "published"), theirs(NOW + 2 * HOUR)]
    assert the_change(limited([post], 3, others)).section == Action.CREATE
    change = the_change(limited([post], 2, others))
    assert change.all_reasons == (ReasonDetail(Reason.DAILY_LIMIT, "2"),)


def test_an_adopted_post_counts_once() -> None:
    there, new = wanted("there"), wanted("new", scheduled_at=MORNING + HOUR)
    plan = limited([there, new], 2, [a_remote_post(there, id="theirs")])
    assert actions(plan) == {"there": Action.ADOPT, "new": Action.CREATE}


def test_a_forgotten_post_that_was_published_still_counts() -> None:
    out, new = wanted("out", scheduled_at=NOW - HOUR), wanted("new", scheduled_at=NOW + HOUR)
    plan = a_plan(
        [new],
        [a_record(out)],
        [a_remote_post(out, state="published")],
        daily_limits={ACCOUNT_ID: 1},
    )
    assert actions(plan) == {"out": Action.FORGET, "new": HELD}


def test_a_replacement_blocked_by_the_limit_counts_where_it_stands() -> None:
    moved = wanted("moved", scheduled_at=MORNING + 3 * HOUR)
    later = replace(moved, schedule=At(MORNING + 4 * HOUR))
    new = [wanted(str(n), scheduled_at=MORNING + n * HOUR) for n in range(2)]
    plan = a_plan(
        [*new, later], [a_record(moved)], [a_remote_post(moved)], daily_limits={ACCOUNT_ID: 2}
    )
    assert actions(plan) == {"0": Action.CREATE, "1": HELD, "moved": HELD}


def test_an_account_without_a_limit_is_not_limited() -> None:
    posts = [wanted(str(n), scheduled_at=MORNING + n * HOUR) for n in range(9)]
    assert set(actions(a_plan(posts)).values()) == {Action.CREATE}


def test_a_taken_minute_names_state_take_only_where_no_post_is_recorded() -> None:
    post, hers = wanted(), a_remote_post(wanted("hers"), text="Hers", id="hers")
    (new,) = the_change(a_plan([post], posts=[hers])).all_reasons
    assert new.command == ("state", "take", str(post.address), "hers")
    elsewhere = replace(post, schedule=At(MORNING + DAY))
    moved = the_change(a_plan([post], [a_record(elsewhere)], [a_remote_post(elsewhere), hers]))
    assert [(r.reason, r.command) for r in moved.all_reasons][-1] == (Reason.SLOT_TAKEN, ())
