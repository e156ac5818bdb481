"""The order of posts to make and to delete: make first, delete first only where posts wait in a circle."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from publer_sync.execution.schedule_steps import ScheduleStep, next_step
from publer_sync.model.network import Network
from publer_sync.model.schedule import At, Listing, Recurring, Repeat
from publer_sync.planning.change import Action, Change
from tests.support.builders import MORNING, an_account, time_of
from tests.support.planning import DAY, HOUR, MINUTE, a_record, a_remote_post, wanted

LINKEDIN = an_account(Network.LINKEDIN)
TEXTS = {"a": "apples in the morning", "b": "bread for everyone", "c": "coats against rain",
         "d": "doors stay open"}  # fmt: skip


def change(name: str, action: Action, now: int | None, then: int | None, **post: object) -> Change:
    """A post that stands at hour `now` and is wanted at hour `then`."""
    given = {"account": LINKEDIN, "text": TEXTS[name], **post}
    stands = wanted(name, scheduled_at=MORNING + (now or 0) * HOUR, **given)
    desired = replace(stands, schedule=At(MORNING + (then or 0) * HOUR))
    return Change(
        address=desired.address,
        action=action,
        desired=None if then is None else desired,
        remote=None if now is None else a_remote_post(stands),
        network=desired.network,
    )


def create(name: str, then: int, **post: object) -> Change:
    return change(name, Action.CREATE, None, then, **post)


def move(name: str, now: int, then: int, **post: object) -> Change:
    return change(name, Action.REPLACE, now, then, **post)


def delete(name: str, now: int, **post: object) -> Change:
    return change(name, Action.DELETE, now, None, **post)


def steps(*changes: Change) -> list[str]:
    """The steps until nothing is left, such as `make a b` and `delete c`."""
    waiting = [c for c in changes if c.section != Action.DELETE]
    leaving = [c for c in changes if c.section != Action.CREATE]
    told = []
    while waiting or leaving:
        step = next_step(waiting, leaving, 5 * DAY)
        told.append(_told(step))
        assert told[-1], "nothing can be done"
        if step.make:  # the old half of what was made goes at once
            waiting = [c for c in waiting if c not in step.make]
            leaving = [c for c in leaving if c not in step.make]
        leaving = [c for c in leaving if c not in step.delete]
    return told


def _told(step: ScheduleStep) -> str:
    word = "make" if step.make else "delete" if step.delete else ""
    return " ".join([word, *(c.address.entry for c in step.make or step.delete)]).strip()


def test_new_posts_are_made_at_once() -> None:
    assert steps(create("a", 1), create("b", 2)) == ["make a b"]


def test_a_moved_post_is_made_before_its_old_half_goes() -> None:
    assert steps(move("a", 1, 2)) == ["make a"]


def test_a_post_in_the_slot_of_a_removed_one_waits_for_it() -> None:
    assert steps(create("a", 1), delete("b", 1)) == ["delete b", "make a"]


def test_what_can_be_made_does_not_wait_for_deletes() -> None:
    assert steps(create("a", 1), delete("b", 1), create("c", 3)) == ["make c", "delete b", "make a"]


def test_a_chain_moves_up_from_its_free_end() -> None:
    chain = (move("a", 1, 2), move("b", 2, 3), move("c", 3, 4))
    assert steps(*chain) == ["make c", "make b", "make a"]


def test_two_that_swap_are_deleted_first() -> None:
    assert steps(move("a", 1, 2), move("b", 2, 1)) == ["delete a b", "make a b"]


def test_a_circle_of_three() -> None:
    circle = (move("a", 1, 2), move("b", 2, 3), move("c", 3, 1))
    assert steps(*circle) == ["delete a b c", "make a b c"]


def test_a_post_that_waits_for_a_circle_is_not_deleted_with_it() -> None:
    assert steps(move("a", 1, 2), move("b", 2, 1), move("c", 5, 1)) == [
        "delete a b", "make a b c",
    ]  # fmt: skip


def test_a_replacement_in_its_own_slot_is_deleted_first() -> None:
    assert steps(move("a", 1, 1)) == ["delete a", "make a"]


def test_a_minute_aside_is_as_good_as_the_same_slot() -> None:
    near = move("a", 1, 1)
    assert near.desired
    at = time_of(near.desired) + MINUTE
    assert steps(replace(near, desired=replace(near.desired, schedule=At(at)))) == [
        "delete a", "make a",
    ]  # fmt: skip
    far = replace(near, desired=replace(near.desired, schedule=At(at + timedelta(minutes=1))))
    assert steps(far) == ["make a"]


def a_series(change: Change, at: int) -> Change:
    """A change whose new half is a weekly series that begins at this hour."""
    rule = Recurring(since=MORNING + at * HOUR, repeat=Repeat.WEEKLY)
    assert change.desired
    return replace(change, desired=replace(change.desired, schedule=rule))


def of_a_series(change: Change) -> Change:
    """A change whose old half is a series, at its next time."""
    assert change.desired
    record = replace(a_record(change.desired), shelf=Listing.SERIES)
    return replace(change, recorded=record)


WEEK = 7 * 24


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (1, 1, "delete a, make a"),
        (1, 1 + WEEK, "delete a, make a"),
        (1, 2 + WEEK, "delete a, make a"),  # clocks may be changed until then
        (1 + WEEK, 1, "delete a, make a"),
        (1, 4, "make a"),
        (1, 4 + WEEK, "make a"),
    ],
)
def test_a_series_waits_for_itself_where_minutes_meet(old: int, new: int, told: str) -> None:
    assert ", ".join(steps(of_a_series(a_series(move("a", old, new), new)))) == told


def test_a_series_waits_for_what_stands_on_its_days_and_not_before() -> None:
    assert steps(a_series(create("a", 1), 1), delete("b", 1 + WEEK)) == ["delete b", "make a"]
    assert steps(a_series(create("a", WEEK), WEEK), delete("b", 0)) == ["make a", "delete b"]


def test_a_post_waits_for_a_series_that_goes() -> None:
    leaves = of_a_series(move("b", 1, 3))
    assert steps(create("a", 1 + WEEK), leaves) == ["make b", "make a"]


def test_other_accounts_are_not_in_the_way() -> None:
    other = an_account(Network.FACEBOOK)
    assert steps(create("a", 1), delete("b", 1, account=other)) == ["make a", "delete b"]


def test_on_x_a_post_waits_for_one_that_is_too_much_like_it() -> None:
    x = an_account()
    assert steps(move("a", 1, 5, account=x)) == ["delete a", "make a"]
    alike = create("b", 5, account=x, text=TEXTS["a"] + " again")
    assert steps(alike, delete("a", 1, account=x)) == ["delete a", "make b"]


def test_on_x_its_own_old_half_goes_first_however_far_it_moves() -> None:
    assert steps(move("a", 1, 500, account=an_account())) == ["delete a", "make a"]


@pytest.mark.parametrize(("apart", "waits"), [(5 * DAY - MINUTE, True), (5 * DAY, False)])
def test_on_x_only_a_text_within_the_window_is_in_the_way(apart: timedelta, waits: bool) -> None:
    alike = create("b", 1, account=an_account(), text=TEXTS["a"])
    assert alike.desired
    later = replace(alike, desired=replace(alike.desired, schedule=At(MORNING + HOUR + apart)))
    told = steps(later, delete("a", 1, account=an_account()))
    assert told == (["delete a", "make b"] if waits else ["make b", "delete a"])


def test_on_x_the_text_of_another_account_is_not_in_the_way() -> None:
    other = an_account(alias="cafe-x")
    alike = create("b", 5, account=other, text=TEXTS["a"])
    assert steps(alike, delete("a", 1, account=an_account())) == ["make b", "delete a"]


def test_elsewhere_the_same_text_may_stand_twice() -> None:
    alike = create("b", 5, text=TEXTS["a"])
    assert steps(alike, delete("a", 1)) == ["make b", "delete a"]


def test_a_failed_old_half_holds_no_slot() -> None:
    failed = move("a", 1, 1)
    assert failed.remote
    assert steps(replace(failed, remote=replace(failed.remote, state="failed"))) == ["make a"]


def test_a_post_that_waits_for_nothing_we_delete_can_not_be_made() -> None:
    """Its slot is held by a replacement that waits for ever; the executor gives up on such."""
    waits, holder = create("a", 1), move("b", 1, 2)
    assert next_step([waits], [holder], 5 * DAY) == ScheduleStep()
