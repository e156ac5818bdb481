"""Layers of written values to what a post says; every part notes the place that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from publer_sync.content.fields import (
    read_names,
    read_options,
    read_poll,
    read_text,
    rules_off,
    rules_off_by_entry,
)
from publer_sync.content.follow_ups import read_comments, read_deletion, read_share
from publer_sync.content.key_reader import Keys, Scene
from publer_sync.content.layers import Layers, Value
from publer_sync.content.links import read_link, read_sublinks
from publer_sync.content.media import MediaReader, read_media
from publer_sync.content.schedules import read_timing
from publer_sync.diagnostics import Location
from publer_sync.model.follow_ups import Comment, Deletion, Share
from publer_sync.model.media import Media
from publer_sync.model.network import PostType
from publer_sync.model.post import Link, Names, Poll
from publer_sync.model.schedule import Schedule, Standing
from publer_sync.source.schema.files import load_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a post says, whichever account says it; `places` are those of its fields.

    Where a part is unusable, it is not complete: that part is empty, and the time a stand-in. `type` is
    None where it has to be inferred. `written` is the value that the text comes from.
    """

    is_complete: bool
    type: PostType | None
    schedule: Schedule
    standing: Standing
    text: str
    written: Value | None
    title: str | None
    media: tuple[Media, ...]
    link: Link | None
    sublinks: tuple[Link, ...]
    poll: Poll | None
    labels: tuple[str, ...]
    options: Mapping[str, object]
    names: Names
    thread: tuple[Comment, ...]
    comments: tuple[Comment, ...]
    share: Share | None
    delete: Deletion | None
    protect: bool
    off: frozenset[str]
    off_by_entry: frozenset[str]
    places: Mapping[str, Location]


def compose(layers: Layers, scene: Scene) -> Said:
    """What the layers say together."""
    keys = Keys(layers, scene)
    timing, given = read_timing(keys), keys.data("type")
    kind = PostType(given) if given else None
    return Said(
        type=kind,
        schedule=timing.schedule,
        standing=timing.standing,
        text=read_text(keys),
        written=keys.values.get("text"),
        title=(keys.data("title") or "").strip() or None,
        media=_media(keys, kind),
        link=read_link(keys),
        sublinks=read_sublinks(keys),
        poll=read_poll(keys),
        labels=tuple(dict.fromkeys(label.strip() for label in keys.data("labels") or ())),
        options=read_options(keys),
        names=read_names(keys),
        thread=read_comments(keys, "thread"),
        comments=read_comments(keys, "comments"),
        share=read_share(keys),
        delete=read_deletion(keys),
        protect=bool(keys.data("protect")),
        off=rules_off(keys),
        off_by_entry=rules_off_by_entry(keys),
        places=keys.places,
        # Comes last: whatever is read above may turn out to be unusable.
        is_complete=keys.usable and keys.broken.isdisjoint(_parts()),
    )


def _media(keys: Keys, given: PostType | None) -> tuple[Media, ...]:
    if "featured_image" in keys.values:
        return _featured_image(keys)
    value = keys.values.get("media")
    if value is None:
        return ()
    keys.whole("media")
    known, key = keys.scene.media, (id(value.data), given)
    if key not in known:
        known[key] = read_media(value, keys.project.root, given, keys.scene.found)
    media = known[key]
    keys.usable = keys.usable and media is not None
    return media or ()


def _featured_image(keys: Keys) -> tuple[Media, ...]:
    """The picture above an article takes the place of all other media."""
    data, value = keys.whole("featured_image", "media[0]"), keys.values["featured_image"]
    keys.places |= {path: value.at() for path in ("media", "media[0]")}
    reader = MediaReader(value.layer.folder, keys.project.root, keys.scene.found)
    media = reader.medium(data, "featured_image", value)
    keys.usable = keys.usable and media is not None
    return (media,) if media else ()


@cache
def _parts() -> frozenset[str]:
    """The keys that are a part of what a post says."""
    entry = load_schema("post")["$defs"]["entry"]["properties"]
    return frozenset(entry) - {"id", "accounts"}
