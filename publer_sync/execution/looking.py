"""Looks at single slots in Publer, and once more at what a first reading does not show.

Publer's list of posts has been seen to leave out posts that exist. So a post that is missing from one
reading is not believed to be gone: it would be made again, or forgotten while it goes on waiting to be
published. Whatever follows from an absence is decided after a second look.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from publer_sync.api.reader import Reader
from publer_sync.model.address import Slot
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.state import IntentKind, State

AROUND = timedelta(minutes=2)
APART = timedelta(days=7)
MAX_SPANS = 5

_SETTLED = {Phase.PUBLISHED, Phase.REMOVED}


def around(reader: Reader, slots: Iterable[Slot], gone: Container[str] = ()) -> RemoteView:
    """What stands around these slots just now, without the posts that are known to be gone."""
    wanted = sorted(slots, key=lambda slot: slot.at)
    posts: dict[str, RemotePost] = {}
    for group in _groups(wanted):
        accounts = sorted({slot.account_id for slot in group})
        found = reader.posts(accounts, group[0].at - AROUND, group[-1].at + AROUND)
        posts |= {post.id: post for post in found if post.id not in gone}
    return RemoteView(
        posts=tuple(posts.values()),
        account_ids=frozenset(slot.account_id for slot in wanted),
        since=wanted[0].at - AROUND,
        until=wanted[-1].at + AROUND,
    )


def second_look(reader: Reader, view: RemoteView, state: State) -> RemoteView:
    """The view with those posts of ours that it does not show and another look does."""
    missing = {slot for slot in _missing(view, state) if view.covers(slot)}
    if not missing:
        return view
    found = [post for post in around(reader, missing).posts if post.id not in view.by_id]
    return replace(view, posts=(*view.posts, *found))


def _missing(view: RemoteView, state: State) -> Iterator[Slot]:
    for record in state.records.values():
        if record.post_id not in view.by_id and record.status not in _SETTLED:
            yield record.slot
    for intent in state.intents:
        if intent.kind is IntentKind.CREATE:
            missing = not view.by_slot.at(intent.slot)
        else:
            missing = intent.post_id not in view.by_id
        if missing:
            yield intent.slot


def _groups(slots: list[Slot]) -> Iterator[list[Slot]]:
    """The slots in few groups without large gaps, so that what lies between is not read."""
    starts = [i for i in range(1, len(slots)) if slots[i].at - slots[i - 1].at > APART]
    if len(starts) >= MAX_SPANS:
        starts = []
    for first, last in zip([0, *starts], [*starts, len(slots)], strict=True):
        yield slots[first:last]
