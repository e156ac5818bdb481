"""A plan that is made without asking Publer: what the files changed, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from publer_sync.planning.plan import NoticeCode, Plan
from tests.faults.promises import Ledger
from tests.faults.scenario import a_scene
from tests.faults.team import ALLOWED
from tests.support.wire import Killed
from tests.support.world import a_world
from tests.workflows.scenes import A, applied_world, entry, fillers, pass_time, the_id

TO_DO = ("create", "update", "replace", "delete", "move")


def done_by(plan: Plan) -> dict[str, tuple[str, Any]]:
    """What would be done to each address, and with what."""
    return {str(c.address): (c.section, c.fingerprint) for c in plan.changes}


def test_it_says_what_a_plan_says_that_asked_publer(tmp_path: Path) -> None:
    world = a_scene(tmp_path, Ledger()).world
    asked = world.plan(allow=ALLOWED)
    requests = len(world.wire.requests)
    offline = world.plan_offline(allow=ALLOWED)
    assert len(world.wire.requests) == requests
    assert {c.action.value for c in offline.changes} >= {*TO_DO}
    assert done_by(offline) == done_by(asked)


def test_without_a_state_everything_is_to_be_made(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("First")})
    assert done_by(world.plan_offline()) == done_by(world.plan())
    assert [notice.code for notice in world.plan_offline().notices] == ["offline"]


def test_after_an_apply_nothing_is_to_be_done(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("First"), **fillers()})
    assert not world.plan_offline().has_changes


def test_what_went_out_meanwhile_is_published(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("First"), **fillers()})
    pass_time(world, "2036-05-05T09:00:00+00:00")
    world.write({A: entry("First, with an edit")})
    assert done_by(world.plan_offline())["a@shop-x"][0] == "published"


def test_what_people_did_in_publer_is_not_seen(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("First"), **fillers()})
    world.edit_by_hand(the_id(world, "First"), text="Edited by hand")
    assert world.plan().has_changes
    assert not world.plan_offline().has_changes


def test_it_says_that_writes_are_open(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("First"), **fillers()})
    world.write({A: entry("First, with an edit"), "content/b.md": entry("B", "2036-05-09 09:00")})
    world.deaths.after_save = world.deaths.saves + 1
    with pytest.raises(Killed):
        world.apply()
    state = world.store.load()
    assert state and state.intents
    notices = {notice.code: notice.detail for notice in world.plan_offline().notices}
    assert notices[NoticeCode.OPEN_WRITES] == str(len(state.intents))


def test_a_drafts_shelf_is_as_it_was(tmp_path: Path) -> None:
    draft = "---\naccounts: [shop-x]\ndraft: true\n---\nA thought\n"
    world = applied_world(tmp_path, {A: draft, **fillers()})
    assert not world.plan_offline().has_changes
    world.remove(A)
    assert done_by(world.plan_offline())["a@shop-x"][0] == "delete"


def test_a_series_that_has_begun_raises_no_question_offline(tmp_path: Path) -> None:
    rule = "{from: 2036-05-02 09:00, to: 2036-12-31 09:00, every: 1, repeat: weekly}"
    world = a_world(
        tmp_path, {A: f"---\naccounts: [shop-x]\nschedule: {{recurring: {rule}}}\n---\nOurs\n"}
    )
    world.apply_well()
    world.time.now += timedelta(days=10)
    (change,) = world.plan_offline().changes
    assert (change.section, change.all_reasons) == ("no_change", ())
