"""Guards: what a plan must not do without being told, decided on all changes together.

Some guards block single posts and let the others go on (a slot that is taken, two posts of an account
less than two minutes apart, a daily limit). Others refuse the whole plan (many deletes, an empty
folder). Each says what it found; the renderers say how to go on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from publer_sync.config.project import Missed, Policy
from publer_sync.model.address import Slot
from publer_sync.model.fingerprint import same_text
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.slots import SlotIndex
from publer_sync.model.state import Record
from publer_sync.planning.change import Action, Cause, Change, Reason
from publer_sync.planning.plan import PlanOptions, Refusal

DAY = timedelta(hours=24)


def guard_slots(changes: Sequence[Change], unmanaged: SlotIndex[RemotePost]) -> list[Change]:
    """Adopts what already stands in a slot, and blocks what would come too close to another post.

    Publer refuses a second post in the same minute. How wide its minute really is, is not known, so
    we keep two. A post that is blocked stays where it is and may thereby be in the way of another
    one, so this is repeated until nothing changes any more.
    """
    current = [_against_unmanaged(change, unmanaged) for change in changes]
    while True:
        after = _against_each_other(current)
        if after == current:
            return current
        current = after


def _against_unmanaged(change: Change, unmanaged: SlotIndex[RemotePost]) -> Change:
    slot = change.incoming or _slot_of_missed(change)
    if slot is None or change.desired is None:
        return change
    same, near = unmanaged.at(slot), unmanaged.near(slot)
    if change.action is not Action.REPLACE and len(same) == 1 and _alike(change.desired, same[0]):
        return _adoption(change, same[0])
    if change.action is Action.MISSED:
        return change
    if same:
        return change.blocked(Reason.SLOT_TAKEN, same[0].id)
    if near:
        return change.blocked(Reason.TOO_CLOSE, near[0].id)
    return change


def _slot_of_missed(change: Change) -> Slot | None:
    """A post that counts as missed may still stand in Publer, made before the state was lost."""
    missed = change.action is Action.MISSED and change.desired and not change.recorded
    return change.desired.slot if missed and change.desired else None


def _alike(post: Post, other: RemotePost) -> bool:
    if other.text is None or not same_text(post.text, other.text):
        return False
    return other.media_ids is None or len(other.media_ids) == len(post.media)


def _adoption(change: Change, post: RemotePost) -> Change:
    return Change(
        address=change.address,
        action=Action.ADOPT,
        cause=Cause.FILE,
        reasons=change.reasons if change.action is Action.CREATE else (),
        desired=change.desired,
        recorded=change.recorded,
        remote=post,
        network=change.network,
        fingerprint=change.fingerprint,
        moved_from=change.moved_from,
    )


def _against_each_other(changes: Sequence[Change]) -> list[Change]:
    taken = SlotIndex((change.staying, change) for change in changes)
    result = []
    for change in changes:
        slot = change.incoming
        clash = _clash(slot, change, taken) if slot else None
        if slot and clash is None:
            taken.add(slot, change)
        result.append(change.blocked(*clash) if clash else change)
    return result


def _clash(slot: Slot, change: Change, taken: SlotIndex[Change]) -> tuple[Reason, str] | None:
    for reason, others in (
        (Reason.SLOT_TAKEN, taken.at(slot)),
        (Reason.TOO_CLOSE, taken.near(slot)),
    ):
        for other in others:
            if other.address != change.address:
                return reason, str(other.address)
    return None


def guard_daily_limits(
    changes: Sequence[Change], unmanaged: Iterable[RemotePost], limits: Mapping[str, int]
) -> list[Change]:
    """Blocks each post that would be one too many in some span of 24 hours; limits by account id."""
    times = _times_of_staying(changes, unmanaged)
    result = []
    for change in changes:
        slot = change.incoming
        limit = limits.get(slot.account_id) if slot else None
        if slot is None or limit is None:
            result.append(change)
            continue
        booked = times.setdefault(slot.account_id, [])
        if _most_in_a_day(booked, slot.at) + 1 > limit:
            result.append(change.blocked(Reason.DAILY_LIMIT, str(limit)))
            continue
        insort(booked, slot.at)
        result.append(change)
    return result


def _times_of_staying(
    changes: Sequence[Change], unmanaged: Iterable[RemotePost]
) -> dict[str, list[datetime]]:
    slots = [change.staying for change in changes]
    slots += [post.slot for post in unmanaged if post.phase.holds_slot]
    times: dict[str, list[datetime]] = {}
    for slot in slots:
        if slot:
            insort(times.setdefault(slot.account_id, []), slot.at)
    return times


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


def refusals(
    changes: Sequence[Change],
    records: Iterable[Record],
    *,
    desired_count: int,
    policy: Policy,
    options: PlanOptions,
) -> tuple[Refusal, ...]:
    """The guards that stop the whole plan."""
    found = [*_deletes(changes, records, desired_count, policy), *_missed(changes, policy)]
    return tuple(refusal for refusal in found if refusal.allow not in options.allow)


def _deletes(
    changes: Sequence[Change], records: Iterable[Record], desired_count: int, policy: Policy
) -> Iterator[Refusal]:
    doomed = sum(
        change.action is Action.DELETE and change.recorded is not None for change in changes
    )
    pending = sum(record.status == Phase.PENDING for record in records)
    if desired_count == 0 and pending:
        yield Refusal(
            "empty", f"there are no post files, but pending managed posts: {pending}", "deletes"
        )
    elif doomed > policy.max_deletes:
        yield Refusal(
            "max_deletes", f"posts to delete: {doomed}, allowed: {policy.max_deletes}", "deletes"
        )
    elif pending and doomed / pending > policy.max_delete_share:
        share = f"{policy.max_delete_share:.0%}"
        yield Refusal(
            "max_delete_share",
            f"posts to delete: {doomed} of {pending} pending ones, allowed: {share}",
            "deletes",
        )


def _missed(changes: Sequence[Change], policy: Policy) -> Iterator[Refusal]:
    missed = sum(change.action is Action.MISSED for change in changes)
    if missed and policy.missed is Missed.ERROR:
        yield Refusal("missed", f"posts whose time has passed: {missed}", "past")
