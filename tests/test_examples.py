"""The example shop: valid, complete, and far enough ahead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules_data import rules
from publer_sync.workflows.validate import validate
from tests.support.examples import EXAMPLES, POSTS, ROOT
from tests.support.projects import shown


def test_the_examples_have_no_problems() -> None:
    validated = validate(EXAMPLES, environment=None, environ={})
    assert shown(validated.diagnostics) == []
    assert validated.skipped == ()
    assert len(validated.files) == 28
    assert len(validated.posts) == 130


def test_every_type_of_every_network_is_shown() -> None:
    """Each in the folder that is named for it, whatever the fortnight of the shop shows as well."""
    offered = {(name, kind) for name, of in rules()["networks"].items() for kind in of["types"]}
    assert {(post.network, post.type) for post in POSTS.values()} >= offered
    collected = {
        (post.network, post.type)
        for post in POSTS.values()
        if post.source.location.file.startswith("content/every-type/")
        and post.network is not Network.IDEAS
    }
    assert collected == offered
    assert len(offered) == 58


def test_stories_have_no_text() -> None:
    stories = [post for post in POSTS.values() if post.type is PostType.STORY]
    assert [post.text for post in stories] == ["", ""]


def test_every_key_and_every_option_is_shown() -> None:
    given = {(where, key) for where, key in _keys() if key != "networks"}
    schema = json.loads((ROOT / "schemas/post.schema.json").read_text(encoding="utf-8"))["$defs"]
    # `take` names a post that exists in one workspace, so no example can have it.
    shared = {("", key) for key in schema["entry"]["properties"]} - {("", "networks"), ("", "take")}
    options = {(network, key) for network in Network for key in _options(schema, network)}
    assert (shared | options) - given == set()


def test_the_examples_show_every_kind_of_schedule() -> None:
    posts = POSTS.values()
    kinds = {(post.standing.value, type(post.schedule).__name__) for post in posts}
    assert kinds == {
        ("scheduled", "At"), ("scheduled", "Auto"), ("scheduled", "Recurring"),
        ("draft", "At"), ("draft", "NoTime"), ("draft_public", "NoTime"), ("draft_private", "NoTime"),
    }  # fmt: skip
    slots = [post.slot for post in posts if post.slot]
    assert len(set(slots)) == len(slots)
    first = min(post.scheduled_at for post in posts if post.scheduled_at)
    assert first.isoformat() == "2036-05-05T06:30:00+00:00"


def test_every_medium_is_used_described_and_small() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in _files())
    media = sorted((EXAMPLES / "media").iterdir())
    assert [one.name for one in media if f"media/{one.name}" not in text] == []
    assert all(one.stat().st_size < 300_000 for one in media)
    assert sum(one.stat().st_size for one in media) < 3_000_000
    undescribed = {item.file for post in POSTS.values() for item in post.media if not item.alt}
    assert undescribed == {"media/straw-seat.pdf"}


def _files() -> list[Path]:
    return [*EXAMPLES.glob("content/**/*.md"), *EXAMPLES.glob("content/**/*.yaml")]


def _keys() -> Iterator[tuple[str, str]]:
    """The keys that the files use: shared ones with an empty network, options with theirs."""
    for file in _files():
        text = file.read_text(encoding="utf-8")
        data = yaml.safe_load(text.split("---\n")[1] if file.suffix == ".md" else text)
        yield from _keys_of(data.get("defaults", {}))
        for entry in data.get("posts", [data]):
            yield from _keys_of(entry)
        if file.suffix == ".md":
            yield "", "text"


def _keys_of(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("", key) for key in entry)
    for network, given in entry.get("networks", {}).items():
        yield from ((network, key) for key in given)


def _options(schema: dict[str, Any], network: Network) -> set[str]:
    """The options of a network, of which LinkedIn and ideas have none."""
    return set(schema.get(network.value, {}).get("properties", {}))
