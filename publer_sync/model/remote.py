"""A post as Publer shows it, and the part of Publer that was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from publer_sync.model.account import RemoteAccount
from publer_sync.model.address import Slot, SlotIndex
from publer_sync.model.fingerprint import digest
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.plain_text import normal_form
from publer_sync.model.schedule import Listing


class Phase(StrEnum):
    """Meaning of a post's state. Publer's own words are open; decisions use this part."""

    PENDING = "pending"
    DRAFT = "draft"
    PUBLISHED = "published"
    FAILED = "failed"
    REMOVED = "removed"
    BUSY = "busy"

    @property
    def holds_slot(self) -> bool:
        """Return whether Publer's one-minute rule counts it: assumed for scheduled and published posts."""
        return self in {Phase.PENDING, Phase.PUBLISHED, Phase.BUSY}


_PHASES = {
    "scheduled": Phase.PENDING,
    "recycling": Phase.PENDING,
    "recycling_expired": Phase.PUBLISHED,
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


@dataclass(frozen=True, slots=True)
class MediaItem:
    """A medium of a post by Publer's library: id, kind in its vocabulary, file name; None if unknown."""

    id: str
    kind: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePost:
    """A post as `GET /posts` lists it. None means that Publer did not say, never that it is empty.

    `utc_offset` is that of its time in the answer: most likely the workspace's zone.
    """

    id: str
    account_id: str
    state: str
    type: str | None = None
    text: str | None = None
    title: str | None = None
    scheduled_at: datetime | None = None
    post_link: str | None = None
    media: tuple[MediaItem, ...] | None = None
    url: str | None = None
    failure: str | None = None
    utc_offset: timedelta | None = field(default=None, compare=False)

    @property
    def phase(self) -> Phase:
        return phase_of(self.state)

    @property
    def media_ids(self) -> tuple[str, ...] | None:
        """The library ids of its media, if Publer shows any."""
        return None if self.media is None else tuple(item.id for item in self.media)

    @property
    def shown_day(self) -> date | None:
        """The day of its time in the zone in which Publer shows it."""
        if self.scheduled_at is None:
            return None
        return (self.scheduled_at + (self.utc_offset or timedelta())).date()

    @property
    def recycles(self) -> bool:
        """Return whether it is the one that comes again; what it leaves behind at each time is published."""
        return self.state.partition("_")[0] == "recycling"

    @property
    def slot(self) -> Slot | None:
        return Slot.of(self.account_id, self.scheduled_at) if self.scheduled_at else None

    @property
    def shelf(self) -> Listing:
        """Listing of the post; an idea belongs to no account."""
        if not self.account_id:
            return Listing.IDEAS
        if self.state == "recurring":
            return Listing.SERIES
        return Listing.TIMELINE if self.scheduled_at else Listing.UNDATED

    @property
    def place(self) -> LookupWindow:
        """Window in which it can be looked up again."""
        if self.shelf is Listing.TIMELINE and self.slot:
            return LookupWindow.of(self.slot)
        return LookupWindow(self.account_id, self.shelf)

    def seen(self) -> dict[str, str]:
        """Digests of what can be read back and is stable while a post is pending.

        What a server may do to any text is no change, so texts are taken in their normal form.
        """
        data: dict[str, object] = {}
        if self.text is not None:
            data["text"] = normal_form(self.text)
        if self.title is not None:
            data["title"] = normal_form(self.title)
        if self.media_ids is not None:
            data["media"] = list(self.media_ids)
        return {name: digest(value) for name, value in data.items()}


@dataclass(frozen=True, kw_only=True)
class RemoteView:
    """Posts read from Publer: all posts of `account_ids` from `since` to `until`, both inclusive, and
    the other `shelves` by account.

    A post that is not in a view is gone only if the view covers its place. `whole` are accounts that were
    read to their end: from the given time as far ahead as Publer schedules, with undated drafts. `slots_read`
    are slots of series and recycled posts that have passed, whose surroundings were read besides. One that
    `is_supposed` was made from a state; Publer was not asked.
    """

    posts: tuple[RemotePost, ...] = ()
    accounts: tuple[RemoteAccount, ...] = ()
    account_ids: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    shelves: frozenset[tuple[str, Listing]] = frozenset()
    whole: Mapping[str, datetime] = field(default_factory=dict)
    slots_read: frozenset[Slot] = frozenset()
    is_supposed: bool = False

    def is_whole(self, account_id: str, since: datetime) -> bool:
        """Return whether everything on an account was read from that time on."""
        return account_id in self.whole and self.whole[account_id] <= since

    def covers(self, place: LookupWindow) -> bool:
        if place.since is None or place.until is None:
            return (place.account_id, place.shelf) in self.shelves
        if self.since is None or self.until is None or place.account_id not in self.account_ids:
            return False
        return self.since <= place.since and place.until <= self.until

    def at(self, place: LookupWindow) -> list[RemotePost]:
        """Return the posts in a window."""
        if place.slot:
            return self.by_slot.at(place.slot)
        if place.since is None:
            return self.by_shelf.get((place.account_id, place.shelf), [])
        return [post for post in self.posts if post.slot and place.encloses(post.slot)]

    @cached_property
    def by_id(self) -> Mapping[str, RemotePost]:
        return {post.id: post for post in self.posts}

    @cached_property
    def by_shelf(self) -> Mapping[tuple[str, Listing], list[RemotePost]]:
        results: dict[tuple[str, Listing], list[RemotePost]] = {}
        for post in self.posts:
            results.setdefault((post.account_id, post.shelf), []).append(post)
        return results

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
