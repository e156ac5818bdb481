"""Read all pages of `GET /posts`, until a reading holds together.

Posts can move between pages while they are read, and the list has been seen to leave out posts that
exist. What is missing here would count as gone, so a reading is believed only if it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from publer_sync.api.decode import posts as wire
from publer_sync.api.errors import IncompleteListError, ServerError
from publer_sync.api.session import Params
from publer_sync.model.remote import Phase, RemotePost

MAX_PAGES = 5000
ATTEMPTS = 3

Get = Callable[[str, Params], Any]


def all_posts(get: Get, query: Params) -> Iterable[RemotePost]:
    """The posts of the first reading that holds together, or came out the same twice; raises
    IncompleteListError."""
    most, before = 0, None
    for _ in range(ATTEMPTS):
        reading = _all_pages(get, query, most)
        most = max(most, *reading.totals, 0)
        if reading.is_whole or (reading.has_all_rows and reading == before):
            return reading.posts.values()
        before = reading
    raise IncompleteListError(
        "The posts in Publer could not be read as one whole.",
        location="GET /posts",
        reason=f"Publer counts {most} posts, its pages show {len(before.posts) if before else 0}",
        hint="someone may be working in Publer just now; run the command again",
    )


def _all_pages(get: Get, query: Params, most: int) -> _Reading:
    """Every page once, to the last one by `total` or `total_pages` where Publer says them, else to the first
    with nothing new.

    One whose total is below `most` or below an earlier page's is asked for
    again, because Publer's lists have been seen to leave out posts that exist.
    """
    posts: dict[str, RemotePost] = {}
    totals: set[int] = set()
    rows = 0
    for page in range(MAX_PAGES):
        requests = [*query, ("page", str(page))]
        body = get("/posts", requests)
        total = _number(body, "total")
        if total is not None and total < max(most, *totals, 0):
            body = get("/posts", requests)
            total = _number(body, "total")
        items = _page_of(body)
        rows += len(items)
        new = [_readable(item) for item in items]
        fresh = any(post.id not in posts for post in new)
        posts |= {post.id: post for post in new}
        totals |= set() if total is None else {total}
        pages = _number(body, "total_pages")
        by_count = rows >= total if total is not None else pages is not None and page + 1 >= pages
        if by_count or not fresh:
            break
    return _Reading(posts, frozenset(totals), rows)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The posts of all pages by id, the totals that the pages told, and the number of their items."""

    posts: dict[str, RemotePost]
    totals: frozenset[int]
    rows: int

    @property
    def is_whole(self) -> bool:
        """Return whether no post can have slipped from page to page: one total, and as many posts."""
        return len(self.totals) <= 1 and len(self.posts) >= max(self.totals, default=0)

    @property
    def has_all_rows(self) -> bool:
        """Return whether as many items were listed as Publer counts, be they the same post twice."""
        return self.rows >= max(self.totals, default=0)


def _page_of(body: Any) -> list[Any]:
    """The items of a page. An answer without a list is no empty list: that would mean that every
    post is gone."""
    items = wire.found_list(body, "posts")
    if items is None:
        raise ServerError(
            "Publer's list of posts has an unknown shape.",
            location="GET /posts",
            hint="nothing was changed; please report this",
        )
    return items


def _readable(item: Any) -> RemotePost:
    """A post that can be told from others. One that cannot must not count as missing."""
    post = wire.post(item)
    dated = isinstance(item.get("scheduled_at"), str)
    homeless = item.get("account_id") is None and post.phase is Phase.DRAFT  # an idea
    if post.id and (post.account_id or homeless) and (post.scheduled_at or not dated):
        return post
    raise ServerError(
        "A post in Publer's list cannot be read.",
        location="GET /posts",
        reason=f"id {item.get('id')!r}, account {item.get('account_id')!r}, "
        f"time {item.get('scheduled_at')!r}",
        hint="nothing was changed; please report this",
    )


def _number(body: Any, key: str) -> int | None:
    level = body.get("data", body) if isinstance(body, dict) else None
    value = level.get(key) if isinstance(level, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
