"""The example shop, applied: it is in Publer as its files want it."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from publer_sync.emulator.app import create_app
from publer_sync.model.address import Address
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.model.schedule import At, PublishMode, Recurring
from publer_sync.planning.change import Action
from tests.support.examples import EXAMPLES, POSTS, SENT
from tests.support.fake_time import FakeTime
from tests.support.world import World

FORMATS = {
    PostType.REEL: ("video", "reel"),
    PostType.SHORT: ("video", "short"),
    PostType.DOCUMENT: ("photo", "document"),
    PostType.EVENT: ("photo", "event"),
    PostType.OFFER: ("photo", "offer"),
}
"""Under which type Publer is sent what it calls a format."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The shop in an emulator, with everything applied in one go."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__", ".publer-sync")
    root = tmp_path_factory.mktemp("examples") / "shop"
    shutil.copytree(EXAMPLES, root, ignore=ignored)
    time = FakeTime()
    world = World(root, time, create_app(clock=time.seconds, sleep=time.sleep))
    world.apply_well()
    return world


@pytest.fixture(scope="module")
def held(world: World) -> dict[Address, dict[str, Any]]:
    """What the emulator holds for each address."""
    by_id = {post["id"]: post for post in world.posts()}
    state = world.store.load()
    assert state
    records = state.records
    assert len(by_id) == len(records) == len(POSTS)
    return {address: by_id[record.post_id] for address, record in records.items()}


@pytest.mark.parametrize("address", POSTS)
def test_each_example_arrives(address: str, held: dict[Address, dict[str, Any]]) -> None:
    post = POSTS[address]
    there = held[post.address]
    content = there["content"]
    assert there["account_id"] == (post.account.id or None)
    assert there["state"] == _state(post)
    assert (there["type"], content.get("details", {}).get("type")) == _kind(post)
    assert there["text"] == ("" if post.type is PostType.ARTICLE else post.text)
    sent_media = (
        [content["featured_media"]] if "featured_media" in content else content.get("media", [])
    )
    assert len(sent_media) == len(post.media)
    assert len(content.get("content", [])) == len(post.blocks)
    assert len(there["account"].get("comments", [])) == len(post.thread + post.comments)
    if isinstance(post.schedule, At):
        assert there["account"]["scheduled_at"] == post.schedule.at.isoformat()
    if not post.standing.is_idea:
        assert there["account"]["labels"] == list(post.labels)
    for path, value in SENT.get(address, {}).items():
        assert _at(there, path) == value, path


def test_no_option_arrives_unseen() -> None:
    """Each example with options has a row in the table above, so that no one forgets to look."""
    told = [address for address, post in POSTS.items() if post.options or post.sublinks]
    assert [address for address in told if address not in SENT] == []
    assert [address for address in SENT if address not in POSTS] == []


def test_afterwards_nothing_is_left_to_do(world: World) -> None:
    plan = world.plan()
    assert [str(c.address) for c in plan.changes if c.section != Action.NO_CHANGE] == []
    assert len(plan.changes) == len(POSTS)
    assert plan.unmanaged == 0
    assert plan.notices == ()


def _state(post: Post) -> str:
    if post.standing is not PublishMode.SCHEDULED:
        return post.standing.value
    if isinstance(post.schedule, Recurring):
        return "recurring"
    recycled = isinstance(post.schedule, At) and post.schedule.recycle
    return "recycling" if recycled else "scheduled"


def _kind(post: Post) -> tuple[str, str | None]:
    if post.type is PostType.STORY:
        return ("photo", "story")
    if post.options.get("long_post"):
        return ("status", "long_post")
    if post.options.get("gallery"):
        return ("photo", "photo")
    return FORMATS.get(post.type, (post.type.value, None))


def _at(there: Any, path: str) -> Any:
    for step in path.split("."):
        there = there[int(step) if step.isdigit() else step]
    return there
