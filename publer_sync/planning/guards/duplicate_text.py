"""The guard against posts that their network would refuse because the account posts the same text nearby.

X refuses such posts (see `model.duplicate_text`). There a post that is only moved is deleted before its new
version is created; if the new one were then refused, the post would be lost. So the refusal is foreseen here,
before anything is deleted, for the time that `policy.repeat_text` gives. Beyond it a post is
sent, and a refusal is handled like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import eq

from publer_sync.identity.duplicates import (
    DISTINCT_TEXTS,
    Publication,
    comparable,
    find_repetitions,
    period_of,
)
from publer_sync.model.fingerprint import instant
from publer_sync.model.network import Network
from publer_sync.model.plain_text import normal_form
from publer_sync.model.remote import RemotePost
from publer_sync.planning.change import Change, Reason
from publer_sync.planning.guards.existing_posts import UnmanagedPosts


def guard_duplicate_text(
    changes: Sequence[Change], unmanaged: Iterable[RemotePost], existing: UnmanagedPosts
) -> list[Change]:
    """Hold each new post that repeats the text of one that stays, or that is created before it.

    Posts that a person let through are not held, and hold no other post.
    """
    fixed = [*_unmanaged(changes, unmanaged, existing), *_kept(changes, existing)]
    repetitions = find_repetitions(
        _created(changes, existing),
        fixed,
        within=existing.repeat_text,
        told_apart=eq,  # an address never repeats itself
    )
    originals = {each.repeated.source: each.original for each in repetitions}
    return [
        change.hold(Reason.SAME_TEXT, f"{original.source} of {instant(original.first)}")
        if change.creates_post and (original := originals.get(str(change.address)))
        else change
        for change in changes
    ]


def _unmanaged(
    changes: Iterable[Change], unmanaged: Iterable[RemotePost], existing: UnmanagedPosts
) -> Iterator[Publication[str]]:
    """The posts that are not managed here, without those that a managed series or recycled post made."""
    networks = {c.account_id: c.network for c in changes if c.network in DISTINCT_TEXTS}
    for post in unmanaged:
        network = networks.get(post.account_id)
        if network and (post.account_id, normal_form(post.text)) not in existing.series_texts:
            yield from _in_publer(post, network, post.post_link or post.id)


def _kept(changes: Iterable[Change], existing: UnmanagedPosts) -> Iterator[Publication[str]]:
    for change in changes:
        is_free = change.address in existing.let_through
        if change.kept_slot and change.remote and change.network in DISTINCT_TEXTS and not is_free:
            yield from _in_publer(change.remote, change.network, str(change.address))


def _in_publer(post: RemotePost, network: Network, source: str) -> Iterator[Publication[str]]:
    text, at = comparable(post.text, network), post.scheduled_at
    if text and at and post.phase.holds_slot:
        yield Publication(account_id=post.account_id, text=text, first=at, last=at, source=source)


def _created(changes: Iterable[Change], existing: UnmanagedPosts) -> Iterator[Publication[str]]:
    for change in changes:
        post, network = change.desired, change.network
        if not change.creates_post or post is None or network not in DISTINCT_TEXTS:
            continue
        text, period = comparable(post.text, network), period_of(post, existing.now)
        if text and period and change.address not in existing.let_through:
            yield Publication(
                account_id=post.account.id,
                text=text,
                first=period[0],
                last=period[1],
                source=str(change.address),
            )
