"""Reads from Publer. It is given nothing but a way to GET, so it cannot write even by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
DAY = timedelta(days=1)

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

        In which zone Publer takes the days of its filter is not known, so a day is added on both
        sides and the rest is done here. Posts can move between pages while they are read; when the
        total changes meanwhile, everything is read again.
        """
        wanted = tuple(account_ids)
        days = [("from", _day(since - DAY)), ("to", _day(until + DAY)), ("state[]", "all")]
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

    def _pages(self, query: Params) -> Iterable[RemotePost]:
        for _ in range(ATTEMPTS):
            steady, found = self._all_pages(query)
            if steady:
                return found.values()
        raise ServerTrouble(
            "The posts in Publer changed while they were read.",
            where="GET /posts",
            hint="somebody is working in Publer just now; run the command again",
        )

    def _all_pages(self, query: Params) -> tuple[bool, dict[str, RemotePost]]:
        """The posts by id, and whether the total stayed the same from first page to last."""
        found: dict[str, RemotePost] = {}
        totals: set[int] = set()
        seen = 0
        for page in range(MAX_PAGES):
            body = self._get("/posts", [*query, ("page", str(page))])
            items = _page_of(body)
            seen += len(items)
            new = [post for post in map(wire.post, items) if post.id]
            fresh = any(post.id not in found for post in new)
            found |= {post.id: post for post in new}
            total = _number(body, "total")
            totals |= set() if total is None else {total}
            if _is_last(body, page, seen, fresh):
                break
        steady = len(totals) <= 1 and (not totals or len(found) >= min(totals))
        return steady, found

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


def _page_of(body: Any) -> list[Any]:
    if not (
        isinstance(body, list) or (isinstance(body, dict) and ("posts" in body or "data" in body))
    ):
        raise ServerTrouble(
            "Publer's list of posts has an unknown shape.",
            where="GET /posts",
            hint="nothing was changed; please report this",
        )
    return list(wire.objects(body, "posts"))


def _is_last(body: Any, page: int, seen: int, fresh: bool) -> bool:
    """By `total_pages` or `total` where Publer says them, else at the first page with nothing new."""
    if not fresh:
        return True
    pages, total = _number(body, "total_pages"), _number(body, "total")
    if total is not None:
        return seen >= total
    return pages is not None and page + 1 >= pages


def _number(body: Any, key: str) -> int | None:
    level = body.get("data", body) if isinstance(body, dict) else None
    value = level.get(key) if isinstance(level, dict) else None
    return value if isinstance(value, int) else None


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
