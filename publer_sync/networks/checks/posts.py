"""Facts about posts that many rules use: order, media, kinds of account, and answers kept for a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import TypeVar

from publer_sync.diagnostics import Location
from publer_sync.model.account import Account
from publer_sync.model.media import Media
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


def event_of(post: Post) -> Mapping[str, object]:
    """The title, times and so on of an event or offer; empty for all other posts."""
    if post.type not in _TYPES:
        return {}
    value = post.options.get(post.type.value)
    return value if isinstance(value, Mapping) else {}


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


# The order in which people come upon posts.


def in_order_of_reading(posts: Iterable[Post], field: str = "schedule") -> list[Post]:
    """By file and by the line of a field."""
    return sorted(posts, key=lambda post: (post.source.location.file, post.source.at(field).line))


def by_place(posts: Iterable[Post], field: str) -> dict[Location, list[Post]]:
    """The posts that share the words of a field, in reading order, by where these are written."""
    sharing: dict[Location, list[Post]] = {}
    for post in in_order_of_reading(posts, field):
        sharing.setdefault(post.source.at(field), []).append(post)
    return sharing


# Where in its file each medium of a post stands, so that findings point at it.


def media_places(post: Post) -> Iterator[tuple[str, Media]]:
    """Each medium with its symbolic path: `media[0]`, `media[0].cover`, `link.image`, `comments[1].media`."""
    outermost: dict[str, Media | None] = {
        f"media[{index}]": item for index, item in enumerate(post.media)
    }
    if post.link:
        outermost["link.image"] = post.link.image
    for index, card in enumerate(post.sublinks):
        outermost[f"sublinks[{index}].image"] = card.image
    for index, block in enumerate(post.blocks):
        outermost[f"blocks[{index}].media"] = block.media
    for name, messages in (("thread", post.thread), ("comments", post.comments)):
        for index, comment in enumerate(messages):
            outermost[f"{name}[{index}].media"] = comment.media
    for path, medium in outermost.items():
        if medium:
            yield path, medium
            if medium.cover:
                yield f"{path}.cover", medium.cover
