"""Look once more at what a first reading does not show.

Publer's list of posts has been seen to leave out posts that exist. So a post that is missing from one
reading is not believed to be gone: it would be made again, or forgotten while it goes on waiting to be
published. Whatever follows from an absence is decided after a second look.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from publer_sync.api.errors import IncompleteListError
from publer_sync.api.reader import Reader
from publer_sync.identity.content import compare, content_sent
from publer_sync.lookup.posts import read_around, read_listings, with_posts, with_whole_accounts
from publer_sync.model.address import Address
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.post import Post
from publer_sync.model.post_windows import EVER, place_of, search_of
from publer_sync.model.remote import Phase, RemoteView
from publer_sync.model.state import Intent, IntentKind, Leftover, Record, State
from publer_sync.planning.state_age import StateAge, may_have_forgotten

MORE_LOOKS = 2
"""Further looks at what has no minute and is still missing."""

FEW = 5
"""So many missing posts are looked for in their own places. That a list leaves out more at every look
is less likely than that they are gone, and to read so many places takes as long as whole accounts."""

_SETTLED = {Phase.PUBLISHED, Phase.REMOVED}

WaitFor = Callable[[frozenset[str]], Iterator[tuple[datetime, bool]]]
"""Called with the ids of posts that a look did not show; yields the times at which to look again, and whether
at the whole account. The last one is after the settling time: Publer's list has been seen to leave out posts
for a while, and an apply waits for them."""


def read_again(
    reader: Reader,
    view: RemoteView,
    desired: Sequence[Post],
    recorded: State,
    *,
    now: datetime,
    wait_for: WaitFor | None,
) -> tuple[RemoteView, datetime]:
    """The view after further looks for what the first one did not show, and the time by then."""
    if not (recorded.records or recorded.intents or recorded.leftovers):
        return view, now
    desired_addresses = {post.address for post in desired}
    view = second_look(reader, view, recorded, now)
    missing = missing_ids(view, recorded, now, desired_addresses)
    if wait_for and missing:
        for later, is_wide in wait_for(missing):
            now = later
            # A post that was moved is not in its own place anyway, so some of the looks are wide.
            look = second_look if is_wide else read_in_place
            view = look(reader, view, recorded, now)
            if not missing_ids(view, recorded, now, desired_addresses):
                break
    return view, now


def with_doubtful_accounts(
    reader: Reader,
    view: RemoteView,
    desired: Sequence[Post],
    recorded: State,
    *,
    age: StateAge,
    now: datetime,
) -> RemoteView:
    """The view with the whole accounts on which a post of ours may be anywhere: one that the state may have
    forgotten, that an earlier attempt may have made, or that `take:` of a file names."""
    unsure = may_have_forgotten(recorded, age, now)
    new = [post for post in desired if post.address not in recorded.records]
    places = [
        place_of(post, now)
        for post in new
        if (unsure or post.address in recorded.failures) and not view.is_whole(post.account.id, now)
    ]
    places += [search_of(post, now, now - EVER) for post in new if post.take]
    return with_whole_accounts(reader, view, places, now) if places else view


def missing_ids(
    view: RemoteView, state: State, now: datetime, container: Container[Address]
) -> frozenset[str]:
    """Return the posts that a reading should show and does not: those of records, of open writes, and
    those that are left over; for an open create its address.

    A create that no file wants ends with this look, so that only a post with its text counts as seen. Nothing
    that writes or forgets may follow from one absence; see `second_look`.
    """
    missing = {r.post_id for r in _missing_records(view, state)}
    missing |= {each.post_id for each in _missing_leftovers(view, state, now)}
    for intent in state.intents:
        if intent.kind is IntentKind.CREATE:
            exists = any(view.at(place) for place in intent.places)
            if not exists or (intent.address not in container and not _says_it(view, intent)):
                missing.add(str(intent.address))
        elif intent.kind is not IntentKind.RESTORE and intent.post_id:
            missing |= {intent.post_id} - view.by_id.keys()
    return frozenset(missing)


def _says_it(view: RemoteView, intent: Intent) -> bool:
    """Return whether a post that was not there before says what an open create was to say."""
    content = content_sent(intent)
    return any(
        post.account_id == intent.account_id
        and post.id not in intent.known_ids
        and compare(content, post).words_match.is_equal
        for post in view.posts
    )


def second_look(reader: Reader, view: RemoteView, state: State, now: datetime) -> RemoteView:
    """The view with the whole account wherever a post of ours is missing, or a write is open.

    A post that a colleague dragged to another month, published at once or turned into a draft is outside the
    span that was read. Taken for gone, it would be made a second time and go out twice. So the whole account
    is read; that costs requests only where something is missing. What has no minute is looked for more often:
    Publer would take it a second time, without a word. Where a series or recycled post is listed at a
    time that has passed, its surroundings are read too: only they tell whether it went out.
    """
    if places := list(_uncertain(view, state, now)):
        view = with_whole_accounts(reader, view, places, now, since=_oldest(view, state))
    for _ in range(MORE_LOOKS if places else 0):
        shelves = {(p.account_id, p.shelf) for p in _uncertain(view, state, now) if p.since is None}
        if not shelves:
            break
        view = with_posts(view, read_listings(reader, shelves))
    late_posts = (
        view.by_id.get(record.post_id) for record in state.records.values() if record.repeats
    )
    late = {
        p.slot for p in late_posts if p and p.phase is Phase.PENDING and p.slot and p.slot.at <= now
    }
    if late := late - view.slots_read:
        posts = read_around(reader, map(LookupWindow.of, late)).posts
        view = replace(with_posts(view, posts), slots_read=view.slots_read | late)
    return view


def read_in_place(reader: Reader, view: RemoteView, state: State, now: datetime) -> RemoteView:
    """The view with what now stands where a post of ours should be and is missing.

    A list that leaves the same post out at every `second_look` would hide it for ever. So an apply looks in
    its place several times on the way there, at uneven distances. It only adds what is seen, and a list that
    cannot be read as a whole adds nothing. Where more than a FEW posts with a minute are missing, only the
    lists without minutes are read, which are short.
    """
    places = list(_uncertain(view, state, now))
    if sum(place.since is not None for place in places) > FEW:
        places = [place for place in places if place.since is None]
    with suppress(IncompleteListError):
        return with_posts(view, read_around(reader, places).posts) if places else view
    return view


def _oldest(view: RemoteView, state: State) -> datetime | None:
    """When the oldest write was sent whose post is missing: a colleague may have published it since."""
    content = [record.written_at for record in _missing_records(view, state)]
    return min([*content, *(intent.since for intent in state.intents)], default=None)


def _uncertain(view: RemoteView, state: State, now: datetime) -> Iterator[LookupWindow]:
    """Return the places where a recorded or left-over post is missing, or a write is open that is not seen
    to be done."""
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
