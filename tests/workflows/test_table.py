"""Every row of the table of a plan, planned and applied from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pictures import a_picture
from tests.support.world import World, a_world
from tests.workflows.scenes import (
    LINKEDIN,
    A,
    X,
    actions,
    applied_world,
    entry,
    fillers,
    outcomes,
    pass_time,
    raw_posts,
    the_id,
)

AT = "2036-05-05T07:00Z"


def colleague(world: World, text: str = "Theirs", at: str = AT, account: str = X) -> str:
    return str(world.by_hand(account_id=account, text=text, scheduled_at=at)["id"])


def test_a_new_post_in_a_free_slot_is_created(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")})
    assert actions(world) == {"a@shop-x": "create"}
    assert outcomes(world.apply_well()) == {"a@shop-x": "create done"}
    assert world.texts() == [(X, AT, "Ours")]
    assert actions(world) == {"a@shop-x": "no_change"}


def test_the_same_post_that_stands_already_is_adopted_without_a_write(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")})
    post_id = colleague(world, "Ours")
    assert outcomes(world.apply_well()) == {"a@shop-x": "adopt done"}
    assert world.wire.methods == {"GET"}
    state = world.store.load()
    assert state and [record.post_id for record in state.records.values()] == [post_id]


def test_another_post_in_the_slot_blocks_and_stays(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours")})
    colleague(world)
    before = raw_posts(world, by_hand=True)
    assert outcomes(world.apply()) == {"a@shop-x": "create skipped"}
    assert raw_posts(world, by_hand=True) == before
    assert world.texts() == [(X, AT, "Theirs")]


def test_a_post_as_wanted_needs_nothing(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours")})
    before, sent = raw_posts(world, by_hand=False), len(world.wire.requests)
    assert world.apply_well().results == ()
    assert raw_posts(world, by_hand=False) == before
    assert {request.method for request in world.wire.requests[sent:]} == {"GET"}


def test_a_new_text_is_updated_in_place(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Before")})
    post_id = the_id(world, "Before")
    world.write({A: entry("After")})
    (change,) = world.plan().changes
    assert (change.section, change.fields["text"].before) == ("update", "Before")
    world.apply_well()
    assert the_id(world, "After") == post_id


@pytest.mark.parametrize(
    ("after", "field"),
    [
        (entry("Ours", "2036-05-06 09:00"), "scheduled_at"),
        (entry("Ours", more="labels: [spring]\n"), "labels"),
        (entry("Ours", more="media: [../media/one.png]\n"), "media"),
        (entry("Ours", more="link: https://example.com\n"), "link"),
    ],
)
def test_anything_else_is_replaced_and_the_field_is_named(
    tmp_path: Path, after: str, field: str
) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), "media/one.png": a_picture()})
    before = the_id(world, "Ours")
    world.write({A: after})
    (change,) = world.plan().changes
    assert change.action == "replace"
    assert field in {b.detail for b in change.all_reasons if b.reason == "forces_replace"}
    assert outcomes(world.apply_well()) == {"a@shop-x": "replace done"}
    assert the_id(world, "Ours") != before
    assert not world.plan().has_changes


def test_a_post_that_somebody_deleted_is_created_again(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours")})
    world.delete_by_hand(the_id(world, "Ours"))
    (change,) = world.plan().changes
    assert (change.section, change.cause) == ("create", "drift")
    world.apply_well()
    assert world.texts() == world.wanted()


def test_a_post_that_somebody_edited_is_brought_back(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours")})
    world.edit_by_hand(the_id(world, "Ours"), text="Theirs")
    (change,) = world.plan().changes
    assert (change.section, change.cause) == ("update", "drift")
    world.apply_well()
    assert world.texts() == world.wanted()


def test_a_published_post_is_left_alone_and_gets_its_link(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours")})
    pass_time(world, "2036-05-05T08:00:00+00:00")
    assert actions(world) == {"a@shop-x": "published"}
    world.apply_well()
    state = world.store.load()
    assert state and [r.status for r in state.records.values()] == ["published"]
    assert all(record.post_link for record in state.records.values())


@pytest.mark.parametrize("ids", ["same", "integer"])
def test_a_published_post_is_updated_where_that_is_possible_and_asked_for(
    tmp_path: Path, ids: str
) -> None:
    files: dict[str, str | bytes] = {A: entry("Before", accounts="shop-x, shop-linkedin")}
    world = applied_world(tmp_path, files, published_ids=ids)
    pass_time(world, "2036-05-05T08:00:00+00:00")
    world.write({A: entry("After", accounts="shop-x, shop-linkedin")})
    assert set(actions(world).values()) == {"published"}
    applied = world.apply(update_published=True)
    assert outcomes(applied) == {"a@shop-linkedin": "update done"}
    assert [t for t in world.texts() if t[2] == "After"] == [(LINKEDIN, AT, "After")]


def failed_world(folder: Path) -> World:
    world = applied_world(folder, {A: entry("Ours")})
    world.set(publish_outcome="failed")
    pass_time(world, "2036-05-05T08:00:00+00:00")
    world.set(publish_outcome="published")
    return world


def test_a_failed_post_is_shown_and_left(tmp_path: Path) -> None:
    world = failed_world(tmp_path)
    assert actions(world) == {"a@shop-x": "failed"}
    world.apply_well()
    assert len(world.posts()) == 1


def test_a_failed_post_with_a_new_time_is_made_again(tmp_path: Path) -> None:
    world = failed_world(tmp_path)
    world.write({A: entry("Ours", "2036-05-06 09:00")})
    assert actions(world) == {"a@shop-x": "create"}
    world.apply_well()
    assert ("scheduled", "Ours") in {(p["state"], p["text"]) for p in world.posts()}


def test_retry_failed_makes_a_post_again_that_failed_early(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours")})
    world.edit_by_hand(the_id(world, "Ours"), state="failed")
    assert actions(world) == {"a@shop-x": "failed"}
    assert actions(world, retry_failed=True) == {"a@shop-x": "create"}
    world.apply_well(retry_failed=True)
    assert sorted(p["state"] for p in world.posts()) == ["failed", "scheduled"]
    assert actions(world) == {"a@shop-x": "no_change"}


def test_a_time_that_has_passed_is_missed_and_never_made_up_for(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours", "2036-04-30 09:00")})
    assert actions(world) == {"a@shop-x": "missed"}
    world.apply_well()
    assert (world.posts(), world.wire.methods) == ([], {"GET"})


def test_a_removed_file_deletes_its_post(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.remove(A)
    assert actions(world)["a@shop-x"] == "delete"
    assert outcomes(world.apply_well()) == {"a@shop-x": "delete done"}
    assert world.texts() == world.wanted()


@pytest.mark.parametrize("ids", ["same", "integer"])
def test_a_removed_file_of_a_published_post_is_forgotten(tmp_path: Path, ids: str) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()}, published_ids=ids)
    pass_time(world, "2036-05-05T08:00:00+00:00")
    world.remove(A)
    assert actions(world)["a@shop-x"] == "forget"
    sent = len(world.wire.requests)
    world.apply_well()
    assert {request.method for request in world.wire.requests[sent:]} == {"GET"}
    assert "Ours" in {post["text"] for post in world.posts()}
    assert "a@shop-x" not in actions(world)


def test_a_removed_file_of_a_post_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Ours"), **fillers()})
    world.delete_by_hand(the_id(world, "Ours"))
    world.remove(A)
    assert actions(world)["a@shop-x"] == "forget"
    world.apply_well()
    assert "a@shop-x" not in actions(world)


@pytest.mark.parametrize("after", ["Ours", "Ours, in other words"])
def test_a_renamed_file_keeps_its_post(tmp_path: Path, after: str) -> None:
    world = applied_world(tmp_path, {A: entry("Ours")})
    post_id = the_id(world, "Ours")
    world.rename(A, "content/2036/b.md")
    world.write({"content/2036/b.md": entry(after)})
    world.apply_well()
    assert the_id(world, after) == post_id
    assert actions(world) == {"2036/b@shop-x": "no_change"}


def test_unmanaged_posts_stay_byte_for_byte(tmp_path: Path) -> None:
    world = a_world(tmp_path, {A: entry("Ours"), **fillers()})
    colleague(world, at="2036-05-05T08:00Z")
    colleague(world, "A colleague's on the other account", account=LINKEDIN)
    world.by_hand(account_id=X, text="A draft", state="draft")
    before = raw_posts(world, by_hand=True)
    world.apply_well()
    world.write({A: entry("Other words")})
    world.apply_well()
    world.remove(A)
    world.apply_well()
    assert raw_posts(world, by_hand=True) == before


def test_planning_makes_no_request_but_gets(tmp_path: Path) -> None:
    world = applied_world(tmp_path, {A: entry("Before"), **fillers(2)})
    world.write({A: entry("After"), "content/new.md": entry("New", "2036-05-09 09:00")})
    world.remove("content/filler-1.md")
    sent, saved = len(world.wire.requests), world.deaths.saves
    assert {"update", "create", "delete"} <= set(actions(world).values())
    assert {request.method for request in world.wire.requests[sent:]} == {"GET"}
    assert world.deaths.saves == saved
