"""A key of a post file that was forgotten somewhere turns a test red: no field of a post is lost on its way.

Each key of the schema is taken out of the examples that have it, one at a time: the request must change.
Each field of a post must change its fingerprint, and come back from a restore point. What is left out stands
here by name, with the reason.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from publer_sync.api.encode.envelope import bulk
from publer_sync.content.accounts import IDEAS
from publer_sync.content.load import load_posts
from publer_sync.content.schedules import OF_ACCOUNTS
from publer_sync.execution.restore_point import restorable_copy
from publer_sync.media.hashing import hash_file
from publer_sync.model.fingerprint import digests_of, fingerprint
from publer_sync.model.follow_ups import Comment, Conditions, Deletion, Share
from publer_sync.model.media import Media, Tag
from publer_sync.model.media_walk import every_medium
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Block, Link, Poll, Post, ResourceNames
from publer_sync.model.resources import Resources, key_of
from publer_sync.model.schedule import At, NoTime, PublishMode
from publer_sync.model.state import StoredMedia
from publer_sync.model.workspace_names import NamedResource, NameIndex, names_used_by
from publer_sync.source.schema.check import load_schema
from tests.support.builders import MORNING, a_post
from tests.support.examples import EXAMPLES
from tests.support.planning import HOUR, NOW, SHOP_LINKEDIN, a_record, a_remote_post
from tests.support.projects import project_in

# Requests.

TELLS_PUBLER_NOTHING = {
    "id": "names the entry",
    "protect": "keeps the post from being deleted or replaced",
    "rules": "switches checks off",
    "take": "says which existing post is meant",
    "accounts.account": "names an account, and an entry without one has no post",
    **dict.fromkeys(
        (
            "featured_image.alt",
            "featured_image.caption",
            "featured_image.cover",
            "featured_image.tags",
        ),
        "Publer takes nothing of a featured picture but the picture",
    ),
}
"""Keys without which the request is the same, and what they are for."""


def key_of_path(path: str) -> str:
    """A key by the name of what holds it: `media.alt`, `facebook.feed`; `text` wherever a text may stand."""
    *above, name = path.replace("[]", "").split(".")
    everywhere = {"accounts", *(network.value for network in Network)}
    if not above or (
        above[-1] in everywhere and name in load_schema("post")["$defs"]["overrides"]["properties"]
    ):
        return name
    return f"{above[-1]}.{name}"


def paths_of(schema: Any, node: Any, path: str, seen: tuple[str, ...] = ()) -> Iterator[str]:
    """The keys that a schema names, as paths."""
    name = node.get("$ref", "").removeprefix("#/$defs/")
    if name and name not in seen:
        yield from paths_of(schema, schema["$defs"][name], path, (*seen, name))
    for word in ("anyOf", "oneOf", "allOf"):
        for part in node.get(word, ()):
            yield from paths_of(schema, part, path, seen)
    if isinstance(node.get("items"), dict):
        yield from paths_of(schema, node["items"], path, seen)
    for name, part in node.get("properties", {}).items():
        below = f"{path}.{name}" if path else name
        yield below
        yield from paths_of(schema, part, below, seen)


@cache
def schema_keys() -> frozenset[str]:
    schema = load_schema("post")
    return frozenset(map(key_of_path, paths_of(schema, schema["$defs"]["entry"], "")))


def paths_in(data: Any, path: str = "") -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each key of an entry: its path, and the steps that lead to it."""
    if isinstance(data, dict):
        for name, value in data.items():
            below = f"{path}.{name}" if path else str(name)
            yield below, (name,)
            for deeper, steps in paths_in(value, below):
                yield deeper, (name, *steps)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            for deeper, steps in paths_in(value, f"{path}[]"):
                yield deeper, (number, *steps)


def without(data: Any, steps: tuple[Any, ...]) -> Any:
    """The data without the key at the end of these steps."""
    after = copy.deepcopy(data)
    holder = after
    for step in steps[:-1]:
        holder = holder[step]
    del holder[steps[-1]]
    return after


@cache
def entries() -> tuple[dict[str, Any], ...]:
    """The entries of the examples, each with what its folder and file give to all."""
    found: list[dict[str, Any]] = []
    for file in sorted((EXAMPLES / "content").rglob("*.*")):
        text = file.read_text(encoding="utf-8")
        if file.name.startswith("_"):
            continue
        if file.suffix == ".md":
            _, front, body = text.split("---\n", 2)
            found.append({"id": file.stem, "text": body.strip(), **yaml.safe_load(front)})
        else:
            listed = yaml.safe_load(text)
            given = {"id": file.stem, **listed.get("defaults", {})}
            found += [{**given, **each} for each in listed.get("posts", [listed])]
    return tuple({name: part for name, part in each.items() if name != "rules"} for each in found)


PICTURE = {"file": "../media/market.jpg"}
ELSEWHERE = {"url": "https://example.com/a.jpg"}
STORED = {"id": "5f0c8d3a9b1e2f0011223344"}
AT = {"schedule": "2036-05-08 10:00"}
FACEBOOK = {"accounts": ["shop-facebook"], "text": "Hello", **AT}
VIDEO = {"file": "../media/weaving.mp4"}
LINK = {"url": "https://example.com/", "title": "Jam", "description": "Fig"}
SPAN = {"from": "2036-06-02 07:15", "to": "2036-09-30 07:15"}
REST: tuple[dict[str, Any], ...] = (
    {
        **FACEBOOK,
        "comments": [
            {"text": "More", "engagements": "> 5", "reach": "> 9", "match": "any", "media": PICTURE}
        ],
        "share": {"accounts": ["shop-x"], "engagements": "> 5", "reach": "> 9", "match": "any"},
        "delete": {"after": "2d", "engagements": "< 5", "reach": "< 9", "match": "any", "hide": True},
    },
    {**FACEBOOK, "media": [STORED]},
    {**FACEBOOK, "type": "link", "link": {**LINK, "image": PICTURE, "phone_number": "+390612345678"}},
    {**FACEBOOK, "type": "link", "link": {**LINK, "image": ELSEWHERE}},
    {**FACEBOOK, "type": "link", "link": {**LINK, "image": STORED}},
    {**FACEBOOK, "media": [{**VIDEO, "cover": PICTURE}]},
    {**FACEBOOK, "media": [{**VIDEO, "cover": ELSEWHERE}]},
    {**FACEBOOK, "media": [{**VIDEO, "cover": STORED}]},
    {**FACEBOOK, "schedule": {"at": "2036-06-04 10:00", "recycle": {"every": "1mo", "solo": False}}},
    {
        **FACEBOOK,
        "schedule": {"recurring": {**SPAN, "repeat": "daily", "every": 2}},
    },
    {
        "accounts": ["shop-tiktok"], "text": "Hello", "media": [VIDEO], **AT,
        "networks": {"tiktok": {"privacy": "public", "comment": True, "promotional": True}},
    },
)  # fmt: skip
"""What no example has."""

NOT_TRIED = {"accounts.protect", "featured_image.id", "featured_image.url"}
"""`accounts.protect` is `protect`, and a featured picture is found like any other."""


@cache
def root(folder: Path) -> Path:
    """The project of the examples without their posts."""
    (folder / "content").mkdir(parents=True)
    shutil.copy(EXAMPLES / "publer-sync.yaml", folder)
    shutil.copy(EXAMPLES / "content/_defaults.yaml", folder / "content")
    shutil.copytree(EXAMPLES / "media", folder / "media")
    return folder


def requests_of(folder: Path, entry: dict[str, Any]) -> list[Any] | None:
    """What Publer is sent for an entry, post by post; None if its file has errors."""
    text = json.dumps({"id": "entry", **entry}, default=str)
    text = re.sub(r"(?:\.\./)+media/", "../media/", text)
    (folder / "content/entry.yaml").write_text(text, encoding="utf-8")
    loaded = load_posts(project_in(folder))
    posts = hash_file(loaded.posts, folder)
    if any(found.severity == "error" for found in loaded.diagnostics):
        return None
    return [bulk([post], everything_for(post)) for post in posts]


def everything_for(post: Post) -> Resources:
    """A workspace that has all that a post refers to."""
    stored = {
        key_of(item): StoredMedia(
            sha256=key_of(item), id=key_of(item)[:24], name="", kind="photo", uploaded_at=NOW,
            path=f"/{key_of(item)}",
        )
        for item in every_medium(post)
    }  # fmt: skip
    offers = {
        w: (NamedResource(w.text, w.text, {"id": w.text}, (w.text,)),) for w in names_used_by(post)
    }
    return Resources(stored, NameIndex(offers))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return root(tmp_path_factory.mktemp("keys") / "shop")


@pytest.mark.parametrize("key", sorted(schema_keys() - TELLS_PUBLER_NOTHING.keys() - NOT_TRIED))
def test_a_key_changes_the_request(project: Path, key: str) -> None:
    tried = 0
    for entry in (*REST, *entries()):
        for path, steps in paths_in(entry):
            if key_of_path(path) == key:
                tried += 1
                before = requests_of(project, entry)
                assert before, f"{entry} has errors"
                if requests_of(project, without(entry, steps)) != before:
                    return
    pytest.fail(
        f"{key}: {tried} entries have it, and the request is the same without it. Is it read in "
        "content/compose.py and sent by api/encode? If no entry has it, use it in an example."
    )


IN_NO_DEFAULTS = {"id", "take"}
IN_NO_NETWORK = {"accounts", "draft", "id", "idea", "networks", "protect", "take"}
"""Keys that name one entry, or decide what becomes of all of it."""


def test_a_key_may_stand_in_defaults_and_below_a_network() -> None:
    schemas = load_schema("post")["$defs"]
    entry, defaults, overrides = (
        set(schemas[name]["properties"]) for name in ("entry", "defaults", "overrides")
    )
    assert (entry - defaults, entry - overrides) == (IN_NO_DEFAULTS, IN_NO_NETWORK)


def test_what_an_idea_would_lose_is_an_error_in_its_file() -> None:
    idea = a_post(account=IDEAS, standing=PublishMode.PUBLIC_IDEA, schedule=NoTime())
    sent = bulk([idea], everything_for(idea))
    lost = set()
    for name in FIELDS.keys() - {"account", "standing", "schedule", "options"}:
        changed: Any = {name: FIELDS[name]}
        post = replace(idea, **changed)
        if bulk([post], everything_for(post)) == sent:
            lost.add(name)
    assert lost == {*OF_ACCOUNTS, "names"} - NAMED, "name it in OF_ACCOUNTS of content/schedules.py"


# Fingerprints.

PHOTO = Media(file="a.png", kind=MediaKind.PHOTO, sha256="a")
COMMENT = Comment(text="More")
FIELDS: dict[str, Any] = {
    "account": SHOP_LINKEDIN,
    "type": PostType.VIDEO,
    "schedule": At(MORNING + HOUR),
    "standing": PublishMode.DRAFT,
    "text": "Other words",
    "title": "A title",
    "media": (PHOTO,),
    "link": Link(url="https://example.com/"),
    "sublinks": (Link(url="https://example.com/"),),
    "poll": Poll(options=("Yes", "No")),
    "blocks": (Block(type="paragraph", data={"text": "Hello"}),),
    "labels": ("spring",),
    "options": {"feed": True},
    "names": ResourceNames(signature="Default"),
    "thread": (COMMENT,),
    "comments": (COMMENT,),
    "share": Share(account_ids=("1",)),
    "delete": Deletion(conditions=Conditions()),
}
"""Another value of each field of a post that Publer is told."""

TOLD_NOBODY = {
    "address": "the name of the post here",
    "protect": "kept in the record",
    "off": "switches checks off",
    "off_by_entry": "likewise",
    "take": "says which existing post is meant",
    "source": "where the post is written",
}
"""Fields that are not in the fingerprint, and what they are for."""

NAMED = {"signature", "watermark", "location", "album"}
IN_MEDIA = {
    "file": "its content counts, not its name",
    "facts": "what looking into the file gave",
    "size": "told by its content",
    "kind": "likewise",
}
"""Parts of a medium that are not in the fingerprint, and why."""


def test_every_field_of_a_post_is_in_its_fingerprint_or_named_here() -> None:
    named = FIELDS.keys() | TOLD_NOBODY.keys()
    assert {each.name for each in fields(Post)} == named, (
        "give it a row in FIELDS or TOLD_NOBODY here"
    )
    assert {each.name for each in fields(ResourceNames)} == NAMED


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_field_changes_the_fingerprint(name: str) -> None:
    changed: Any = {name: FIELDS[name]}
    assert fingerprint(replace(a_post(), **changed)) != fingerprint(a_post())


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_name_changes_the_fingerprint(name: str) -> None:
    names: Any = {name: "Spring"}
    assert fingerprint(a_post(names=ResourceNames(**names))) != fingerprint(a_post())


MEDIA_PARTS: dict[str, Any] = {
    "sha256": "b", "id": "m1", "url": "https://example.com/a.png", "alt": "A box", "caption": "Ours",
    "cover": PHOTO, "tags": (Tag(user="anna", x=0.5, y=0.5),),
}  # fmt: skip


def test_every_part_of_a_medium_is_in_the_fingerprint_or_named_here() -> None:
    assert {each.name for each in fields(Media)} == MEDIA_PARTS.keys() | IN_MEDIA.keys()


@pytest.mark.parametrize("name", sorted(MEDIA_PARTS))
def test_a_part_of_a_medium_changes_the_fingerprint(name: str) -> None:
    part: Any = {name: MEDIA_PARTS[name]}
    changed = a_post(media=(replace(PHOTO, **part),))
    assert fingerprint(changed) != fingerprint(a_post(media=(PHOTO,)))


# Restore points.

NOT_RESTORED = {
    "account": "a post is restored on its own account",
    "blocks": "Publer shows no article, so its type decides",
}
"""Fields that a restore point does not take from the file, and why."""


@pytest.mark.parametrize("name", sorted(FIELDS.keys() - NOT_RESTORED.keys()))
def test_a_field_comes_back_from_a_restore_point(name: str) -> None:
    changed: Any = {name: FIELDS[name]}
    old = replace(a_post(), **changed)
    stored = {"m1": StoredMedia(sha256="a", id="m1", name="box", kind="photo", uploaded_at=NOW)}
    shown: Any = {"media_ids": ("m1",)} if old.media else {}
    state = "draft" if old.standing is PublishMode.DRAFT else "scheduled"
    remote = a_remote_post(old, state=state, **shown)
    record = a_record(old, seen=remote.seen(), post_id=remote.id)
    kept = restorable_copy(old, record, remote, stored)
    assert (getattr(kept.post, name), kept.lost) == (FIELDS[name], ())
    assert kept.fields == digests_of(old)
