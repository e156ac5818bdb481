"""Part of Publer that a plan has to read: the span of time and the accounts, and nothing more.

Years of published posts stay in the files. They are settled, so they are not read again: the span
begins shortly before now, unless a managed post is still open further back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from publer_sync.identity.duplicates import DISTINCT_TEXTS
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.post import Post
from publer_sync.model.post_windows import EVER, search_of
from publer_sync.model.remote import Phase
from publer_sync.model.schedule import Listing, Now
from publer_sync.model.state import State
from publer_sync.planning.context import PlanContext
from publer_sync.planning.state_age import StateAge, unknown_until

LOOK_BACK = timedelta(days=2)
"""How far behind now posts are looked at: what was published yesterday still gets its link."""

MARGIN = timedelta(days=1)
"""Added on both sides, because it is not known in which zone Publer takes the days of its filter."""

HORIZON = timedelta(days=5 * 366)
"""How far ahead Publer lets a post be scheduled on its largest plans (documented: five years)."""

_SETTLED = {Phase.PUBLISHED, Phase.REMOVED}


@dataclass(frozen=True, slots=True)
class ReadWindow:
    """From `since` to `until`, both inclusive, on the timelines of `account_ids` in a stable order;
    None where no timeline has to be read. `shelves` are the others, by account."""

    since: datetime | None = None
    until: datetime | None = None
    account_ids: tuple[str, ...] = ()
    shelves: tuple[tuple[str, Listing], ...] = ()


def span_to_read(
    desired: Iterable[Post],
    state: State,
    moment: PlanContext,
    age: StateAge = StateAge.CURRENT,
) -> ReadWindow | None:
    """The span that the posts cover, widened by the margin; None when there is nothing to look for.

    Around posts that are not recorded yet it covers `policy.repeat_text`, in which an equal text matters.
    """
    posts, now, repeat_text = list(desired), moment.now, moment.policy.repeat_text
    lost = age is StateAge.OLDER or unknown_until(state, StateAge.CURRENT, now)
    oldest = now - EVER if lost else now - max(repeat_text, LOOK_BACK)
    if age is StateAge.UNKNOWN and state.records:
        oldest = min(oldest, max(record.written_at for record in state.records.values()))
    places = {*_wanted(posts, state, now, oldest, repeat_text), *_recorded(state, now)}
    places |= {place for intent in state.intents for place in intent.places}
    places |= {
        leftover.place
        for leftover in state.leftovers.values()
        if leftover.scheduled_at is None or leftover.scheduled_at >= now
    }
    if moment.options.update_published:
        places |= _edited_after_publishing(posts, state)
    return span_of(places) if places else None


def span_of(places: Iterable[LookupWindow]) -> ReadWindow:
    """The smallest span that has all these places, with the margin."""
    spans, shelves = [], set()
    for place in places:
        if place.since and place.until:
            spans.append((place.since, place.until, place.account_id))
        else:
            shelves.add((place.account_id, place.shelf))
    return ReadWindow(
        min(since for since, _, _ in spans) - MARGIN if spans else None,
        max(until for _, until, _ in spans) + MARGIN if spans else None,
        tuple(sorted({account_id for _, _, account_id in spans})),
        tuple(sorted(shelves)),
    )


def everything_about(desired: Iterable[Post], state: State, now: datetime) -> ReadWindow | None:
    """All posts on the accounts of the posts and records: from the first of them on as far ahead as
    Publer schedules, the drafts that have no time, and the series and ideas where any are wanted or recorded.
    None where nothing is wanted, nothing open, and no recorded post may still go out.

    Without a state a post that was moved may stand at any time, and what was published long ago is not known.
    """
    posts = list(desired)
    places = {search_of(post, now, now - EVER) for post in posts}
    places |= {place for intent in state.intents for place in intent.places}
    # What was published at once since a write was sent may be its post.
    places |= {
        LookupWindow.between(intent.account_id, min(intent.since, now), now)
        for intent in state.intents
        if intent.account_id
    }
    places |= {
        place
        for record in state.records.values()
        if record.status not in _SETTLED
        for place in record.places
    }
    accounts = {place.account_id for place in places if place.account_id}
    for account_id in accounts:
        places.add(LookupWindow.between(account_id, now - LOOK_BACK, now + HORIZON))
        places.add(LookupWindow(account_id, Listing.UNDATED))
    return span_of(places) if places else None


def _wanted(
    posts: Iterable[Post], state: State, now: datetime, oldest: datetime, margin: timedelta
) -> Iterator[LookupWindow]:
    """Return the windows of desired posts; those that go out at once may have done so from `oldest` on."""
    for post in posts:
        place, is_new = search_of(post, now, oldest), post.address not in state.records
        if isinstance(post.schedule, Now) and not is_new:
            continue
        if place.until is None:
            yield place
            if post.series and post.series.since >= now and post.first_slot:
                yield LookupWindow.of(post.first_slot)
        elif place.until >= now - LOOK_BACK:
            yield place
            if is_new and place.since and not isinstance(post.schedule, Now):
                # X also refuses the text of a post that was published within that time.
                back = max(margin, LOOK_BACK) if post.network in DISTINCT_TEXTS else LOOK_BACK
                begin = max(place.since - margin, now - back)
                yield LookupWindow.between(place.account_id, begin, place.until + margin)


def _recorded(state: State, now: datetime) -> Iterator[LookupWindow]:
    for record in state.records.values():
        recent = record.scheduled_at is None or record.scheduled_at >= now - LOOK_BACK
        if recent or record.status not in _SETTLED:
            yield from record.places


def _edited_after_publishing(posts: Iterable[Post], state: State) -> set[LookupWindow]:
    windows: set[LookupWindow] = set()
    for post in posts:
        record = state.records.get(post.address)
        if record and record.status in _SETTLED and dict(record.fields) != digests_of(post):
            windows.update(record.places)
    return windows
