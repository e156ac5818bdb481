"""The order in which people come upon posts."""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.model.post import Post


def in_order_of_reading(posts: Iterable[Post], field: str = "schedule") -> list[Post]:
    """By file and by the line of a field."""
    return sorted(posts, key=lambda post: (post.source.location.file, post.source.at(field).line))
