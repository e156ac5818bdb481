"""The order in which people come upon posts."""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.diagnostics import Location
from publer_sync.model.post import Post


def in_order_of_reading(posts: Iterable[Post], field: str = "schedule") -> list[Post]:
    """By file and by the line of a field."""
    return sorted(posts, key=lambda post: (post.source.location.file, post.source.at(field).line))


def by_place(posts: Iterable[Post], field: str) -> dict[Location, list[Post]]:
    """The posts that share the words of a field, in reading order, by where these are written."""
    sharing: dict[Location, list[Post]] = {}
    for post in in_order_of_reading(posts, field):
        sharing.setdefault(post.source.at(field), []).append(post)
    return sharing
