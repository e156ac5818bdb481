"""In which order posts are made and deleted: pure, one step at a time.

Publer takes one post per slot. So a post whose slot is still held by another of ours has to wait until
that one is gone, and that one is deleted only after its own new half stands. Where posts wait for each
other in a circle (two that swap their times, or one that is replaced in its own slot), the circle is
opened by deleting first. So it is where Publer picked the time of the old post: it has been seen to keep
such posts, and then the new one must not be made. A series holds the slots of all its posts. If Publer has
made some of them already, it goes first too, because they may stay. Everything else is made before anything
is deleted: a post that exists twice for a minute is better than one that is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta

from publer_sync.identity.duplicates import DISTINCT_TEXTS, are_duplicates, period_of
from publer_sync.model.address import Address, SlotIndex
from publer_sync.model.occurrences import CLOSE, at_one_time_of_day
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import Listing
from publer_sync.planning.change import Action, Change


@dataclass(frozen=True, slots=True)
class ScheduleStep:
    """Next step of a schedule: posts to create, then posts to delete. Both empty: nothing can be done."""

    make: tuple[Change, ...] = ()
    delete: tuple[Change, ...] = ()


def next_step(
    waiting: Sequence[Change],
    to_delete: Sequence[Change],
    repeat_text: timedelta,
    listed_ahead: Set[Address] = frozenset(),
) -> ScheduleStep:
    """The next step for posts that wait to be made and posts that are still to be deleted.

    `to_delete` holds deletes, and replacements whose old half still exists. `repeat_text` is the time within
    which X refuses a text that the account has already. Of the series in `listed_ahead` Publer lists coming
    posts.
    """
    blockers = _blockers(waiting, to_delete, repeat_text, listed_ahead)
    ready = tuple(change for change in waiting if not blockers[change.address])
    removals = tuple(change for change in to_delete if change.action is Action.DELETE)
    if ready:
        return ScheduleStep(make=ready)
    if removals:
        return ScheduleStep(delete=removals)
    circle = _in_circles(blockers)
    return ScheduleStep(delete=tuple(change for change in to_delete if change.address in circle))


def _blockers(
    waiting: Iterable[Change],
    to_delete: Sequence[Change],
    repeat_text: timedelta,
    listed_ahead: Set[Address],
) -> dict[Address, frozenset[Address]]:
    """For each waiting post the addresses whose posts in Publer are in its way."""
    # A draft may count for the one-minute rule too; of our own ones it costs nothing to be sure.
    standing = [c for c in to_delete if c.remote and _stands(c.remote)]
    slot_index = SlotIndex((c.remote.slot if c.remote else None, c.address) for c in standing)
    picky = [change for change in standing if change.network in DISTINCT_TEXTS]
    return {
        change.address: frozenset(
            [
                *(slot_index.near(change.new_slot) if change.new_slot else ()),
                *_alike(change, picky, repeat_text),
                *_itself(change, standing, listed_ahead),
                *_in_a_series(change, standing),
            ]
        )
        for change in waiting
    }


def _itself(
    change: Change, standing: Iterable[Change], listed_ahead: Set[Address]
) -> Iterator[Address]:
    """Its own address, if its old half, or what that made ahead, may refuse to go: made first, the new one
    would be a second."""
    is_queued = change.recorded is not None and change.recorded.is_queued
    if (is_queued or change.address in listed_ahead) and change in standing:
        yield change.address


def _in_a_series(change: Change, standing: Iterable[Change]) -> Iterator[Address]:
    """The posts that share a minute with this one where either comes again and again."""
    post, slot = change.desired, change.new_slot
    if post is None or slot is None:
        return
    for other in standing:
        old = other.remote
        is_series = other.recorded is not None and other.recorded.shelf is Listing.SERIES
        if old is None or old.account_id != slot.account_id or not (post.series or is_series):
            continue
        ahead = old.scheduled_at - slot.at if old.scheduled_at else None
        if ahead is None:
            meets = is_series
        elif post.series and is_series:
            meets = at_one_time_of_day(ahead)
        else:
            meets = at_one_time_of_day(ahead) and (ahead > -CLOSE if post.series else ahead < CLOSE)
        if meets:
            yield other.address


def _stands(post: RemotePost) -> bool:
    return post.phase.holds_slot or post.phase is Phase.DRAFT


def _alike(change: Change, standing: Iterable[Change], repeat_text: timedelta) -> Iterator[Address]:
    """The posts that the network would call duplicates of this one: its own old half, and posts of the
    account within `repeat_text`."""
    post = change.desired
    if post is None or post.network not in DISTINCT_TEXTS:
        return
    for other in standing:
        old = other.remote if other.network is post.network else None
        if old is None or old.text is None:
            continue
        counts = other.address == change.address or _is_near(post, old, repeat_text)
        if counts and are_duplicates(post.text, old.text):
            yield other.address


def _is_near(post: Post, old: RemotePost, repeat_text: timedelta) -> bool:
    """Return whether both are on one account and less than `repeat_text` apart, as far as their times are
    known."""
    if post.account.id != old.account_id:
        return False
    period, at = period_of(post), old.scheduled_at
    if period is None or at is None:
        return True
    return max(period[0] - at, at - period[1]) < repeat_text


def _in_circles(blockers: Mapping[Address, Set[Address]]) -> frozenset[Address]:
    """The addresses that wait, over however many others, for themselves."""
    return frozenset(address for address in blockers if address in _reached(address, blockers))


def _reached(start: Address, blockers: Mapping[Address, Set[Address]]) -> set[Address]:
    reached: set[Address] = set()
    todo = list(blockers.get(start, ()))
    while todo:
        address = todo.pop()
        if address not in reached:
            reached.add(address)
            todo.extend(blockers.get(address, ()))
    return reached
