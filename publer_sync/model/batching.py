"""Spreading of posts over the requests that create them."""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.model.post import Post
from publer_sync.model.schedule import Now, PublishMode, Recurring

MAX_ENTRIES = 500
"""Posts in one request (publer.com/docs, "Create posts": up to 500 per bulk)."""


def state_of(post: Post) -> str:
    """The `bulk.state` under which a post is sent."""
    if post.standing is PublishMode.SCHEDULED and isinstance(post.schedule, Recurring):
        return "recurring"
    return post.standing.value


def batches(posts: Iterable[Post]) -> list[list[Post]]:
    """Spread posts over requests: one `bulk.state` in each, at most 500 posts, in order.

    Series go alone, since Publer takes them in no bulk; posts that go out at once go alone, since
    what is published cannot be taken back and each answer must be about one post.
    """
    results: list[list[Post]] = []
    filling: dict[str, list[Post]] = {}
    for post in posts:
        kind = state_of(post)
        current = filling.get(kind)
        if current is None or goes_alone(post) or len(current) == MAX_ENTRIES:
            current = []
            results.append(current)
            if not goes_alone(post):
                filling[kind] = current
        current.append(post)
    return results


def goes_alone(post: Post) -> bool:
    """Return whether a post needs a request of its own."""
    return isinstance(post.schedule, Now) or state_of(post) == "recurring"
