"""Guards that look at all posts together and hold single ones: slots, distances, equal texts, daily limits.

The others go on. A post that is held stays where it is and may thereby be in the way of another
one, so each guard is repeated until nothing changes any more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from publer_sync.model.address import Address, Slot, SlotIndex
from publer_sync.model.remote import RemotePost, holding
from publer_sync.model.schedule import Now
from publer_sync.planning.change import Action, Change, Reason
from publer_sync.planning.guards.duplicate_text import guard_duplicate_text
from publer_sync.planning.guards.existing_posts import (
    UnmanagedPosts,
    first_words,
    take_words,
    with_existing,
)
from publer_sync.planning.repeating import goes_along

DAY = timedelta(hours=24)


def guard_posts(
    changes: Sequence[Change], existing: UnmanagedPosts, limits: Mapping[str, int]
) -> list[Change]:
    """The changes after all guards."""
    current = with_existing(changes, existing)
    unmanaged = existing.unmanaged
    while True:
        adopted = adopted_ids(current)
        others = [post for post in unmanaged if post.id not in adopted]
        after = guard_slots(current, holding(others))
        after = guard_duplicate_text(after, others, existing)
        after = guard_daily_limits(after, others, limits)
        if after == current:
            return guard_at_once(current)
        current = after


def adopted_ids(changes: Iterable[Change]) -> frozenset[str]:
    """The posts in Publer that become ours."""
    return frozenset(c.remote.id for c in changes if c.section == Action.ADOPT and c.remote)


def guard_slots(changes: Sequence[Change], unmanaged: SlotIndex[RemotePost]) -> list[Change]:
    """Hold what would come too close to another post.

    Publer refuses a second post in the same minute. How wide its minute really is, is not known, so
    we keep two.
    """
    current = [_against_unmanaged(change, unmanaged, changes) for change in changes]
    while True:
        after = _against_each_other(current)
        if after == current:
            return current
        current = after


def _against_unmanaged(
    change: Change, unmanaged: SlotIndex[RemotePost], changes: Sequence[Change]
) -> Change:
    slot = change.new_slot
    near = unmanaged.near(slot) if slot else []
    if not near:
        return change
    # What is listed of a series goes with it.
    near = [post for post in near if not any(goes_along(each, post) for each in changes)]
    same = [post for post in near if post.slot == slot]
    if same:
        detail = f'{same[0].id} ("{first_words(same[0])}")'
        # `state take` refuses an address that has a recorded post, and a single post is no series.
        repeats = change.desired is not None and change.desired.series is not None
        words = () if change.recorded or repeats else take_words(change, same[0])
        return change.hold(Reason.SLOT_TAKEN, detail, words)
    if near:
        return change.hold(Reason.TOO_CLOSE, near[0].id)
    return change


def _against_each_other(changes: Sequence[Change]) -> list[Change]:
    slot_index = SlotIndex((change.kept_slot, change) for change in changes)
    result = []
    for change in changes:
        slot = change.new_slot
        others = [(Reason.SLOT_TAKEN, other) for other in slot_index.at(slot)] if slot else []
        others += [(Reason.TOO_CLOSE, other) for other in slot_index.near(slot)] if slot else []
        clashes = [(reason, str(c.address)) for reason, c in others if c.address != change.address]
        clash = clashes[0] if clashes else None
        if slot and clash is None:
            slot_index.add(slot, change)
        result.append(change.hold(*clash) if clash else change)
    return result


def guard_daily_limits(
    changes: Sequence[Change], unmanaged: Iterable[RemotePost], limits: Mapping[str, int]
) -> list[Change]:
    """Hold each post that would be one too many in some span of 24 hours; limits by account id."""
    others = [post.slot for post in unmanaged if post.phase.holds_slot]
    current = list(changes)
    while True:
        after = _within_limits(current, others, limits)
        if after == current:
            return current
        # A replacement that is held stays and counts, so that the next one may be too many.
        current = after


def _within_limits(
    changes: Sequence[Change], others: Sequence[Slot | None], limits: Mapping[str, int]
) -> list[Change]:
    times: dict[str, list[datetime]] = {}
    for held_items in (*others, *(change.kept_slot for change in changes)):
        if held_items:
            insort(times.setdefault(held_items.account_id, []), held_items.at)
    result = []
    for change in changes:
        slot = change.new_slot
        limit = limits.get(slot.account_id) if slot else None
        if slot is None or limit is None:
            result.append(change)
            continue
        booked = times.setdefault(slot.account_id, [])
        if _most_in_a_day(booked, slot.at) + 1 > limit:
            result.append(change.hold(Reason.DAILY_LIMIT, str(limit)))
            continue
        insort(booked, slot.at)
        result.append(change)
    return result


def _most_in_a_day(booked: Sequence[datetime], at: datetime) -> int:
    """The largest number of booked posts in any 24 hours that contain `at`."""
    first = bisect_right(booked, at - DAY)
    last = bisect_left(booked, at + DAY)
    starts = [*booked[first:last], at]
    return max(
        bisect_left(booked, start + DAY) - bisect_left(booked, start)
        for start in starts
        if start <= at
    )


# The guard that lets one post of an account go out at once; the next one follows with the next apply.
# Publer allows one post of an account in a minute, and two that are sent together are in the same one.


def guard_at_once(changes: Iterable[Change]) -> list[Change]:
    """Hold each post that would go out at once after another one of its account."""
    first: dict[str, Address] = {}
    result = []
    for change in changes:
        post = change.desired
        if not change.creates_post or post is None or not isinstance(post.schedule, Now):
            result.append(change)
            continue
        ahead = first.setdefault(post.account.id, change.address)
        in_turn = ahead == change.address
        result.append(change if in_turn else change.hold(Reason.IN_TURN, str(ahead)))
    return result
