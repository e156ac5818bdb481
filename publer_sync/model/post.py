"""A desired post: one entry on one account, as the files want it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from publer_sync.diagnostics import Location
from publer_sync.model.account import Account
from publer_sync.model.address import Address, Slot
from publer_sync.model.network import MediaKind, Network, PostType


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One medium of a post: a file of the project, or something already in Publer's library.

    Exactly one of `file` (relative to the project, with `/`) and `id` (Publer's) is set. `sha256`
    (hex) and `size` (bytes) are known only after the file was read for a plan.
    """

    file: str | None = None
    id: str | None = None
    kind: MediaKind
    alt: str | None = None
    caption: str | None = None
    sha256: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The link of a post and, where the author wants other words than the page's own, its card."""

    url: str
    title: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a post is written: its file, its place, and the place of each of its fields.

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

    `scheduled_at` is an aware UTC datetime on a full minute.
    """

    address: Address
    account: Account
    type: PostType
    scheduled_at: datetime
    text: str = ""
    title: str | None = None
    media: tuple[Media, ...] = ()
    link: Link | None = None
    labels: tuple[str, ...] = ()
    protect: bool = False
    source: Source

    @property
    def network(self) -> Network:
        return self.account.network

    @property
    def slot(self) -> Slot:
        return Slot.of(self.account.id, self.scheduled_at)
