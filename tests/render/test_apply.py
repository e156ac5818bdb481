"""What an apply says of two changes at one address."""

from __future__ import annotations

from dataclasses import replace

from publer_sync.execution.events import ChangeResult, Outcome
from publer_sync.planning.change import HELD, Action, Reason, ReasonDetail
from publer_sync.render.apply import outcomes
from tests.support.planning import a_plan, a_record, a_remote_post, wanted

POST = wanted("launch", protect=True)
ADDRESS = POST.address


def test_the_result_of_an_old_half_is_not_that_of_a_new_one_which_is_held() -> None:
    old = a_remote_post(POST, id="old-half")
    new = a_plan([], [a_record(POST)], [a_remote_post(POST)])
    (protected,) = new.changes
    half = replace(
        protected,
        held=None,
        recorded=None,
        remote=old,
        reasons=(ReasonDetail(Reason.OLD_HALF, "old-half"),),
    )
    assert (protected.section, protected.action, half.section) == (HELD, "delete", "delete")
    told = outcomes(
        replace(new, changes=(protected, half)),
        [
            ChangeResult(ADDRESS, Action.DELETE, Outcome.DONE, "old-half"),
            ChangeResult(ADDRESS, Action.DELETE, Outcome.SKIPPED, is_held=True),
        ],
    )
    assert [result.outcome for _, result in told if result] == [Outcome.SKIPPED, Outcome.DONE]
