"""Every action, reason and stage has its words, and every reason says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from publer_sync.execution.events import (
    ChangeResult,
    LookupStarted,
    Outcome,
    Stage,
    StageAdvanced,
    StageStarted,
)
from publer_sync.model.address import Address
from publer_sync.planning.change import Action, Reason, ReasonDetail
from publer_sync.planning.plan import AllowWord, Notice, NoticeCode, PlanGuard, Refusal
from publer_sync.render.apply import stage_line
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.plan.reasons import (
    notice_advice,
    notice_text,
    reason_advice,
    reason_texts,
    refusal_advice,
    refusal_text,
)
from publer_sync.render.plan.text import advice_on
from tests.support.planning import (
    DAY,
    NOW,
    a_plan,
    a_record,
    a_remote_post,
    the_change,
    wanted,
)

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize("action", Action)
def test_each_action_has_its_look(action: Action) -> None:
    look = LOOKS[action]
    assert look.verb
    assert bool(look.past_tense) == action.acts


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_says_what_is_and_what_to_do(reason: Reason) -> None:
    (says,) = reason_texts([ReasonDetail(reason)])
    assert says.endswith(".")
    assert reason_advice(ReasonDetail(reason)).endswith(".")


def test_a_reason_that_holds_for_several_fields_is_one_sentence() -> None:
    reasons = [ReasonDetail(Reason.EDITED_IN_PUBLER, name) for name in ("text", "title")]
    assert reason_texts(reasons) == ["This was changed in Publer since the last apply: text, title"]


@pytest.mark.parametrize("guard", PlanGuard)
def test_a_refusal_says_how_to_go_on(guard: PlanGuard) -> None:
    refusal = Refusal(guard, "posts to delete: 11, allowed: 10", AllowWord.DELETES)
    assert refusal_text(refusal) == "Refused: posts to delete: 11, allowed: 10."
    assert "--allow deletes" in refusal_advice(refusal)


@pytest.mark.parametrize("code", [*NoticeCode, *Reason])
def test_a_notice_says_what_it_is_about_and_what_to_do(code: NoticeCode | Reason) -> None:
    notice = Notice(code, "a fact", "launch@shop-x")
    assert notice_text(notice).startswith("launch@shop-x: ")
    assert notice_text(notice).endswith(": a fact")
    assert notice_advice(notice).endswith(".")


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_has_a_line(stage: Stage) -> None:
    line = stage_line(StageStarted(stage, 3), ROME)
    assert line
    assert line.endswith("s")


def test_a_long_wait_says_in_local_time_when_it_ends() -> None:
    until = datetime(2036, 5, 5, 16, 59, 30, tzinfo=UTC)
    assert stage_line(LookupStarted(until), ROME) == (
        "Publer does not show it yet; looking until 18:59:30 at the latest."
    )


def test_other_events_say_nothing() -> None:
    result = ChangeResult(Address("launch", "shop-x"), Action.CREATE, Outcome.DONE)
    assert stage_line(StageStarted(Stage.UPLOAD, 0), ROME) is None
    assert stage_line(StageAdvanced(Stage.UPLOAD, 1), ROME) is None
    assert stage_line(result, ROME) is None


def test_an_obstacle_is_cleared_before_a_new_time_is_given() -> None:
    late = wanted(scheduled_at=NOW - DAY)
    declined = a_remote_post(late, state="scheduled_declined")
    for post in (late, replace(late, text="Edited.")):
        advice = advice_on(the_change(a_plan([post], [a_record(late)], [declined])))
        assert advice == [
            "Change the post as the reviewer asks, or remove the file.",
            "Give it a new time, or remove the file.",
        ]
