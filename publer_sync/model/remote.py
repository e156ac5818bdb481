"""A post as Publer shows it, and the part of Publer that was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from publer_sync.model.account import RemoteAccount
from publer_sync.model.address import Slot
from publer_sync.model.fingerprint import digest, plain
from publer_sync.model.slots import SlotIndex


class Phase(StrEnum):
    """What a post's state means for us. Publer's own words are open; this is the part we decide by."""

    PENDING = "pending"
    DRAFT = "draft"
    PUBLISHED = "published"
    FAILED = "failed"
    REMOVED = "removed"
    BUSY = "busy"

    @property
    def holds_slot(self) -> bool:
        """Whether Publer's one-minute rule counts it: assumed for scheduled and published posts."""
        return self in {Phase.PENDING, Phase.PUBLISHED, Phase.BUSY}


_PHASES = {
    "scheduled": Phase.PENDING,
    "recycling": Phase.PENDING,
    "recurring": Phase.PENDING,
    "draft": Phase.DRAFT,
    "published_deleted": Phase.REMOVED,
    "published": Phase.PUBLISHED,
    "posted": Phase.PUBLISHED,
    "failed": Phase.FAILED,
}


def phase_of(state: str) -> Phase:
    """The phase for a state word. An unknown word means that Publer is at work on it: hands off."""
    if state in _PHASES:
        return _PHASES[state]
    return _PHASES.get(state.partition("_")[0], Phase.BUSY)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePost:
    """A post as `GET /posts` lists it. None means that Publer did not say, never that it is empty."""

    id: str
    account_id: str
    state: str
    type: str | None = None
    text: str | None = None
    title: str | None = None
    scheduled_at: datetime | None = None
    post_link: str | None = None
    media_ids: tuple[str, ...] | None = None
    failure: str | None = None

    @property
    def phase(self) -> Phase:
        return phase_of(self.state)

    @property
    def slot(self) -> Slot | None:
        return Slot.of(self.account_id, self.scheduled_at) if self.scheduled_at else None

    def seen(self) -> dict[str, str]:
        """Digests of what can be read back and is stable while a post is pending."""
        shown: dict[str, object] = {}
        if self.text is not None:
            shown["text"] = plain(self.text)
        if self.title is not None:
            shown["title"] = plain(self.title)
        if self.media_ids is not None:
            shown["media"] = list(self.media_ids)
        return {name: digest(value) for name, value in shown.items()}


@dataclass(frozen=True, kw_only=True)
class RemoteView:
    """What was read of Publer: all posts of `account_ids` from `since` to `until`, both inclusive.

    A post that is not in a view is gone only if the view covers its slot.
    """

    posts: tuple[RemotePost, ...] = ()
    accounts: tuple[RemoteAccount, ...] = ()
    account_ids: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None

    def covers(self, slot: Slot) -> bool:
        if self.since is None or self.until is None or slot.account_id not in self.account_ids:
            return False
        return self.since <= slot.at <= self.until

    @cached_property
    def by_id(self) -> Mapping[str, RemotePost]:
        return {post.id: post for post in self.posts}

    @cached_property
    def by_slot(self) -> SlotIndex[RemotePost]:
        return SlotIndex((post.slot, post) for post in self.posts)

    @cached_property
    def holding(self) -> SlotIndex[RemotePost]:
        """The posts by the slots that they hold."""
        return holding(self.posts)


def holding(posts: Iterable[RemotePost]) -> SlotIndex[RemotePost]:
    """Those of `posts` that hold a slot, by slot."""
    return SlotIndex((post.slot, post) for post in posts if post.phase.holds_slot)
