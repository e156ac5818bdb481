"""Which part of Publer a plan has to read: the span of time and the accounts, and nothing more.

Years of published posts stay in the files. They are settled, so they are not read again: the span
begins shortly before now, unless a managed post is still open further back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from publer_sync.model.address import Slot
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase
from publer_sync.model.state import State

LOOK_BACK = timedelta(days=2)
"""How far behind now posts are looked at: what was published yesterday still gets its link."""

MARGIN = timedelta(days=1)
"""Added on both sides, because it is not known in which zone Publer takes the days of its filter."""

_SETTLED = {Phase.PUBLISHED, Phase.REMOVED}


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` to `until`, both inclusive, on `account_ids` in a stable order."""

    since: datetime
    until: datetime
    account_ids: tuple[str, ...]


def span_to_read(
    desired: Iterable[Post], state: State, now: datetime, *, update_published: bool = False
) -> Span | None:
    """The span that the posts cover, widened by the margin; None when there is nothing to look for."""
    posts = list(desired)
    settled = {r.slot for r in state.records.values() if r.status in _SETTLED}
    slots = {post.slot for post in posts if post.scheduled_at >= now - LOOK_BACK}
    slots |= {r.slot for r in state.records.values() if r.slot not in settled}
    slots |= {r.slot for r in state.records.values() if r.scheduled_at >= now - LOOK_BACK}
    slots |= {intent.slot for intent in state.intents}
    if update_published:
        slots |= _edited_after_publishing(posts, state)
    if not slots:
        return None
    times = [slot.at for slot in slots]
    accounts = tuple(sorted({slot.account_id for slot in slots}))
    return Span(min(times) - MARGIN, max(times) + MARGIN, accounts)


def _edited_after_publishing(posts: Iterable[Post], state: State) -> set[Slot]:
    found: set[Slot] = set()
    for post in posts:
        record = state.records.get(post.address)
        if record and record.status in _SETTLED and dict(record.fields) != digests_of(post):
            found.add(record.slot)
    return found
