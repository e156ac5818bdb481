"""Posts that Publer did not publish, from the plan to the replacement, and who asks Publer why."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from publer_sync.api.reader import Reader
from publer_sync.planning.change import HELD, Action, ChangeStatus, Reason
from publer_sync.planning.status import PostStatus, RemotePresence
from publer_sync.workflows import drift, status
from tests.support.projects import PROJECT
from tests.support.world import World, a_world

POST = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\nWe have launched.\n"
AHEAD = POST.replace("05-05", "05-20")
STATES = {
    "scheduled_pending": Reason.AWAITS_APPROVAL,
    "scheduled_declined": Reason.DECLINED,
    "scheduled_reauth": Reason.RECONNECT_ACCOUNT,
    "scheduled_locked": Reason.LOCKED,
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A post that is applied, four days before its time."""
    world = a_world(tmp_path, {"content/launch.md": POST})
    world.apply_well()
    return world


@pytest.fixture
def late(world: World) -> World:
    """The same a day after its time, at which Publer did not publish it."""
    world.set(publish_outcome="nothing")
    world.time.sleep(5 * 86400)
    return world


def standing(world: World) -> PostStatus:
    project, state = world.valid().project, world.store.load()
    assert project
    assert state
    world.wire.requests.clear()
    (only,) = status.find_status(
        project, state, Reader(world.session().get), time=world.time.current
    ).standings
    return only


def drifted(world: World) -> drift.DriftResult:
    validated, state = world.valid(), world.store.load()
    assert validated.project
    assert state
    reader = Reader(world.session().get)
    return drift.find_drift(
        validated.project, validated.posts, state, reader, time=world.time.current
    )


def filtered(world: World) -> list[list[str]]:
    """The states that were asked for by their filters, request by request."""
    asked = [r.url.params.get_list("state[]") for r in world.wire.requests]
    return [states for states in asked if any(s.startswith("scheduled_") for s in states)]


def test_a_new_time_replaces_it_and_nothing_else_is_sent(late: World) -> None:
    (plan,) = late.plan().changes
    assert plan.section == ChangeStatus.OVERDUE
    late.write({"content/launch.md": AHEAD})
    late.apply_well()
    assert late.texts() == late.wanted()
    assert late.plan().changes[0].section == Action.NO_CHANGE


@pytest.mark.parametrize(
    "edited", [POST.replace("launched", "landed"), POST.replace("09:00", "10:30")]
)
def test_an_edit_without_a_time_ahead_is_held_and_sends_nothing(late: World, edited: str) -> None:
    before = late.texts()
    late.write({"content/launch.md": edited})
    late.wire.requests.clear()
    (change,) = late.apply().plan.changes
    assert (change.section, change.held and change.held.reason) == (HELD, Reason.OVERDUE)
    assert (late.wire.methods, late.texts()) == ({"GET"}, before)


def test_without_its_file_it_is_deleted(late: World) -> None:
    late.remove("content/launch.md")
    late.write({"content/other.md": AHEAD.replace("launched", "more")})
    late.apply_well(allow=frozenset({"deletes"}))
    assert late.texts() == late.wanted()


@pytest.mark.parametrize("state", STATES)
def test_one_that_waits_is_deleted_too(late: World, state: str) -> None:
    late.edit_by_hand(late.posts()[0]["id"], state=state)
    late.remove("content/launch.md")
    late.apply_well(allow=frozenset({"deletes"}))
    assert late.texts() == []


def test_one_that_goes_out_while_it_is_replaced_stays_the_only_one(late: World) -> None:
    late.write({"content/launch.md": AHEAD.replace("launched", "launched at last")})
    old = late.posts()[0]["id"]
    late.just_before("DELETE", "/posts", lambda: late.edit_by_hand(old, state="published"))
    late.apply()
    assert [text for _, _, text in late.texts()] == ["We have launched."]


def test_what_an_apply_leaves_alone_is_in_its_plan(late: World) -> None:
    applied = late.apply()
    assert [str(change.address) for change in applied.plan.overdue] == ["launch@shop-x"]
    assert applied.results == ()


@pytest.mark.parametrize("minutes", [1, 14])
def test_it_is_no_alarm_within_fifteen_minutes(world: World, minutes: int) -> None:
    world.set(publish_outcome="nothing")
    world.time.now = datetime.fromisoformat("2036-05-05T07:00+00:00") + timedelta(minutes=minutes)
    assert world.plan().changes[0].status is None
    assert standing(world).presence is RemotePresence.SCHEDULED
    assert not drifted(world).differs


@pytest.mark.parametrize("ids", ["same", "integer"])
def test_it_is_no_alarm_once_it_is_published(world: World, ids: str) -> None:
    world.set(published_ids=ids)
    world.time.sleep(5 * 86400)
    assert world.plan().changes[0].status is ChangeStatus.PUBLISHED
    assert standing(world).presence is RemotePresence.PUBLISHED
    assert not drifted(world).differs


def test_it_is_no_alarm_while_the_list_leaves_a_published_post_out(world: World) -> None:
    world.time.sleep(5 * 86400)
    world.edit_by_hand(world.posts()[0]["id"], hidden_listings=99)
    assert world.plan().changes[0].status is None
    assert standing(world).presence is RemotePresence.MISSING


# Who asks Publer why, and how often.


@pytest.mark.parametrize(("state", "reason"), STATES.items())
@pytest.mark.parametrize("shown", ["hidden", "shown"])
def test_the_reason_comes_from_the_item_or_else_from_a_filter(
    late: World, state: str, reason: Reason, shown: str
) -> None:
    late.set(sub_states=shown)
    late.edit_by_hand(late.posts()[0]["id"], state=state)
    found = standing(late)
    assert (found.presence, found.obstacle) == (RemotePresence.OVERDUE, reason)
    assert filtered(late) == ([] if shown == "shown" else [[each] for each in STATES])
    assert [each.obstacle for each in drifted(late).backlog.overdue] == [reason]


@pytest.mark.parametrize("shown", ["hidden", "shown"])
def test_a_post_to_come_that_will_not_be_published_is_a_warning(world: World, shown: str) -> None:
    world.set(sub_states=shown)
    world.edit_by_hand(world.posts()[0]["id"], state="scheduled_reauth")
    assert standing(world).obstacle is Reason.RECONNECT_ACCOUNT
    looked = drifted(world)
    assert [each.obstacle for each in looked.backlog.blocked] == [Reason.RECONNECT_ACCOUNT]
    assert not looked.differs
    noted = [notice.code for notice in world.plan().notices]
    assert noted == [Reason.RECONNECT_ACCOUNT] * (shown == "shown")


def test_while_all_is_well_one_request_asks_for_all_reasons(world: World) -> None:
    assert standing(world).obstacle is None
    assert filtered(world) == [list(STATES)]


def test_a_plan_asks_with_no_filter(late: World) -> None:
    late.wire.requests.clear()
    late.plan()
    assert filtered(late) == []


def test_where_nothing_waits_nothing_is_asked(world: World) -> None:
    world.time.sleep(5 * 86400)
    standing(world)
    assert filtered(world) == []


def test_a_filter_that_publer_refuses_leaves_the_reason_open(late: World) -> None:
    late.fault(method="GET", path="/posts", kind="status:400", count=9, nth=2)
    found = standing(late)
    assert (found.presence, found.obstacle) == (RemotePresence.OVERDUE, None)


# Series and recycled posts.

TIP = "---\naccounts: [shop-facebook]\nschedule: {%s}\n---\nA tip.\n"
AGAIN = TIP % "at: 2036-05-05 09:00, recycle: {every: 1w, times: 9}"
SERIES = (
    TIP
    % "recurring: {from: 2036-05-05 09:00, repeat: weekly, weekdays: [monday], to: 2037-01-01 10:00}"
)
ACCOUNT = "  shop-facebook: {id: 64b0f1e2d3c4b5a697880103, network: facebook, type: fb_page}\n"


def repeating(folder: Path, post: str) -> World:
    """A post that comes again each Monday from 2036-05-05 on, applied before that."""
    project = PROJECT.replace("groups:", ACCOUNT + "groups:")
    world = a_world(folder, {"publer-sync.yaml": project, "content/tip.md": post})
    world.apply_well()
    return world


@pytest.mark.parametrize("post", [AGAIN, SERIES], ids=["recycled", "series"])
def test_what_comes_again_and_does_is_not_overdue(tmp_path: Path, post: str) -> None:
    world = repeating(tmp_path, post)
    world.time.sleep(20 * 86400)
    assert world.plan().overdue == ()
    assert standing(world).is_overdue is False


@pytest.mark.parametrize("post", [AGAIN, SERIES], ids=["recycled", "series"])
def test_what_stopped_to_come_again_is_overdue_by_its_next_time(tmp_path: Path, post: str) -> None:
    world = repeating(tmp_path, post)
    world.time.sleep(9 * 86400)
    assert len(world.posts()) == 2
    world.set(publish_outcome="nothing")
    world.time.sleep(9 * 86400)
    assert standing(world).presence is RemotePresence.OVERDUE
    assert [change.status for change in world.plan().changes] == [ChangeStatus.OVERDUE]


@pytest.mark.parametrize("post", [AGAIN, SERIES], ids=["recycled", "series"])
def test_a_next_time_that_publer_does_not_move_on_is_unknown(tmp_path: Path, post: str) -> None:
    world = repeating(tmp_path, post)
    world.time.sleep(9 * 86400)
    (parent,) = [each for each in world.posts() if each["state"] != "published"]
    world.set(publish_outcome="nothing")
    world.edit_by_hand(parent["id"], scheduled_at="2036-05-05T09:00:00+02:00")
    assert standing(world).is_overdue is None
    assert drifted(world).backlog.unknown
    assert not world.plan().overdue
