"""What many rules ask about one post or account, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import TypeVar

from publer_sync.model.account import Account
from publer_sync.model.network import PostType
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


# What an event or offer says about itself.

_TYPES = {PostType.EVENT, PostType.OFFER}


def happening(post: Post) -> Mapping[str, object]:
    """The title, times and so on of an event or offer; empty for all other posts."""
    if post.type not in _TYPES:
        return {}
    given = post.options.get(post.type.value)
    return given if isinstance(given, Mapping) else {}


# Kinds of account in one vocabulary, whatever Publer calls them on each network.

# Publer's documentation says `page`, its server `fb_page` or `in_page`; both are seen.
_KINDS = {
    "page": "page",
    "profile": "profile",
    "group": "group",
    "business": "business",
    "personal": "profile",
    "location": "location",
    "channel": "channel",
    "blog": "blog",
}


def kind_of(account: Account) -> str | None:
    """The kind of an account as the rules file says it; None where its type does not tell."""
    return _KINDS.get((account.type or "").rpartition("_")[2])
