"""What many rules ask about one post, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from publer_sync.model.post import Post

Item = TypeVar("Item")


def once_per_post(function: Callable[[Post], Iterable[Item]]) -> Callable[[Post], tuple[Item, ...]]:
    """The function with its last answer kept, since the rules come to the same post one after another.

    A post is known by being the same object; posts never change.
    """
    last: tuple[Post, tuple[Item, ...]] | None = None

    @wraps(function)
    def answer(post: Post) -> tuple[Item, ...]:
        nonlocal last
        if last is None or last[0] is not post:
            last = (post, tuple(function(post)))
        return last[1]

    return answer
