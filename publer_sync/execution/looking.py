"""Looks at single slots in Publer, and once more at what a first reading does not show.

Publer's list of posts has been seen to leave out posts that exist. So a post that is missing from one
reading is not believed to be gone: it would be made again, or forgotten while it goes on waiting to be
published. Whatever follows from an absence is decided after a second look.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from publer_sync.api.reader import Reader
from publer_sync.model.address import Slot
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.state import IntentKind, State
from publer_sync.planning.span import LOOK_BACK

AROUND = timedelta(minutes=2)
HORIZON = timedelta(days=5 * 366)
"""How far ahead Publer lets a post be scheduled on its largest plans (documented: five years)."""

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


def second_look(reader: Reader, view: RemoteView, state: State, now: datetime) -> RemoteView:
    """The view with all that is to come on the accounts where a post of ours is missing.

    A post that a colleague dragged to another month, published at once or turned into a draft stands
    outside the span that was read. Taken for gone, it would be made a second time and go out twice.
    So the whole account is looked through; that costs requests only where something is missing.
    """
    missing = list(_missing(view, state))
    if not missing:
        return view
    posts = {post.id: post for post in (*view.posts, *everywhere(reader, missing, now))}
    return replace(view, posts=tuple(posts.values()))


def everywhere(reader: Reader, slots: Iterable[Slot], now: datetime) -> tuple[RemotePost, ...]:
    """Every post on the accounts of these slots: from a little before now, or the first slot, as far
    ahead as Publer lets anybody schedule, and the drafts that have no time."""
    wanted = list(slots)
    accounts = sorted({slot.account_id for slot in wanted})
    first = min(now, *(slot.at for slot in wanted)) - LOOK_BACK
    last = max(now, *(slot.at for slot in wanted)) + HORIZON
    return (*reader.posts(accounts, first, last), *reader.undated_drafts(accounts))


def _missing(view: RemoteView, state: State) -> Iterator[Slot]:
    for record in state.records.values():
        open_ended = record.status not in _SETTLED and view.covers(record.slot)
        if open_ended and record.post_id not in view.by_id:
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
