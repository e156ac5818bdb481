"""Phrases that the messages of several rules share."""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.model.network import MediaKind
from publer_sync.model.post import Post

_NAMES = {
    MediaKind.PHOTO: "photo",
    MediaKind.VIDEO: "video",
    MediaKind.GIF: "GIF",
    MediaKind.DOCUMENT: "document",
}


def such_a_post(post: Post) -> str:
    """For example `A photo post on X`."""
    return f"A {post.type} post on {post.network.label}"


def one(kind: MediaKind) -> str:
    """For example `photo`."""
    return _NAMES[kind]


def any_of_kinds(kinds: Iterable[MediaKind], number: int = 2) -> str:
    """For example `photos or videos`, or `photo or video` when `number` is 1."""
    ending = "" if number == 1 else "s"
    return " or ".join(_NAMES[kind] + ending for kind in kinds)


def number_of(number: int, thing: str) -> str:
    """For example `1 byte` or `2,100 characters`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
