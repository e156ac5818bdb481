"""Reads from Publer. It is given nothing but a way to GET, so it cannot write even by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from publer_sync.api import wire
from publer_sync.api.errors import ServerTrouble
from publer_sync.api.session import Params
from publer_sync.model.account import RemoteAccount, Workspace
from publer_sync.model.remote import RemotePost

MAX_PAGES = 5000
ATTEMPTS = 3
IDS_PER_REQUEST = 100
DAYS = timedelta(days=2)

Get = Callable[[str, Params], Any]


class Reader:
    """What can be asked of Publer without changing anything."""

    def __init__(self, get: Get) -> None:
        self._get = get

    def accounts(self) -> tuple[RemoteAccount, ...]:
        """The accounts of the workspace (`GET /accounts`)."""
        found = wire.objects(self._get("/accounts", ()), "accounts")
        return tuple(wire.account(item) for item in found)

    def workspaces(self) -> tuple[Workspace, ...]:
        """The workspaces that the key's user can see (`GET /workspaces`)."""
        found = wire.objects(self._get("/workspaces", ()), "workspaces")
        return tuple(wire.workspace(item) for item in found)

    def user_name(self) -> str:
        """The name of the key's user (`GET /users/me`), or an empty text."""
        body = self._get("/users/me", ())
        return str(body.get("name") or "") if isinstance(body, dict) else ""

    def job(self, job_id: str) -> wire.Job:
        """Where a job is (`GET /job_status/{id}`); raises NotFound once Publer has dropped it."""
        return wire.job(self._get(f"/job_status/{job_id}", ()))

    def posts(
        self, account_ids: Iterable[str], since: datetime, until: datetime
    ) -> tuple[RemotePost, ...]:
        """All posts of the accounts from `since` to `until` (inclusive), in any state, by time.

        In which zone Publer takes the days of its filter is not known, nor whether the last one
        counts, so two days are added on both sides and the rest is done here. Posts can move between
        pages while they are read; when the total changes meanwhile, everything is read again.
        """
        wanted = tuple(account_ids)
        days = [("from", _day(since - DAYS)), ("to", _day(until + DAYS)), ("state[]", "all")]
        query = [*days, *(("account_ids[]", account_id) for account_id in wanted)]
        found = self._pages(query)
        inside = [
            post
            for post in found
            if post.scheduled_at
            and post.account_id in wanted
            and since <= post.scheduled_at <= until
        ]
        return tuple(sorted(inside, key=lambda post: (post.scheduled_at, post.id)))

    def undated_drafts(self, account_ids: Iterable[str]) -> tuple[RemotePost, ...]:
        """The drafts of the accounts that have no time: a query with dates may leave them out."""
        wanted = tuple(account_ids)
        query = [("state[]", "draft_undated"), *(("account_ids[]", each) for each in wanted)]
        found = self._pages(query)
        return tuple(post for post in found if post.account_id in wanted and not post.scheduled_at)

    def series(self, account_ids: Iterable[str]) -> tuple[RemotePost, ...]:
        """The recurring series of the accounts: the parents, not what they have posted."""
        wanted = tuple(account_ids)
        query = [("state[]", "recurring"), *(("account_ids[]", each) for each in wanted)]
        return tuple(post for post in self._pages(query) if post.account_id in wanted)

    def ideas(self) -> tuple[RemotePost, ...]:
        """The ideas of the workspace, public ones and those of the key's user; they have no account."""
        query = [("state[]", "draft_public"), ("state[]", "draft_private")]
        return tuple(replace(post, account_id="") for post in self._pages(query))

    def _pages(self, query: Params) -> Iterable[RemotePost]:
        """The posts of the first reading that holds together, or that came out the same twice."""
        most, before = 0, None
        for _ in range(ATTEMPTS):
            reading = self._all_pages(query, most)
            most = max(most, *reading.totals, 0)
            if reading.is_whole or (reading.has_all_rows and reading == before):
                return reading.posts.values()
            before = reading
        raise ServerTrouble(
            "The posts in Publer could not be read as one whole.",
            where="GET /posts",
            why=f"Publer counts {most} posts, its pages show {len(before.posts) if before else 0}",
            hint="somebody may be working in Publer just now; run the command again",
        )

    def _all_pages(self, query: Params, most: int) -> _Reading:
        """Every page once; one whose total is below `most` or below an earlier page's is asked for
        again, because Publer's lists have been seen to leave out posts that exist."""
        found: dict[str, RemotePost] = {}
        totals: set[int] = set()
        rows = 0
        for page in range(MAX_PAGES):
            body = self._page(query, page, max(most, *totals, 0))
            items = _page_of(body)
            rows += len(items)
            new = [_readable(item) for item in items]
            fresh = any(post.id not in found for post in new)
            found |= {post.id: post for post in new}
            total = _number(body, "total")
            totals |= set() if total is None else {total}
            if _is_last(body, page, rows, fresh):
                break
        return _Reading(found, frozenset(totals), rows)

    def _page(self, query: Params, page: int, most: int) -> Any:
        body = self._get("/posts", [*query, ("page", str(page))])
        total = _number(body, "total")
        if total is None or total >= most:
            return body
        return self._get("/posts", [*query, ("page", str(page))])

    def known_media(self, media_ids: Sequence[str]) -> frozenset[str]:
        """Those of the ids that Publer's library still has (`GET /media`)."""
        known: set[str] = set()
        for start in range(0, len(media_ids), IDS_PER_REQUEST):
            ids = media_ids[start : start + IDS_PER_REQUEST]
            query = [("ids[]", media_id) for media_id in ids]
            query += [("types[]", kind) for kind in ("photo", "video", "gif")]
            query += [("used[]", flag) for flag in ("true", "false")]
            known |= {
                wire.ident(item.get("id"))
                for item in wire.objects(self._get("/media", query), "media")
            }
        return frozenset(known)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The posts of all pages by id, the totals that the pages told, and the number of their items."""

    posts: dict[str, RemotePost]
    totals: frozenset[int]
    rows: int

    @property
    def is_whole(self) -> bool:
        """Whether no post can have slipped from page to page: one total, and as many posts."""
        return len(self.totals) <= 1 and len(self.posts) >= max(self.totals, default=0)

    @property
    def has_all_rows(self) -> bool:
        """Whether as many items were listed as Publer counts, be they the same post twice."""
        return self.rows >= max(self.totals, default=0)


def _page_of(body: Any) -> list[Any]:
    """The items of a page. An answer without a list is no empty list: that would mean that every
    post is gone."""
    items = wire.found_list(body, "posts")
    if items is None:
        raise ServerTrouble(
            "Publer's list of posts has an unknown shape.",
            where="GET /posts",
            hint="nothing was changed; please report this",
        )
    return items


def _readable(item: Any) -> RemotePost:
    """A post that can be told from others. One that cannot must not count as missing."""
    post = wire.post(item)
    dated = isinstance(item.get("scheduled_at"), str)
    if post.id and post.account_id and (post.scheduled_at or not dated):
        return post
    raise ServerTrouble(
        "A post in Publer's list cannot be read.",
        where="GET /posts",
        why=f"id {item.get('id')!r}, account {item.get('account_id')!r}, "
        f"time {item.get('scheduled_at')!r}",
        hint="nothing was changed; please report this",
    )


def _is_last(body: Any, page: int, rows: int, fresh: bool) -> bool:
    """By `total_pages` or `total` where Publer says them, else at the first page with nothing new."""
    if not fresh:
        return True
    pages, total = _number(body, "total_pages"), _number(body, "total")
    if total is not None:
        return rows >= total
    return pages is not None and page + 1 >= pages


def _number(body: Any, key: str) -> int | None:
    level = body.get("data", body) if isinstance(body, dict) else None
    value = level.get(key) if isinstance(level, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
