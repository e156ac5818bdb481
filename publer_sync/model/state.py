"""Memory of writes to Publer: records, intents and failures, as frozen data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from publer_sync.model.address import Address, Slot
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.network import Network, PostType
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.remote import MediaItem, Phase
from publer_sync.model.schedule import Listing, PublishMode, Recurring, Recycling


def _with_timeline(
    place: LookupWindow, at: datetime | None, until: datetime | None = None
) -> tuple[LookupWindow, ...]:
    """A series may also be listed like any other post, at its next time."""
    if place.shelf is not Listing.SERIES or at is None:
        return (place,)
    return (place, LookupWindow.between(place.account_id, at, until or at))


class TakenPostTreatment(StrEnum):
    """Treatment of a post that `state take` recorded, until an apply has seen a file for its address.

    While it is `imported`, no plan changes or deletes it, because its file may not be merged yet. One that
    was taken `to_delete` is deleted like any post whose file is gone.
    """

    IMPORTED = "imported"
    TO_DELETE = "to_delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A managed post: what was written for an address, and what Publer showed of it last.

    `fields` holds digests of the desired fields as they were sent, `seen` digests of what Publer
    showed afterwards; the two differ where Publer rewrites what it is sent. `source` is the file
    that wanted the post. `scheduled_at` is its time when it was last seen. Times are aware UTC datetimes.
    `by_words` says that the post was not seen being made, but found by what it says: it may be a
    colleague's, so it is neither changed nor deleted. `series` is the rule that was sent for a series, and
    `recycling` that for a recycled post: of them Publer shows nothing.
    """

    address: Address
    post_id: str
    account_id: str
    network: Network
    scheduled_at: datetime | None
    shelf: Listing = Listing.TIMELINE
    standing: PublishMode = PublishMode.SCHEDULED
    fingerprint: str
    fields: Mapping[str, str]
    seen: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    protect: bool = False
    status: Phase = Phase.PENDING
    post_link: str | None = None
    failure: str | None = None
    by_words: bool = False
    taken: TakenPostTreatment | None = None
    series: Recurring | None = None
    recycling: Recycling | None = None
    written_at: datetime

    @property
    def slot(self) -> Slot | None:
        """The slot that the post stood in when it was last seen; None for what has none."""
        return self.place.slot

    @property
    def place(self) -> LookupWindow:
        """Window in which the post is looked up."""
        if self.shelf is Listing.TIMELINE and self.scheduled_at:
            return LookupWindow.of(Slot.of(self.account_id, self.scheduled_at))
        return LookupWindow(self.account_id, self.shelf)

    @property
    def places(self) -> tuple[LookupWindow, ...]:
        """All places where the post may be listed."""
        return _with_timeline(self.place, self.scheduled_at)

    @property
    def is_queued(self) -> bool:
        """Return whether Publer picked its time. Such posts have been seen to withstand deletion."""
        return self.shelf is Listing.TIMELINE and "scheduled_at" not in self.fields

    @property
    def repeats(self) -> bool:
        """Return whether it is a series or recycled, so that it goes out more than once."""
        return self.shelf is Listing.SERIES or "recycle" in self.fields

    @property
    def has_own_time(self) -> bool:
        """Return whether the time of the post is that of its file, and stays until it goes out."""
        return "scheduled_at" in self.fields and "recycle" not in self.fields


class IntentKind(StrEnum):
    """Purpose of a write."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A write that was about to be sent and whose outcome is not recorded yet.

    It holds all that is needed to recognise its result in Publer: slot, text, type and media for a create,
    with the text of the `signature` that Publer may append. `known_ids` are the posts in its slot, and those
    of the account with an equal text, that existed before the write. They are complete from `read_since` to
    `read_until`; None: only its own place was read. `job_post_ids` are the posts that the job of this write
    named. `post_id` is the post that is updated or deleted; for a create, the one that it takes the place
    of. Where Publer picks the time, the post is looked for from `scheduled_at` to `until`. `message` has
    Publer's words where it refused.

    A restore keeps what makes a post again that has to go before its new version can be made: the
    `request` to send with its digest, which is missing where that cannot be done (`not_kept` says why), and
    the fields that are `lost`. Nothing is sent for it under this kind: to send it, a create is noted that
    `restores`.
    """

    kind: IntentKind
    address: Address
    account_id: str
    network: Network
    scheduled_at: datetime | None
    until: datetime | None = None
    shelf: Listing = Listing.TIMELINE
    standing: PublishMode = PublishMode.SCHEDULED
    since: datetime
    post_id: str | None = None
    fingerprint: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    type: PostType | None = None
    text: str = ""
    title: str | None = None
    signature: str | None = None
    media: tuple[MediaItem, ...] = ()
    known_ids: tuple[str, ...] = ()
    read_since: datetime | None = None
    read_until: datetime | None = None
    job_post_ids: tuple[str, ...] = ()
    source: str | None = None
    protect: bool = False
    job_id: str | None = None
    message: str | None = None
    series: Recurring | None = None
    recycling: Recycling | None = None
    not_kept: Note | None = None
    request: Mapping[str, Any] | None = None
    request_digest: str = ""
    lost: tuple[str, ...] = ()
    restores: bool = False

    @property
    def place(self) -> LookupWindow:
        """Window in which the result is looked up."""
        if self.shelf is Listing.TIMELINE and self.scheduled_at:
            return LookupWindow.between(
                self.account_id, self.scheduled_at, self.until or self.scheduled_at
            )
        return LookupWindow(self.account_id, self.shelf)

    @property
    def places(self) -> tuple[LookupWindow, ...]:
        """All places where the result may be listed."""
        return _with_timeline(self.place, self.scheduled_at, self.until)

    @property
    def slot(self) -> Slot | None:
        return self.place.slot

    @property
    def key(self) -> tuple[IntentKind, Address, str | None]:
        return (self.kind, self.address, self.post_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedAttempt:
    """The last attempt for an address that certainly made nothing; it turns the next into a retry.

    `note` says why. With `restored` the post that was to be replaced stands again, and the version of this
    fingerprint is not tried again by itself.
    """

    address: Address
    fingerprint: str
    note: Note
    at: datetime
    restored: bool = False

    @property
    def is_silent(self) -> bool:
        """Return whether no one refused it: nothing appeared, so that its post may still show."""
        return self.note.code in {NoteCode.NOTHING_APPEARED, NoteCode.TAKEN_BUT_NOT_LISTED}

    @property
    def is_held(self) -> bool:
        """Return whether nothing was sent, because its text is in Publer already."""
        return self.note.code is NoteCode.TEXT_ALREADY_SCHEDULED


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """A post that was published at once and whose file is gone: it keeps its text from going out again.

    `text` is the digest of the rendered text (see `fingerprint.spoken`). It holds back any post of the
    account that goes out at once with that text, whatever its address.
    """

    address: Address
    account_id: str
    text: str
    post_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A post that may come from a write which was given up, because its file went while its outcome was open,
    or that a series made ahead which was deleted since (`of_series`).

    It is not managed, but listed until its time, so that a person can decide.
    """

    post_id: str
    address: Address
    account_id: str
    network: Network
    scheduled_at: datetime | None
    of_series: bool = False

    @property
    def place(self) -> LookupWindow:
        """Window in which it was last seen."""
        if self.scheduled_at:
            return LookupWindow.of(Slot.of(self.account_id, self.scheduled_at))
        return LookupWindow(self.account_id, Listing.UNDATED if self.account_id else Listing.IDEAS)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMedia:
    """A file that was uploaded: Publer's id for a content hash.

    A file that Publer fetched itself goes by the hash of its URL. `path` is the address under which
    Publer keeps it. `validity` is what Publer said when it took the file: network, type of post, and
    whether they go together; what is missing is not known.
    """

    sha256: str
    id: str
    name: str
    kind: str
    uploaded_at: datetime
    path: str | None = None
    validity: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AppliedCheckout:
    """The commit that an apply took its files from; `is_dirty` if some of them were not committed."""

    commit: str
    is_dirty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that is remembered between two runs.

    `lineage` is random at creation and tells two histories apart; `serial` grows by one with each save.
    `applied` is the commit whose plan was last carried out to its end, where that matters. `known_since` is
    when this memory began: at the first save, or when it was rebuilt or put back from an older copy
    (`is_rebuilt`); what went out before then may be missing in it. While it is `unconfirmed`, no apply has
    compared all files with it since then. `leftovers` are by post id. `checkouts` are what applies took their
    files from, also those that did not end: the last one, and earlier ones that it is behind. Each method
    returns a new state.
    """

    lineage: str
    workspace: str
    serial: int = 0
    records: Mapping[Address, Record] = field(default_factory=dict)
    media: Mapping[str, StoredMedia] = field(default_factory=dict)
    intents: tuple[Intent, ...] = ()
    failures: Mapping[Address, FailedAttempt] = field(default_factory=dict)
    tombstones: tuple[Tombstone, ...] = ()
    leftovers: Mapping[str, Leftover] = field(default_factory=dict)
    known_since: datetime | None = None
    is_rebuilt: bool = False
    unconfirmed: bool = False
    applied: str | None = None
    checkouts: tuple[AppliedCheckout, ...] = ()

    @property
    def has_history(self) -> bool:
        """Return whether anything was ever saved: a state that was lost starts again without one."""
        return self.serial > 0

    def with_record(self, record: Record) -> State:
        """The record added or replaced; a failure noted for its address is over, unless it is the very
        post that was restored after it. Its post is left over no more."""
        before = self.records.get(record.address)
        same = before is not None and before.post_id == record.post_id
        failures = {
            a: f for a, f in self.failures.items() if a != record.address or (same and f.restored)
        }
        after = replace(self, records={**self.records, record.address: record}, failures=failures)
        return after.without_leftovers([record.post_id])

    def without_record(self, address: Address) -> State:
        return replace(self, records={a: r for a, r in self.records.items() if a != address})

    def moved(self, before: Address, after: Address) -> State:
        """The record of one address under another."""
        record = self.records[before]
        return self.without_record(before).with_record(replace(record, address=after))

    def with_intents(self, intents: Iterable[Intent]) -> State:
        """The intents added; one with the same key as an older intent takes its place."""
        added = tuple(intents)
        keys = {intent.key for intent in added}
        return replace(self, intents=(*(i for i in self.intents if i.key not in keys), *added))

    def without_intents(self, intents: Iterable[Intent]) -> State:
        keys = {intent.key for intent in intents}
        return replace(self, intents=tuple(i for i in self.intents if i.key not in keys))

    def kept_for(self, address: Address) -> Intent | None:
        """Return the restore point of an address whose post was deleted and has no successor yet."""
        intents = (i for i in self.intents if i.kind is IntentKind.RESTORE and i.address == address)
        return next(intents, None)

    def without_kept(self, address: Address) -> State:
        intent = self.kept_for(address)
        return self.without_intents([intent]) if intent else self

    def with_failure(self, failure: FailedAttempt) -> State:
        return replace(self, failures={**self.failures, failure.address: failure})

    def without_failure(self, address: Address) -> State:
        return replace(self, failures={a: f for a, f in self.failures.items() if a != address})

    def with_tombstone(self, tombstone: Tombstone) -> State:
        """The tombstone added; one for the same text and account takes its place."""
        key = (tombstone.account_id, tombstone.text)
        others = (each for each in self.tombstones if (each.account_id, each.text) != key)
        return replace(self, tombstones=(*others, tombstone))

    def tombstones_of(self, address: Address) -> tuple[Tombstone, ...]:
        """The tombstones that posts of an address have left."""
        return tuple(each for each in self.tombstones if each.address == address)

    def with_leftovers(self, leftovers: Iterable[Leftover]) -> State:
        """The leftovers added, by post id."""
        added = {leftover.post_id: leftover for leftover in leftovers}
        return replace(self, leftovers={**self.leftovers, **added}) if added else self

    def without_leftovers(self, post_ids: Iterable[str]) -> State:
        missing_ids = frozenset(post_ids)
        remaining_items = {i: each for i, each in self.leftovers.items() if i not in missing_ids}
        return (
            replace(self, leftovers=remaining_items)
            if len(remaining_items) != len(self.leftovers)
            else self
        )

    def with_media(self, stored: StoredMedia) -> State:
        return replace(self, media={**self.media, stored.sha256: stored})

    def without_media(self, hashes: Iterable[str]) -> State:
        missing_ids = frozenset(hashes)
        return replace(self, media={h: m for h, m in self.media.items() if h not in missing_ids})


# Views of a state: all that it holds for one address, and selections of its records.


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEntry:
    """The record of an address, the writes of it whose outcome is open, its last failed attempt, and the
    tombstones of what it published at once."""

    address: Address
    record: Record | None
    intents: tuple[Intent, ...]
    failure: FailedAttempt | None
    tombstones: tuple[Tombstone, ...] = ()


# A selection of what a state records.


@dataclass(frozen=True, slots=True, kw_only=True)
class StateListing:
    """The state, None if there is none yet, and those of its records that were asked for, by time."""

    state: State | None
    records: tuple[Record, ...]
