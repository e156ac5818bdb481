"""Publer as the state remembers it: what a plan compares with where Publer may not be asked."""

from __future__ import annotations

from datetime import datetime

from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Listing, PublishMode
from publer_sync.model.state import Record, State


def as_recorded(state: State, now: datetime) -> RemoteView:
    """Every recorded post where it was last seen; one that waited for a time that has passed went out.

    It shows no texts, titles or media, so that nothing in it can differ from what was recorded: a plan made
    from it says what the files changed, and nothing of what people did in Publer.
    """
    posts = [_as_recorded(record, now) for record in state.records.values()]
    times = [post.scheduled_at for post in posts if post.scheduled_at]
    return RemoteView(
        posts=tuple(posts),
        account_ids=frozenset(record.account_id for record in state.records.values()),
        since=min(times, default=None),
        until=max(times, default=None),
        shelves=frozenset((record.account_id, record.shelf) for record in state.records.values()),
        is_supposed=True,
    )


def _as_recorded(record: Record, now: datetime) -> RemotePost:
    return RemotePost(
        id=record.post_id,
        account_id="" if record.shelf is Listing.IDEAS else record.account_id,
        state=_state_word(record, now),
        scheduled_at=record.scheduled_at,
        post_link=record.post_link,
        failure=record.failure,
    )


def _state_word(record: Record, now: datetime) -> str:
    """The word that Publer would have for it by now."""
    if word := _SETTLED.get(record.status):
        return word
    if record.standing is not PublishMode.SCHEDULED:
        return "scheduled" if record.status == Phase.PENDING else "draft"
    if record.shelf is Listing.SERIES:
        return "recurring"
    if "recycle" in record.fields:
        return "recycling"
    went_out = record.scheduled_at is not None and record.scheduled_at <= now
    return "published" if went_out else "scheduled"


_SETTLED = {
    Phase.PUBLISHED.value: "published",
    Phase.REMOVED.value: "published_deleted",
    Phase.FAILED.value: "failed",
}
