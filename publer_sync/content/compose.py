"""Layers of written values to a post without an account; every part notes the place that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from publer_sync.content.accounts import IDEAS
from publer_sync.content.fields import (
    read_link,
    read_names,
    read_options,
    read_poll,
    read_rules,
    read_sublinks,
    read_text,
)
from publer_sync.content.follow_ups import read_comments, read_deletion, read_share
from publer_sync.content.key_reader import EntryContext, KeyReader
from publer_sync.content.layers import LayeredValue, Layers
from publer_sync.content.media import MediaReader, read_media
from publer_sync.content.schedules import read_timing
from publer_sync.model.address import Address
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Link, Post, PostSource
from publer_sync.source.schema.files import load_schema


@dataclass(frozen=True, slots=True)
class ComposedPost:
    """A post before it has an account, with what `expand` needs to give it one.

    `type` is None where it has to be inferred for each network. `source_value` is the value that the text
    comes from. Where a part is unusable, the post is not complete: that part is empty, and the time a
    stand-in.
    """

    post: Post
    type: PostType | None
    source_value: LayeredValue | None
    is_complete: bool


def compose(layers: Layers, context: EntryContext) -> ComposedPost:
    """Return the post that the layers describe together."""
    keys = KeyReader(layers, context)
    timing, value = read_timing(keys), keys.data("type")
    kind = PostType(value) if value else None
    off, off_by_entry = read_rules(keys)
    post = Post(
        # Stand-ins: accounts with the same layers share this post, so `expand` replaces these three.
        address=Address("", IDEAS.alias),
        account=IDEAS,
        type=kind or PostType.STATUS,
        schedule=timing.schedule,
        standing=timing.standing,
        text=read_text(keys),
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
        off=off,
        off_by_entry=off_by_entry,
        source=PostSource(location=context.entry, fields=keys.places),
    )
    # Comes last: whatever is read above may turn out to be unusable.
    is_complete = keys.usable and keys.invalid_keys.isdisjoint(_parts())
    return ComposedPost(post, kind, keys.values.get("text"), is_complete)


def _media(keys: KeyReader, post_type: PostType | None) -> tuple[Media, ...]:
    if "featured_image" in keys.values:
        return _featured_image(keys)
    value = keys.values.get("media")
    if value is None:
        return ()
    keys.whole("media")
    known_values, key = keys.context.media, (id(value.data), post_type)
    if key not in known_values:
        known_values[key] = read_media(
            value, keys.project.root, post_type, keys.context.diagnostics
        )
    media = known_values[key]
    keys.usable = keys.usable and media is not None
    return media or ()


def _featured_image(keys: KeyReader) -> tuple[Media, ...]:
    """The picture above an article takes the place of all other media."""
    data, value = keys.whole("featured_image", "media[0]"), keys.values["featured_image"]
    keys.places |= {path: value.at() for path in ("media", "media[0]")}
    reader = MediaReader(value.layer.folder, keys.project.root, keys.context.diagnostics)
    media = reader.medium(data, "featured_image", value)
    keys.usable = keys.usable and media is not None
    return (media,) if media else ()


@cache
def _parts() -> frozenset[str]:
    """The keys that are a part of what a post says."""
    entry = load_schema("post")["$defs"]["entry"]["properties"]
    return frozenset(entry) - {"id", "accounts"}


# The type of an entry that does not say.


def infer(post: Post) -> PostType:
    """Return the type that the parts of a post make together; rules check whether its network takes it.

    Media of mixed kinds with a video are a carousel. Reels, stories and shorts are never guessed: the
    same video can be each of them.
    """
    if "event" in post.options or "offer" in post.options:
        return PostType.EVENT if "event" in post.options else PostType.OFFER
    if post.sublinks:
        return PostType.CAROUSEL
    if post.network is Network.WORDPRESS:
        return PostType.ARTICLE
    if post.poll:
        return PostType.POLL
    kinds = {item.kind for item in post.media}
    if post.network is Network.LINKEDIN and MediaKind.DOCUMENT in kinds:
        return PostType.DOCUMENT
    return _of_media(kinds, post.link)


def _of_media(kinds: set[MediaKind], link: Link | None) -> PostType:
    if not kinds:
        return PostType.LINK if link else PostType.STATUS
    if kinds == {MediaKind.GIF}:
        return PostType.GIF
    if MediaKind.VIDEO not in kinds:
        return PostType.PHOTO
    return PostType.VIDEO if kinds == {MediaKind.VIDEO} else PostType.CAROUSEL
