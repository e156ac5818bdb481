"""Decide what an existing post that is not managed here means for a post that would be created.

In the place that its file gives (its minute, its listing, the days from which Publer picks) a post that is
equal in everything comparable is adopted. One in its minute with the same text that differs in something
else holds the new post: adopted, the next replacement would drop what a colleague made; ignored, it would
go out twice.

Elsewhere on the account an equal text means little by itself. It holds the new post where there is a sign
that our memory has a gap: the recorded post has vanished, a write of the address was noted, or the state is
new or older than one that was seen before. Under a state that can be trusted it holds within
`policy.repeat_text` only, and is otherwise named. What goes out at once cannot be taken back, so it is also
held by what was published before the memory of the state begins, and by its own tombstones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from publer_sync.identity.content import (
    ComparableContent,
    PostKind,
    compare,
    content_of,
    kind_shown,
)
from publer_sync.identity.recognise import is_described, unclaimed_posts
from publer_sync.identity.text import TextMatch
from publer_sync.model.address import Address, Slot
from publer_sync.model.fingerprint import as_sentence, digests_of, instant
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.plain_text import normal_form
from publer_sync.model.post import Post
from publer_sync.model.post_windows import search_of
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import Auto, Now
from publer_sync.model.state import State
from publer_sync.planning.change import Action, Cause, Change, ChangeStatus, Reason
from publer_sync.planning.repeating import PostsToCome, left_of_series
from publer_sync.planning.state_age import StateAge, may_have_forgotten, unknown_times


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmanagedPosts:
    """The posts in Publer that are not managed here, and what is known of the time before.

    `unmanaged` were read from `since` on. `series_texts` are the texts, by account, of managed posts that
    come again: what they leave behind, or are about to send, is theirs. `let_through` are addresses for
    which a person said that no existing post is the one.
    """

    now: datetime
    since: datetime
    state: State
    age: StateAge = StateAge.CURRENT
    unmanaged: Sequence[RemotePost] = ()
    series_texts: frozenset[tuple[str, str]] = frozenset()
    resources: Resources = Resources()
    repeat_text: timedelta = timedelta(days=5)
    short_links: frozenset[str] = frozenset()
    let_through: Set[Address] = frozenset()
    allowed: Set[Address] = frozenset()
    by_slot: Mapping[Slot, list[RemotePost]] = field(init=False)
    by_text: Mapping[tuple[str, str], list[RemotePost]] = field(init=False)

    def __post_init__(self) -> None:
        by_slot: dict[Slot, list[RemotePost]] = {}
        by_text: dict[tuple[str, str], list[RemotePost]] = {}
        for post in self.unmanaged:
            by_text.setdefault((post.account_id, normal_form(post.text)), []).append(post)
            if post.slot:
                by_slot.setdefault(post.slot, []).append(post)
        object.__setattr__(self, "by_slot", by_slot)
        object.__setattr__(self, "by_text", by_text)

    def content(self, post: Post) -> ComparableContent:
        return content_of(post, self.state.media, self.resources.signature_of(post))

    def saying_the_same(self, content: ComparableContent) -> list[RemotePost]:
        """The posts of the account with an equal text, or with equal media where there is no text."""
        text = normal_form(content.text)
        same_text = self.by_text.get((content.account_id, text), [])
        if text:
            return same_text
        return [
            other for other in same_text if compare(content, other).words_match > TextMatch.NONE
        ]


def with_existing(changes: Sequence[Change], existing: UnmanagedPosts) -> list[Change]:
    """The changes, with creates turned into adoptions, or held where an existing post may be the one."""
    addresses: dict[str, Address] = {}
    result = []
    for change in changes:
        after = _beside_its_series(change, existing) or _with_what_exists(change, existing)
        post = after.remote if after.section == Action.ADOPT else None
        first = addresses.setdefault(post.id, after.address) if post else after.address
        if post and first != after.address:
            in_slot = change.desired is not None and change.desired.slot is not None
            reason = Reason.SLOT_TAKEN if in_slot else Reason.TWO_CANDIDATES
            after = change.hold(reason, str(first) if in_slot else post.id)
        result.append(after)
    return result


def _beside_its_series(change: Change, existing: UnmanagedPosts) -> Change | None:
    """Hold a post where Publer still lists what the series made that was deleted for it."""
    if not change.creates_post or change.remote:
        return None
    intent = existing.state.kept_for(change.address)
    to_come = PostsToCome.of_deleted(intent, existing.short_links)
    series_posts = (post.id for post in existing.unmanaged if to_come and to_come.include(post))
    remaining = sorted({*left_of_series(existing.state, change.address), *series_posts})
    return change.hold(Reason.SERIES_POSTS_STAY, ", ".join(remaining)) if remaining else None


def _with_what_exists(change: Change, existing: UnmanagedPosts) -> Change:
    post = change.desired
    # What is recorded and gone may have been created again by an apply that an older state does not know.
    is_gone = change.remote is None or change.remote.phase is Phase.FAILED
    may_exist = change.section in {Action.CREATE, ChangeStatus.MISSED} and is_gone
    if post is None or not may_exist:
        return change
    content = existing.content(post)
    is_let_through = change.address in existing.let_through
    if isinstance(post.schedule, Now):
        return change if is_let_through else _at_once(change, post, content, existing)
    slot = post.slot if not post.recycling else None
    if change.status is ChangeStatus.MISSED and slot and change.recorded:
        return change
    if not slot and change.address in existing.allowed:
        return change  # what has no minute is known by its text alone, and a person says that it is another
    if after := _in_place(change, post, content, slot, existing):
        return after
    return change if is_let_through else _elsewhere(change, post, content, existing)


def _in_place(
    change: Change,
    post: Post,
    content: ComparableContent,
    slot: Slot | None,
    existing: UnmanagedPosts,
) -> Change | None:
    """Adopts the post in the place of the new one, or holds it; None if nothing there concerns it."""
    if slot:
        place, others = LookupWindow.of(slot), existing.by_slot.get(slot, [])
    else:
        place = search_of(post, existing.now, existing.since)
        others = existing.saying_the_same(content)
    hosts = existing.short_links
    same = [
        other
        for other in others
        if is_described(post, other, content, place, hosts)
        and not (post.recycling and not other.recycles)
    ]
    if len(same) == 1:
        return adoption(change, same[0])
    if same and change.section == Action.CREATE:
        ids = ", ".join(other.id for other in same)
        return change.hold(Reason.TWO_CANDIDATES, ids, _take(change, "POST_ID"))
    if not slot or change.status is ChangeStatus.MISSED:
        return None
    return _differing(change, post, content, others, existing)


def _differing(
    change: Change,
    post: Post,
    content: ComparableContent,
    existing_items: Iterable[RemotePost],
    existing: UnmanagedPosts,
) -> Change | None:
    """Hold a post whose minute has one with its text that differs in something else."""
    for other in existing_items:
        if other.phase in {Phase.REMOVED, Phase.FAILED} or unclaimed_posts(post, other):
            continue
        comparison = compare(content, other, short_links=existing.short_links)
        if comparison.text.is_equal and comparison.differences and content.text:
            message = "; ".join(
                f"{d.trait}: {d.remote} there, {d.desired} here" for d in comparison.differences
            )
            detail = f'{message} ({other.id}, "{first_words(other)}")'
            return change.hold(Reason.POST_DIFFERS, detail, _take(change, other.id))
    return None


def _elsewhere(
    change: Change, post: Post, content: ComparableContent, existing: UnmanagedPosts
) -> Change:
    """Hold or name an equal text that is scheduled elsewhere on the account."""
    if change.section != Action.CREATE or content.kind is not PostKind.SCHEDULED:
        return change
    if (content.account_id, normal_form(content.text)) in existing.series_texts:
        return change
    others = [
        other
        for other in existing.saying_the_same(content)
        if other.phase is Phase.PENDING and kind_shown(other) is PostKind.SCHEDULED
    ]
    if not others:
        return change
    nearest = min(others, key=lambda other: _distance(post, other, existing.now))
    near = _distance(post, nearest, existing.now) < existing.repeat_text
    forgetful = may_have_forgotten(existing.state, existing.age, existing.now)
    if near or forgetful or _is_suspect(change, others, existing):
        return change.hold(Reason.TEXT_IN_PUBLER, shown(nearest), _take(change, nearest.id))
    return change.because(Reason.TEXT_ELSEWHERE, shown(nearest))


def _is_suspect(change: Change, others: Iterable[RemotePost], existing: UnmanagedPosts) -> bool:
    """Return whether an equal post may be ours: the recorded one vanished, or a write of the address was
    noted."""
    state, address = existing.state, change.address
    vanished = change.recorded is not None and change.remote is None
    if vanished or any(post.id in state.leftovers for post in others):
        return True
    failure = state.failures.get(address)
    if failure and failure.is_silent:
        return True
    if failure and failure.is_held and failure.fingerprint == change.fingerprint:
        return True
    noted = [*(i.address for i in state.intents), *(t.address for t in state.tombstones)]
    return address in noted


def _at_once(
    change: Change, post: Post, content: ComparableContent, existing: UnmanagedPosts
) -> Change:
    """Hold a post that goes out at once where its text may have gone out already."""
    if change.section != Action.CREATE:
        return change
    message = as_sentence(digests_of(post))
    for tombstone in existing.state.tombstones:
        if (tombstone.account_id, tombstone.text) == (content.account_id, message):
            detail = f"{tombstone.post_id} of {instant(tombstone.at)}"
            words = (*_take(change, tombstone.post_id), "--published")
            return change.hold(Reason.SAID_BEFORE, detail, words)
    published = list(_published(post, content, existing))
    if published:
        detail = "; ".join(shown(other) for other in published[:3])
        words = (*_take(change, published[0].id), "--published")
        return change.hold(Reason.SAID_BEFORE, detail, words)
    return _elsewhere(change, post, content, existing)


def _published(
    post: Post, content: ComparableContent, existing: UnmanagedPosts
) -> Iterator[RemotePost]:
    """The published posts of the account that may be this one: recent ones with its text, and from the time
    that the state does not know also loosely equal ones."""
    unknown = unknown_times(existing.state, existing.age, existing.now)
    equal = {other.id for other in existing.saying_the_same(content)}
    for other in existing.unmanaged:
        time = other.scheduled_at
        if other.phase is not Phase.PUBLISHED or other.account_id != content.account_id or not time:
            continue
        if other.id in equal and existing.now - time < existing.repeat_text:
            yield other
        elif unknown and unknown(time):
            hosts = existing.short_links
            if compare(content, other, short_links=hosts).words_match > TextMatch.NONE:
                yield other


def _distance(post: Post, other: RemotePost, now: datetime) -> timedelta:
    """Return the distance of a post from the time, or the days, at which the new one goes out."""
    if other.scheduled_at is None:
        return timedelta.max
    first = last = post.scheduled_at or now
    if isinstance(post.schedule, Auto):
        first, last = post.schedule.since, post.schedule.until
    return max(first - other.scheduled_at, other.scheduled_at - last, timedelta())


def take_words(change: Change, post: RemotePost) -> tuple[str, ...]:
    """The words of the command that manages an existing post under the address of a change."""
    published = ("--published",) if post.phase is Phase.PUBLISHED else ()
    return (*_take(change, post.id), *published)


def _take(change: Change, post_id: str) -> tuple[str, ...]:
    return ("state", "take", str(change.address), post_id)


def shown(other: RemotePost) -> str:
    """A post of others as a reason names it: link or id, and its time."""
    time_text = f" of {instant(other.scheduled_at)}" if other.scheduled_at else ""
    return f"{other.post_link or other.id}{time_text}"


def first_words(post: RemotePost, length: int = 40) -> str:
    """The first words of a post, on one line."""
    words = " ".join((post.text or "").split())
    return words if len(words) <= length else f"{words[:length].rstrip()}…"


_OF_NEW_POSTS = {Reason.GONE, Reason.OTHER_START_DAY}


def adoption(change: Change, post: RemotePost) -> Change:
    """The change that records an existing post instead of creating one."""
    return Change(
        address=change.address,
        action=Action.ADOPT,
        cause=Cause.FILE,
        # That the recorded post is gone, or what a new one would be sent with, says nothing about this one.
        reasons=tuple(b for b in change.reasons if b.reason not in _OF_NEW_POSTS)
        if change.section == Action.CREATE
        else (),
        desired=change.desired,
        recorded=change.recorded,
        remote=post,
        network=change.network,
        fingerprint=change.fingerprint,
        moved_from=change.moved_from,
    )
