"""A post whose id is gone because Publer published it: followed, and edited only if it can be no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.planning.change import Action, Change, Reason
from publer_sync.planning.plan import Plan
from tests.support.planning import (
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


def plan_with(minutes_later: int, words: str) -> Plan:
    """Ours was due now and is not listed; a post with its words was published some minutes later."""
    desired = wanted("a", text=words, scheduled_at=NOW, account=SHOP_LINKEDIN)
    record = a_record(replace(desired, text="One."), written_at=NOW)
    when = NOW + minutes_later * MINUTE
    other = a_remote_post(desired, id="another", state="published", text="One.", scheduled_at=when)
    return a_plan([desired], [record], [other], moment=a_moment(update_published=True))


def reasons(change: Change) -> set[Reason]:
    return {because.reason for because in change.all_reasons}


def test_in_its_own_minute_it_is_ours() -> None:
    assert the_change(plan_with(0, "Two.")).section == Action.UPDATE


def test_in_another_minute_it_may_be_a_colleagues_and_is_not_edited() -> None:
    change = the_change(plan_with(1, "Two."))
    assert not change.writes
    assert Reason.FOUND_BY_WORDS in reasons(change)


@pytest.mark.parametrize("minutes_later", [0, 1])
def test_either_way_it_is_not_posted_again(minutes_later: int) -> None:
    assert not [change for change in plan_with(minutes_later, "One.").changes if change.writes]
