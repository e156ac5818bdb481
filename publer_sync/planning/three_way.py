"""Decide what is ours before anything is compared: desired, recorded and remote, side by side.

A post in Publer is ours only if our state records its id. There is one exception, because Publer may
give a post another id when it publishes it: where the id of a record is gone, and a single published
post of the account says what ours said and came after it was written, that post is ours. In our minute it
can be no other; elsewhere only its words speak for it, so it is followed and never written to.

A file that is renamed keeps its posts. An address that disappears and one that appears are the same
post when account and fingerprint agree, or at least the slot, or the rule of a series: either way there is
one post, and it is carried over instead of being deleted and made again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from publer_sync.model.address import Address, to_minute
from publer_sync.model.fingerprint import digest, digests_of, fingerprint
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.state import Record, State, TakenPostTreatment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """The three sides of one address; `moved_from` is the address that the record still carries."""

    address: Address
    desired: Post | None
    recorded: Record | None
    remote: RemotePost | None
    moved_from: Address | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """Every address of ours with its sides, and the posts of others."""

    three_ways: tuple[ThreeWay, ...]
    unmanaged: tuple[RemotePost, ...]


def pair_up(desired: Iterable[Post], state: State, view: RemoteView) -> Aligned:
    """Put the three sides next to each other and set aside what is not ours."""
    expected = {post.address: post for post in desired}
    owned = _owned(state, view)
    # A record whose post was found by its words in another minute says so.
    records = {
        address: replace(state.records[address], by_words=True)
        for address, post in owned.items()
        if post.id != state.records[address].post_id and post.slot != state.records[address].slot
    }
    if records:
        state = replace(state, records={**state.records, **records})
    moves = _moves(expected, state.records)
    three_ways = [_trio(address, expected, state, owned, moves) for address in sorted(expected)]
    addresses = set(state.records) - set(expected) - set(moves.values())
    three_ways += [ThreeWay(a, None, state.records[a], owned.get(a)) for a in sorted(addresses)]
    ours = {post.id for post in owned.values()} | {i.post_id for i in state.intents if i.post_id}
    ours |= {post_id for intent in state.intents for post_id in intent.job_post_ids}
    return Aligned(tuple(three_ways), tuple(post for post in view.posts if post.id not in ours))


def _trio(
    address: Address,
    desired: Mapping[Address, Post],
    state: State,
    owned: Mapping[Address, RemotePost],
    moves: Mapping[Address, Address],
) -> ThreeWay:
    before = moves.get(address)
    key = before or address
    recorded = state.records.get(key)
    if recorded and before:
        recorded = replace(recorded, address=address)
    return ThreeWay(address, desired[address], recorded, owned.get(key), before)


def _owned(state: State, view: RemoteView) -> dict[Address, RemotePost]:
    by_id = view.by_id
    owned = {
        address: by_id[record.post_id]
        for address, record in state.records.items()
        if record.post_id in by_id
    }
    claimed = {post.id for post in owned.values()}
    for address, record in state.records.items():
        if address not in owned and (post := _published_under_new_id(record, view, claimed)):
            owned[address] = post
            claimed.add(post.id)
    return owned


def _published_under_new_id(
    record: Record, view: RemoteView, claimed: set[str]
) -> RemotePost | None:
    message = record.seen.get("text")
    published = [
        post
        for post in view.posts
        if post.phase is Phase.PUBLISHED
        and post.account_id == record.account_id
        and post.id not in claimed
        and post.scheduled_at
        and post.scheduled_at >= to_minute(record.written_at)
        and message is not None
        and post.seen().get("text") == message
    ]
    return published[0] if len(published) == 1 else None


def _moves(
    desired: Mapping[Address, Post], records: Mapping[Address, Record]
) -> dict[Address, Address]:
    """New address → old address."""
    appeared = {a: post for a, post in desired.items() if a not in records}
    vanished = {a: record for a, record in records.items() if a not in desired}
    if not appeared or not vanished:
        return {}
    exact = _pair(
        appeared,
        vanished,
        lambda post: (post.account.id, fingerprint(post)),
        lambda record: (record.account_id, record.fingerprint),
    )
    # The file of an imported post may not be merged yet, so another file in its minute is not that one.
    vanished = {a: r for a, r in vanished.items() if r.taken is not TakenPostTreatment.IMPORTED}
    same_slot = _pair(
        {a: p for a, p in appeared.items() if a not in exact},
        {a: r for a, r in vanished.items() if a not in exact.values()},
        lambda post: post.slot,
        lambda record: record.slot,
    )
    pairs = exact | same_slot
    same_rule = _pair(
        {a: p for a, p in appeared.items() if a not in pairs},
        {a: r for a, r in vanished.items() if a not in pairs.values()},
        lambda post: _rule(post.account.id, digests_of(post)),
        lambda record: _rule(record.account_id, record.fields),
    )
    return pairs | same_rule


def _rule(account_id: str, digests: Mapping[str, str]) -> Hashable:
    """Return the stand-in for the slot of a post that has none: its account and its rule, such as a
    series'."""
    rule = digests.get("schedule")
    return (account_id, rule) if rule and rule not in _NO_RULES else None


_NO_RULES = frozenset({digest({"notime": {}}), digest({"now": {}})})


def _pair(
    appeared: Mapping[Address, Post],
    vanished: Mapping[Address, Record],
    of_post: Callable[[Post], Hashable],
    of_record: Callable[[Record], Hashable],
) -> dict[Address, Address]:
    """Pairs by a key; a key that two share pairs nothing."""
    new, old = _unique(appeared, of_post), _unique(vanished, of_record)
    return {address: old[key] for key, address in new.items() if key in old}


def _unique(side: Mapping[Address, T], key: Callable[[T], Hashable]) -> dict[Hashable, Address]:
    by_key: dict[Hashable, list[Address]] = {}
    for address, item in side.items():
        by_key.setdefault(key(item), []).append(address)
    by_key.pop(None, None)  # what has no slot is alike in nothing
    return {key: addresses[0] for key, addresses in by_key.items() if len(addresses) == 1}
