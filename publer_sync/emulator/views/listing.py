"""GET /posts: which posts a query means, in which order, and which page of them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date

from werkzeug.datastructures import MultiDict

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.records import Post
from publer_sync.emulator.store.times import DAY, ZONE, day_start, next_day, parse_instant
from publer_sync.emulator.views.posts import AUTHOR, shown_type

_SLICE = 7 * DAY


class QueryError(Exception):
    """The query is refused."""


@dataclass(frozen=True, slots=True)
class Query:
    """Parameters of a list request; `since` is included, `until` is not."""

    states: frozenset[str]
    accounts: frozenset[str]
    words: str
    type: str
    member: str
    since: float | None
    until: float | None
    page: int


def read_query(args: MultiDict[str, str], settings: Settings, now: float) -> Query:
    """The query of a request, or QueryError."""
    since, until = _span(args, settings, now)
    return Query(
        states=_states(args, settings),
        accounts=frozenset(args.getlist("account_ids[]")),
        words=args.get("query", "").casefold(),
        type=args.get("postType", ""),
        member=args.get("member_id", ""),
        since=since,
        until=until,
        page=page_number(args),
    )


def page_number(args: MultiDict[str, str]) -> int:
    """The zero-based page; nonsense counts as the first one."""
    text = args.get("page", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _states(args: MultiDict[str, str], settings: Settings) -> frozenset[str]:
    many, one = args.getlist("state[]"), args.getlist("state")[-1:]
    if many and settings["mixed_state"] == "array_only":
        one = []
    states = frozenset([*many, *one]) - {""}
    if not states and settings["no_state"] == "scheduled":
        return frozenset(["scheduled"])
    return frozenset() if "all" in states else states


def _span(
    args: MultiDict[str, str], settings: Settings, now: float
) -> tuple[float | None, float | None]:
    start, end = args.get("from"), args.get("to")
    if bool(start) != bool(end):
        if settings["from_without_to"] == "refused":
            raise QueryError("from and to must be given together")
        start = end = None
    if not start or not end:
        sliced = settings["get_posts_without_dates"] == "slice"
        return (now - _SLICE, now + _SLICE) if sliced else (None, None)
    try:
        return _bound(start, settings, end=False), _bound(end, settings, end=True)
    except (ValueError, OverflowError):
        raise QueryError("from and to must be dates") from None


def _bound(text: str, settings: Settings, *, end: bool) -> float:
    zone = UTC if settings["date_bounds"] == "utc" else ZONE
    inclusive = settings["date_bounds"] != "exclusive"
    if len(text) > 10:
        return parse_instant(text, zone) + (0.001 if end and inclusive else 0.0)
    day = date.fromisoformat(text)
    if end and inclusive:
        day = next_day(day)
    return day_start(day, zone)


def select(posts: Iterable[Post], query: Query, settings: Settings, now: float) -> list[Post]:
    """The posts that a query means, in order."""
    lag = settings.number("list_lag")
    results = [
        lagging
        for post in posts
        if post.visible_at <= now
        and (post.deleted_at is None or post.deleted_at + lag > now)
        and _meets(lagging := _as_listed(post, lag, now), query, settings)
    ]
    return _ordered(results, settings["order"])


def _as_listed(post: Post, lag: float, now: float) -> Post:
    if lag and post.before_edit is not None and post.updated_at + lag > now:
        return replace(post, **post.before_edit)
    return post


def _meets(post: Post, query: Query, settings: Settings) -> bool:
    return (
        (not query.states or any(_in_state(post, state, settings) for state in query.states))
        and (not query.accounts or post.account_id in query.accounts)
        and query.words in post.text.casefold()
        and (not query.type or query.type in (shown_type(post, settings), post.type, post.format))
        and (not query.member or query.member == AUTHOR["id"])
        and _in_span(post, query, settings)
    )


def _in_state(post: Post, name: str, settings: Settings) -> bool:
    if settings["series_states"] == "scheduled" and post.base_state in ("recurring", "recycling"):
        return name == "scheduled"
    if post.state == "draft":
        undated = "undated" if post.scheduled_at is None else "dated"
        return name in ("draft", f"draft_{undated}")
    plain = {
        "scheduled": "scheduled_approved",
        "published": "published_posted",
        "recycling": "recycling_active",
    }.get(post.state)
    return name in (post.base_state, post.state, plain)


def _in_span(post: Post, query: Query, settings: Settings) -> bool:
    if query.since is None or query.until is None:
        return True
    if post.scheduled_at is None:
        return settings["undated_in_range"] == "included"
    return query.since <= post.scheduled_at < query.until


def _ordered(posts: list[Post], order: str) -> list[Post]:
    if order == "newest_first":
        return sorted(posts, key=lambda post: (-post.created_at, post.id))
    if order == "by_id":
        return sorted(posts, key=lambda post: post.id)
    return sorted(posts, key=_by_time)


def _by_time(post: Post) -> tuple[float, str]:
    return math.inf if post.scheduled_at is None else post.scheduled_at, post.id


def without_one(posts: list[Post], nth: int) -> list[Post]:
    """The posts but one, as an unreliable listing has them."""
    if not posts:
        return posts
    missing_count = nth % len(posts)
    return [*posts[:missing_count], *posts[missing_count + 1 :]]
