"""Read posts from Publer: those of a span, of single places, and of whole accounts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from publer_sync.api.reader import Reader
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.remote import RemotePost, RemoteView
from publer_sync.model.schedule import Listing
from publer_sync.planning.read_window import HORIZON, LOOK_BACK, ReadWindow

AROUND = timedelta(minutes=2)
APART = timedelta(days=7)
MAX_SPANS = 5


def read_posts(reader: Reader, span: ReadWindow) -> RemoteView:
    """The posts of a span, and nothing else."""
    results = [*read_listings(reader, span.shelves)]
    if span.since and span.until:
        results += reader.posts(span.account_ids, span.since, span.until)
    return RemoteView(
        posts=tuple({post.id: post for post in results}.values()),
        account_ids=frozenset(span.account_ids),
        since=span.since,
        until=span.until,
        shelves=frozenset(span.shelves),
    )


def read_around(
    reader: Reader, places: Iterable[LookupWindow], container: Container[str] = ()
) -> RemoteView:
    """Read the posts in and around these places, without the posts that are known to be gone."""
    names = list(places)
    spans = sorted(_spans(names))
    shelves = frozenset((p.account_id, p.shelf) for p in names if p.since is None)
    results = list(read_listings(reader, shelves))
    for group in _groups(spans):
        accounts = sorted({account_id for _, _, account_id in group})
        last = max(until for _, until, _ in group)
        results += reader.posts(accounts, group[0][0] - AROUND, last + AROUND)
    return RemoteView(
        posts=tuple({post.id: post for post in results if post.id not in container}.values()),
        account_ids=frozenset(account_id for _, _, account_id in spans),
        since=spans[0][0] - AROUND if spans else None,
        until=max(until for _, until, _ in spans) + AROUND if spans else None,
        shelves=shelves,
    )


def read_listings(reader: Reader, shelves: Iterable[tuple[str, Listing]]) -> Iterator[RemotePost]:
    """Read these listings of accounts."""
    by_shelf: dict[Listing, list[str]] = {}
    for account_id, shelf in sorted(shelves):
        by_shelf.setdefault(shelf, []).append(account_id)
    if accounts := by_shelf.get(Listing.UNDATED):
        yield from reader.undated_drafts(accounts)
    if accounts := by_shelf.get(Listing.SERIES):
        yield from reader.series(accounts)
    if Listing.IDEAS in by_shelf:
        yield from reader.ideas()


def with_whole_accounts(
    reader: Reader,
    view: RemoteView,
    places: Iterable[LookupWindow],
    now: datetime,
    *,
    since: datetime | None = None,
) -> RemoteView:
    """The view with everything on the accounts of these places; see `read_all_posts`."""
    names = list(places)
    more = with_posts(view, read_all_posts(reader, names, now, since=since))
    shelves = {(place.account_id, place.shelf) for place in names if place.since is None}
    begin, _ = read_whole_window(names, now, since=since)
    accounts = {
        account_id: min(begin, view.whole.get(account_id, begin))
        for account_id in {place.account_id for place in names if place.account_id}
    }
    shelves |= {(account_id, Listing.UNDATED) for account_id in accounts}
    return replace(more, whole={**view.whole, **accounts}, shelves=view.shelves | shelves)


def with_posts(view: RemoteView, existings: Iterable[RemotePost]) -> RemoteView:
    posts = {post.id: post for post in (*view.posts, *existings)}
    return replace(view, posts=tuple(posts.values()))


def read_whole_window(
    places: Iterable[LookupWindow], now: datetime, *, since: datetime | None = None
) -> tuple[datetime, datetime]:
    """From when to when a whole account is read: from a little before now, `since`, or the first of the
    places, as far ahead as Publer schedules."""
    times = [now, *([since] if since else []), *(begin for begin, _, _ in _spans(places))]
    return min(times) - LOOK_BACK, max(times) + HORIZON


def read_all_posts(
    reader: Reader, places: Iterable[LookupWindow], now: datetime, *, since: datetime | None = None
) -> tuple[RemotePost, ...]:
    """Every post on the accounts of these places, in the whole window; the drafts that have no
    time, and series and ideas where the places speak of such."""
    names = list(places)
    accounts = sorted({place.account_id for place in names if place.account_id})
    shelves = {(place.account_id, place.shelf) for place in names if place.since is None}
    shelves |= {(account_id, Listing.UNDATED) for account_id in accounts}
    posts = [*read_listings(reader, shelves)]
    if accounts:
        posts += reader.posts(accounts, *read_whole_window(names, now, since=since))
    return tuple(posts)


_Stretch = tuple[datetime, datetime, str]


def _spans(places: Iterable[LookupWindow]) -> Iterator[_Stretch]:
    """Those of the places that lie on a timeline: from, to, account."""
    for place in places:
        if place.since and place.until:
            yield place.since, place.until, place.account_id


def _groups(spans: list[_Stretch]) -> Iterator[list[_Stretch]]:
    """The sorted spans in few groups without large gaps, so that what lies between is not read."""
    starts, reached = [], spans[0][1] if spans else None
    for index, (since, until, _) in enumerate(spans):
        if reached and since - reached > APART:
            starts.append(index)
        reached = max(reached, until) if reached else until
    if len(starts) >= MAX_SPANS:
        starts = []
    for first, last in zip([0, *starts], [*starts, len(spans)], strict=True):
        if spans:
            yield spans[first:last]
