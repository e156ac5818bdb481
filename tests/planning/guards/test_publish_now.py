"""Posts that go out at once: one of an account at a time."""

from __future__ import annotations

from publer_sync.model.schedule import Now
from publer_sync.planning.change import HELD, Action, Reason, ReasonDetail
from tests.support.planning import SHOP_LINKEDIN, a_plan, wanted


def test_the_second_waits_for_the_next_apply() -> None:
    plan = a_plan([wanted("one", schedule=Now()), wanted("two", text="Jam!", schedule=Now())])

    one, two = plan.changes
    assert (one.section, two.section) == (Action.CREATE, HELD)
    assert two.all_reasons == (ReasonDetail(Reason.IN_TURN, "one@shop-x"),)


def test_each_account_has_its_own_turn() -> None:
    there = wanted("two", account=SHOP_LINKEDIN, schedule=Now())
    plan = a_plan([wanted("one", schedule=Now()), there])

    assert [change.section for change in plan.changes] == [Action.CREATE] * 2
