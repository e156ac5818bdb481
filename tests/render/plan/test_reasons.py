"""Every action, reason and stage has its words, and every reason says what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from publer_sync.execution.events import Advanced, Looking, Outcome, Result, Stage, Started
from publer_sync.model.address import Address
from publer_sync.planning.change import Action, Because, Reason
from publer_sync.planning.plan import Notice, Refusal
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

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize("action", Action)
def test_each_action_has_its_look(action: Action) -> None:
    look = LOOKS[action]
    assert look.verb
    assert bool(look.done) == action.acts


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_says_what_is_and_what_to_do(reason: Reason) -> None:
    (says,) = reason_texts([Because(reason)])
    assert says.endswith(".")
    assert reason_advice(Because(reason)).endswith(".")


def test_a_reason_that_holds_for_several_fields_is_one_sentence() -> None:
    reasons = [Because(Reason.EDITED_IN_PUBLER, name) for name in ("text", "title")]
    assert reason_texts(reasons) == ["This was changed in Publer since the last apply: text, title"]


@pytest.mark.parametrize(
    ("guard", "allow"),
    [
        ("empty", "deletes"),
        ("max_deletes", "deletes"),
        ("max_replaces", "replaces"),
        ("missed", "past"),
        ("new_one", "it"),
    ],
)
def test_a_refusal_says_how_to_go_on(guard: str, allow: str) -> None:
    refusal = Refusal(guard, "posts to delete: 11, allowed: 10", allow)
    assert refusal_text(refusal) == "Refused: posts to delete: 11, allowed: 10."
    assert f"--allow {allow}" in refusal_advice(refusal)


def test_a_notice_that_is_not_known_shows_its_facts() -> None:
    notice = Notice("something_new", "a fact", "launch@shop-x")
    assert notice_text(notice) == "launch@shop-x: something_new: a fact"
    assert notice_advice(notice) is None


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_has_a_line(stage: Stage) -> None:
    line = stage_line(Started(stage, 3), ROME)
    assert line
    assert line.endswith("s")


def test_a_long_wait_says_in_local_time_when_it_ends() -> None:
    until = datetime(2036, 5, 5, 16, 59, 30, tzinfo=UTC)
    assert stage_line(Looking(until), ROME) == (
        "Publer does not show it yet; looking until 18:59:30 at the latest."
    )


def test_other_events_say_nothing() -> None:
    result = Result(Address("launch", "shop-x"), Action.CREATE, Outcome.DONE)
    assert stage_line(Started(Stage.UPLOAD, 0), ROME) is None
    assert stage_line(Advanced(Stage.UPLOAD, 1), ROME) is None
    assert stage_line(result, ROME) is None
