"""A desired post: one entry on one account, as the files want it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from publer_sync.diagnostics import Location
from publer_sync.model.account import Account
from publer_sync.model.address import Address, Slot
from publer_sync.model.follow_ups import Comment, Deletion, Share
from publer_sync.model.media import Media
from publer_sync.model.network import Network, PostType
from publer_sync.model.schedule import At, Listing, PublishMode, Recurring, Recycling, Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The link of a post and, where the author wants other words than the page's own, its card.

    `call_to_action` is Publer's constant for the button (`SHOP_NOW`); `phone_number` goes with
    `CALL_NOW`. `image` is the picture of the card, a file or a URL.
    """

    url: str
    title: str | None = None
    description: str | None = None
    image: Media | None = None
    call_to_action: str | None = None
    phone_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A poll: its options, how many days it runs, and its question where that is not the text."""

    options: tuple[str, ...]
    days: int | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of an article in Publer's words: type and data; `media` is the picture it shows."""

    type: str
    data: Mapping[str, object]
    media: Media | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceNames:
    """Things of the workspace that a post refers to by name or id, as its file says it."""

    signature: str | None = None
    watermark: str | None = None
    location: str | None = None
    album: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSource:
    """Origin of a post: its file, its place, and the place of each of its fields.

    Keys of `fields` are symbolic paths such as `text`, `schedule`, `media[0]` or `media[0].alt`.
    """

    location: Location
    fields: Mapping[str, Location] = field(default_factory=dict)

    def at(self, path: str) -> Location:
        """The place of a field, or of the nearest thing around it."""
        while path:
            if path in self.fields:
                return self.fields[path]
            cut = max(path.rfind("."), path.rfind("["))
            path = path[:cut] if cut > 0 else ""
        return self.location


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One entry on one account: the unit that is planned, recorded and written.

    `options` are those of its network, by their names in post files, as JSON values. `blocks` are the
    content of an article, `sublinks` the cards of a link carousel. `thread` holds what follows the post
    in its thread, `comments` what is said below it. `off` names the rules that do not apply to it;
    `off_by_entry` those of them that the entry itself switches off, not defaults or the project. `take` is
    the id of a post in Publer that is to be managed for it; Publer is told nothing of it.
    """

    address: Address
    account: Account
    type: PostType
    schedule: Schedule
    standing: PublishMode = PublishMode.SCHEDULED
    text: str = ""
    title: str | None = None
    media: tuple[Media, ...] = ()
    link: Link | None = None
    sublinks: tuple[Link, ...] = ()
    poll: Poll | None = None
    blocks: tuple[Block, ...] = ()
    labels: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)
    names: ResourceNames = ResourceNames()
    thread: tuple[Comment, ...] = ()
    comments: tuple[Comment, ...] = ()
    share: Share | None = None
    delete: Deletion | None = None
    protect: bool = False
    off: frozenset[str] = frozenset()
    off_by_entry: frozenset[str] = frozenset()
    take: str | None = None
    source: PostSource

    @property
    def network(self) -> Network:
        return self.account.network

    @property
    def scheduled_at(self) -> datetime | None:
        """The minute that the file gives (aware UTC); None where only Publer can know it."""
        return self.schedule.at if isinstance(self.schedule, At) else None

    @property
    def slot(self) -> Slot | None:
        """Slot of the post, if the file gives one."""
        return Slot.of(self.account.id, self.schedule.at) if isinstance(self.schedule, At) else None

    @property
    def first_slot(self) -> Slot | None:
        """The minute that it takes, or a series first: also where that is none of its weekdays, as no one
        says whether Publer posts then."""
        if isinstance(self.schedule, Recurring):
            return Slot.of(self.account.id, self.schedule.since)
        return self.slot

    @property
    def series(self) -> Recurring | None:
        """The rule by which it comes again and again, if it is a series."""
        return self.schedule if isinstance(self.schedule, Recurring) else None

    @property
    def recycling(self) -> Recycling | None:
        """Rule by which it is recycled after its first time; None if it is not, or is only a draft."""
        if self.standing is PublishMode.SCHEDULED and isinstance(self.schedule, At):
            return self.schedule.recycle
        return None

    @property
    def has_own_time(self) -> bool:
        """Return whether its time is the file's, and stays until it goes out."""
        return isinstance(self.schedule, At) and self.schedule.recycle is None

    @property
    def shelf(self) -> Listing:
        """Listing of Publer in which the post is looked up."""
        if self.standing.is_idea:
            return Listing.IDEAS
        if isinstance(self.schedule, Recurring):
            return Listing.SERIES
        undated = self.standing is PublishMode.DRAFT and not isinstance(self.schedule, At)
        return Listing.UNDATED if undated else Listing.TIMELINE
