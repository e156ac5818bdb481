"""Looks at single places in Publer, and once more at what a first reading does not show.

Publer's list of posts has been seen to leave out posts that exist. So a post that is missing from one
reading is not believed to be gone: it would be made again, or forgotten while it goes on waiting to be
published. Whatever follows from an absence is decided after a second look.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from publer_sync.api.errors import Incomplete
from publer_sync.api.reader import Reader
from publer_sync.identity.content import compare, content_sent
from publer_sync.model.address import Address
from publer_sync.model.lookup_window import Place
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Shelf
from publer_sync.model.state import Intent, IntentKind, Leftover, Record, State
from publer_sync.planning.read_window import HORIZON, LOOK_BACK

AROUND = timedelta(minutes=2)
APART = timedelta(days=7)
MAX_SPANS = 5
MORE_LOOKS = 2
"""Further looks at what has no minute and is still missing."""

FEW = 5
"""So many missing posts are looked for in their own places. That a list leaves out more at every look
is less likely than that they are gone, and to read so many places takes as long as whole accounts."""

_SETTLED = {Phase.PUBLISHED, Phase.REMOVED}


def around(reader: Reader, places: Iterable[Place], gone: Container[str] = ()) -> RemoteView:
    """What stands in and around these places just now, without the posts that are known to be gone."""
    wanted = list(places)
    spans = sorted(_spans(wanted))
    shelves = frozenset((p.account_id, p.shelf) for p in wanted if p.since is None)
    found = list(on_shelves(reader, shelves))
    for group in _groups(spans):
        accounts = sorted({account_id for _, _, account_id in group})
        last = max(until for _, until, _ in group)
        found += reader.posts(accounts, group[0][0] - AROUND, last + AROUND)
    return RemoteView(
        posts=tuple({post.id: post for post in found if post.id not in gone}.values()),
        account_ids=frozenset(account_id for _, _, account_id in spans),
        since=spans[0][0] - AROUND if spans else None,
        until=max(until for _, until, _ in spans) + AROUND if spans else None,
        shelves=shelves,
    )


def on_shelves(reader: Reader, shelves: Iterable[tuple[str, Shelf]]) -> Iterator[RemotePost]:
    """What stands on these shelves of accounts."""
    by_shelf: dict[Shelf, list[str]] = {}
    for account_id, shelf in sorted(shelves):
        by_shelf.setdefault(shelf, []).append(account_id)
    if accounts := by_shelf.get(Shelf.UNDATED):
        yield from reader.undated_drafts(accounts)
    if accounts := by_shelf.get(Shelf.SERIES):
        yield from reader.series(accounts)
    if Shelf.IDEAS in by_shelf:
        yield from reader.ideas()


def missing_ids(
    view: RemoteView, state: State, now: datetime, wanted: Container[Address]
) -> frozenset[str]:
    """What a reading should show and does not: the posts of records, of open writes, and those that are left
    over; for an open create its address.

    A create that no file wants ends with this look, so that only a post with its text counts as seen. Nothing
    that writes or forgets may follow from one absence; see `second_look`.
    """
    known = {r.post_id for r in _missing_records(view, state)}
    known |= {each.post_id for each in _missing_leftovers(view, state, now)}
    for intent in state.intents:
        if intent.kind is IntentKind.CREATE:
            there = any(view.at(place) for place in intent.places)
            if not there or (intent.address not in wanted and not _says_it(view, intent)):
                known.add(str(intent.address))
        elif intent.kind is not IntentKind.RESTORE and intent.post_id:
            known |= {intent.post_id} - view.by_id.keys()
    return frozenset(known)


def _says_it(view: RemoteView, intent: Intent) -> bool:
    """Whether a post that was not there before says what an open create was to say."""
    content = content_sent(intent)
    return any(
        post.account_id == intent.account_id
        and post.id not in intent.known_ids
        and compare(content, post).spoken.is_equal
        for post in view.posts
    )


def second_look(reader: Reader, view: RemoteView, state: State, now: datetime) -> RemoteView:
    """The view with the whole account wherever a post of ours is missing, or a write is open.

    A post that a colleague dragged to another month, published at once or turned into a draft is outside the
    span that was read. Taken for gone, it would be made a second time and go out twice. So the whole account
    is read; that costs requests only where something is missing. What has no minute is looked for more often:
    Publer would take it a second time, without a word.
    """
    places = list(_uncertain(view, state, now))
    if not places:
        return view
    view = with_whole_accounts(reader, view, places, now, since=_oldest(view, state))
    for _ in range(MORE_LOOKS):
        shelves = {(p.account_id, p.shelf) for p in _uncertain(view, state, now) if p.since is None}
        if not shelves:
            break
        view = _with(view, on_shelves(reader, shelves))
    return view


def look_in_place(reader: Reader, view: RemoteView, state: State, now: datetime) -> RemoteView:
    """The view with what now stands where a post of ours should be and is missing.

    A list that leaves the same post out at every `second_look` would hide it for ever. So an apply looks in
    its place several times on the way there, at uneven distances. It only adds what is seen, and a list that
    cannot be read as a whole adds nothing. Where more than a FEW posts with a minute are missing, only the
    lists without minutes are read, which are short.
    """
    places = list(_uncertain(view, state, now))
    if sum(place.since is not None for place in places) > FEW:
        places = [place for place in places if place.since is None]
    with suppress(Incomplete):
        return _with(view, around(reader, places).posts) if places else view
    return view


def with_whole_accounts(
    reader: Reader,
    view: RemoteView,
    places: Iterable[Place],
    now: datetime,
    *,
    since: datetime | None = None,
) -> RemoteView:
    """The view with everything on the accounts of these places; see `everywhere`."""
    wanted = list(places)
    more = _with(view, everywhere(reader, wanted, now, since=since))
    shelves = {(place.account_id, place.shelf) for place in wanted if place.since is None}
    begin, _ = whole_span(wanted, now, since=since)
    accounts = {
        account_id: min(begin, view.whole.get(account_id, begin))
        for account_id in {place.account_id for place in wanted if place.account_id}
    }
    shelves |= {(account_id, Shelf.UNDATED) for account_id in accounts}
    return replace(more, whole={**view.whole, **accounts}, shelves=view.shelves | shelves)


def _oldest(view: RemoteView, state: State) -> datetime | None:
    """When the oldest write was sent whose post is missing: a colleague may have published it since."""
    written = [record.written_at for record in _missing_records(view, state)]
    return min([*written, *(intent.since for intent in state.intents)], default=None)


def _with(view: RemoteView, found: Iterable[RemotePost]) -> RemoteView:
    posts = {post.id: post for post in (*view.posts, *found)}
    return replace(view, posts=tuple(posts.values()))


def whole_span(
    places: Iterable[Place], now: datetime, *, since: datetime | None = None
) -> tuple[datetime, datetime]:
    """From when to when a whole account is read: from a little before now, `since`, or the first of the
    places, as far ahead as Publer schedules."""
    times = [now, *([since] if since else []), *(begin for begin, _, _ in _spans(places))]
    return min(times) - LOOK_BACK, max(times) + HORIZON


def everywhere(
    reader: Reader, places: Iterable[Place], now: datetime, *, since: datetime | None = None
) -> tuple[RemotePost, ...]:
    """Every post on the accounts of these places, in the `whole_span`; the drafts that have no time, and
    series and ideas where the places speak of such."""
    wanted = list(places)
    accounts = sorted({place.account_id for place in wanted if place.account_id})
    shelves = {(place.account_id, place.shelf) for place in wanted if place.since is None}
    shelves |= {(account_id, Shelf.UNDATED) for account_id in accounts}
    found = [*on_shelves(reader, shelves)]
    if accounts:
        found += reader.posts(accounts, *whole_span(wanted, now, since=since))
    return tuple(found)


def _uncertain(view: RemoteView, state: State, now: datetime) -> Iterator[Place]:
    """Where a recorded or left-over post is missing, or a write is open that is not seen to be done."""
    for record in _missing_records(view, state):
        yield from record.places
    for leftover in _missing_leftovers(view, state, now):
        yield leftover.place
    for intent in state.intents:
        if intent.kind is IntentKind.CREATE or intent.post_id not in view.by_id:
            yield from intent.places


def _missing_records(view: RemoteView, state: State) -> Iterator[Record]:
    for record in state.records.values():
        is_open = record.status not in _SETTLED and view.covers(record.place)
        if is_open and record.post_id not in view.by_id:
            yield record


def _missing_leftovers(view: RemoteView, state: State, now: datetime) -> Iterator[Leftover]:
    for leftover in state.leftovers.values():
        is_due = leftover.scheduled_at is not None and leftover.scheduled_at <= now
        if not is_due and leftover.post_id not in view.by_id:
            yield leftover


_Stretch = tuple[datetime, datetime, str]


def _spans(places: Iterable[Place]) -> Iterator[_Stretch]:
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
