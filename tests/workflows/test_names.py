"""Signatures, watermarks, locations and boards by name, from the plan to what Publer holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publer_sync.api.errors import RejectedError
from publer_sync.api.reader import Reader
from publer_sync.api.writer import Writer
from publer_sync.emulator.store.seed import WORKSPACE_ID
from publer_sync.errors import PlanRefusedError
from publer_sync.execution.events import Outcome
from publer_sync.lookup.workspace import read_names
from publer_sync.model.account import Account
from publer_sync.model.fingerprint import digest
from publer_sync.model.network import Network
from publer_sync.model.post import Post, ResourceNames
from publer_sync.planning.change import HELD, Action, Reason
from publer_sync.planning.plan import PlanOptions
from publer_sync.render.text.notes import note_text
from publer_sync.workflows.apply import ApplyDeps, ApplyOptions, ApplyResult, apply
from publer_sync.workflows.plan import PlanResult, make
from publer_sync.workflows.saved_plan import SavedPlan, save_plan
from tests.support.builders import a_post
from tests.support.world import World, a_world

PAGE = Account("shop-facebook", "64b0f1e2d3c4b5a697880103", Network.FACEBOOK)
PINS = Account("shop-pinterest", "64b0f1e2d3c4b5a697880105", Network.PINTEREST)


def on_the_page(**names: str) -> Post:
    return a_post(account=PAGE, names=ResourceNames(**names))


def planned(world: World, *posts: Post) -> PlanResult:
    project = world.valid().project
    assert project
    reader = Reader(world.session().get)
    state = world.store.load()
    return make(project, posts, state, reader, time=world.time.current, options=PlanOptions())


def applied(world: World, *posts: Post, wishes: ApplyOptions | None = None) -> ApplyResult:
    project = world.valid().project
    assert project
    session = world.session()
    access = ApplyDeps(
        reader=Reader(session.get),
        writer=Writer(session),
        store=world.store,
        clock=world.time.clock(),
        new_lineage=lambda: "a-lineage",
        holder={"pid": 1},
    )
    return apply(project, posts, access, wishes or ApplyOptions())


def asked(world: World) -> list[str]:
    """What was asked about names, without the workspace."""
    words = ("signatures", "media_options", "locations")
    paths = [path for path in world.requests("GET") if any(word in path for word in words)]
    return [path.removeprefix(f"/workspaces/{WORKSPACE_ID}") for path in paths]


def test_names_become_what_publer_has(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    post = on_the_page(signature="Default", watermark="logo", location="Rome", album="Spring")
    (result,) = applied(world, post).results
    assert result.outcome is Outcome.DONE
    (made,) = world.posts()
    account: dict[str, Any] = made["account"]
    assert account["signature"] == "65e0aa114e299e0b7c1d2f33"
    assert account["album_id"] == "1020304050"
    assert account["watermark"]["position"] == "bottom_right"
    assert account["location"]["checkins"] == "1204416"


def test_nothing_is_asked_for_posts_without_names_or_that_stand_already(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    named = on_the_page(signature="Default")
    planned(world, a_post(account=PAGE))
    assert asked(world) == []
    applied(world, named)
    assert asked(world) == ["/signatures"]
    assert planned(world, named).plan.of(Action.NO_CHANGE)
    assert asked(world) == ["/signatures"]


def test_one_request_for_all_accounts_and_one_for_each_place(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    posts = [
        on_the_page(signature="Default", watermark="Logo", location="Rome"),
        on_the_page(signature="Other", album="Spring", location="Rome"),
        on_the_page(location="Tirana"),
        a_post(account=PINS, names=ResourceNames(album="Recipes", location="Rome")),
    ]
    names = read_names(Reader(world.session().get), WORKSPACE_ID, posts)
    assert asked(world) == [
        "/signatures",
        "/media_options",
        "/locations/facebook",
        "/locations/facebook",
    ]
    assert len(names.offers) == 7


def test_a_name_that_is_not_there_blocks_its_post_only(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    wrong = on_the_page(album="Sprong")
    right = replace(a_post(entry="right", text="Right"), names=ResourceNames(watermark="Wordmark"))
    plan = planned(world, wrong, right).plan
    (blocked,) = plan.of(HELD)
    (because,) = blocked.all_reasons
    assert because.reason is Reason.UNKNOWN_NAME
    assert because.detail == 'album "Sprong" is not among "Spring"'
    results = {str(r.address): r.outcome for r in applied(world, wrong, right).results}
    assert results == {
        "launch@shop-facebook": Outcome.SKIPPED,
        "right@shop-x": Outcome.DONE,
    }


LISTS = {
    "signatures": {"signature": "Default"},
    "media_options": {"album": "Spring"},
    "locations": {"location": "Rome"},
}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("status", ["403", "404"])
def test_a_list_that_the_key_may_not_read_holds_back_only_who_needs_it(
    tmp_path: Path, path: str, status: str
) -> None:
    world = a_world(tmp_path)
    where = path if path == "locations" else f"workspaces/{WORKSPACE_ID}/{path}"
    world.fault(path=f"/{where}", kind=f"status:{status}", count=10)
    named, plain = on_the_page(**LISTS[path]), a_post(account=PINS)
    changes = {change.account_id: change for change in planned(world, named, plain).plan.changes}
    assert changes[PINS.id].section == Action.CREATE
    assert changes[PAGE.id].section == HELD
    assert changes[PAGE.id].all_reasons[-1].reason is Reason.NAMES_REFUSED
    assert f"HTTP {status}" in (changes[PAGE.id].all_reasons[-1].detail or "")


def test_a_key_that_is_refused_at_a_list_ends_the_plan(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    path = f"/workspaces/{WORKSPACE_ID}/signatures"
    world.fault(path=path, kind="status:401", count=10)
    with pytest.raises(RejectedError, match="refused the workspace"):
        planned(world, on_the_page(signature="Default"))


def test_a_saved_plan_is_refused_when_a_name_means_something_else(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    post = on_the_page(signature="Default")
    path = tmp_path / "plan.json"
    save_plan(planned(world, post).plan, path, note_text)
    then = path.read_text().replace("65e0aa114e299e0b7c1d2f33", "65e0aa114e299e0b7c1d0000")
    document = json.loads(then)
    del document["checksum"]
    path.write_text(json.dumps({**document, "checksum": digest(document)}))
    with pytest.raises(PlanRefusedError) as caught:
        applied(world, post, wishes=ApplyOptions(saved=SavedPlan(path)))
    assert 'signature "Default" of shop-facebook' in (caught.value.reason or "")
    assert world.posts() == []
