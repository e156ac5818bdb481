"""Edits in Publer are found and put back; what Publer itself rewrites is no drift."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publer_sync.model.post import Post
from publer_sync.model.schedule import At
from publer_sync.planning.change import Action, Cause, Change, FieldChange, Reason, ReasonDetail
from tests.support.builders import MORNING
from tests.support.planning import HOUR, a_plan, a_record, a_remote_post, the_change, wanted

POST = wanted()


def compared(desired: Post, **shown: Any) -> Change:
    """The change for a post that Publer now shows differently."""
    return the_change(a_plan([desired], [a_record(POST)], [a_remote_post(POST, **shown)]))


def test_a_text_edited_in_publer_is_put_back() -> None:
    change = compared(POST, text="By hand")
    assert (change.section, change.cause) == (Action.UPDATE, Cause.DRIFT)
    assert change.all_reasons == (ReasonDetail(Reason.EDITED_IN_PUBLER, "text"),)
    assert change.fields == {"text": FieldChange("By hand", POST.text)}


def test_a_time_moved_in_publer_is_moved_back_by_a_replacement() -> None:
    change = compared(POST, scheduled_at=MORNING + HOUR)
    assert (change.section, change.cause) == (Action.REPLACE, Cause.DRIFT)
    assert change.fields == {
        "scheduled_at": FieldChange("2036-05-05T08:00:00Z", "2036-05-05T07:00:00Z")
    }


def test_a_post_turned_into_a_draft_is_replaced() -> None:
    change = compared(POST, state="draft")
    assert change.section == Action.REPLACE
    assert change.fields == {"state": FieldChange("draft", "scheduled")}


def test_media_changed_in_publer_force_a_replacement() -> None:
    record = a_record(POST, seen=a_remote_post(POST, media_ids=("a",)).seen())
    shown = a_remote_post(POST, media_ids=())
    change = the_change(a_plan([POST], [record], [shown]))
    assert (change.section, change.cause) == (Action.REPLACE, Cause.DRIFT)
    assert ReasonDetail(Reason.EDITED_IN_PUBLER, "media") in change.all_reasons


def test_a_text_that_publer_rewrote_on_the_way_is_no_drift() -> None:
    shown = a_remote_post(POST, text="We have launched. https://pblr.co/1")
    record = a_record(POST, seen=shown.seen())
    assert the_change(a_plan([POST], [record], [shown])).section == Action.NO_CHANGE


@pytest.mark.parametrize("text", ["We have launched. \r\n", None])
def test_spaces_and_silence_are_no_drift(text: str | None) -> None:
    assert compared(POST, text=text).section == Action.NO_CHANGE


def test_a_file_edited_to_what_publer_shows_needs_nothing() -> None:
    edited = replace(POST, text="By hand", schedule=At(MORNING + HOUR))
    change = compared(edited, text="By hand", scheduled_at=MORNING + HOUR)
    assert change.section == Action.NO_CHANGE


def test_an_edited_file_wins_over_an_edit_in_publer() -> None:
    change = compared(replace(POST, text="By file"), text="By hand")
    assert (change.section, change.cause) == (Action.UPDATE, Cause.FILE)
    assert change.all_reasons == (ReasonDetail(Reason.EDITED_IN_PUBLER, "text"),)
