"""Untangle records that name the same post, before anything is compared.

Two clones may apply at once, one of them renaming an entry that the other edits. Both know the post, and the
state that merges what they did records it under two addresses. Compared as it is, a plan would delete the
post for the address whose file is gone, although the other file describes it.

| Addresses with a file | The post | The other records |
|---|---|---|
| one | goes to it, with the record that fits | are dropped |
| several | stays with the one that fits, else the one written last | are held until their file changes |
| none | stays with one, and is deleted as usual | are dropped |

A held record goes without its post: when its file changes, the post that the file describes is a new one,
and when its file is removed, one address is left. Each plan decides both again from the same facts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import as_sentence, fingerprint
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost, RemoteView
from publer_sync.model.state import Record, State
from publer_sync.planning.change import Reason, ReasonDetail
from publer_sync.planning.tombstones import forget_addresses


@dataclass(frozen=True, slots=True)
class SharedPost:
    """A post that several addresses record."""

    post_id: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRecords:
    """The state in which each post has one record, apart from the held ones, which name it still."""

    state: State
    held_reasons: Mapping[Address, ReasonDetail] = field(default_factory=dict)
    shared: tuple[SharedPost, ...] = ()


def separate_shared_records(
    desired: Iterable[Post], state: State, view: RemoteView, now: datetime
) -> SharedRecords:
    """Decide which address a post belongs to that several record; nothing else is changed."""
    by_post: dict[str, list[Record]] = {}
    for record in state.records.values():
        by_post.setdefault(record.post_id, []).append(record)
    groups = {post_id: records for post_id, records in by_post.items() if len(records) > 1}
    if not groups:
        return SharedRecords(state=state)
    expected = {post.address: fingerprint(post) for post in desired}
    appeared = {print_ for address, print_ in expected.items() if address not in state.records}
    held_reasons: dict[Address, ReasonDetail] = {}
    for post_id, records in groups.items():
        with_file = [record for record in records if record.address in expected]
        remaining = _kept(records, with_file, view.by_id.get(post_id), expected, appeared)
        if remaining != state.records[remaining.address]:
            state = state.with_record(remaining)
        for record in records:
            if record.address == remaining.address:
                continue
            if len(with_file) > 1 and expected.get(record.address) == record.fingerprint:
                detail = f"{remaining.address} ({post_id})"
                held_reasons[record.address] = ReasonDetail(Reason.SHARED_RECORD, detail)
            elif as_sentence(record.fields) == as_sentence(remaining.fields):
                state = state.without_record(record.address)
            else:
                state = forget_addresses(state, record, now)
    shared = tuple(
        SharedPost(post_id, tuple(sorted(record.address for record in records)))
        for post_id, records in groups.items()
    )
    return SharedRecords(state=state, held_reasons=held_reasons, shared=shared)


def _kept(
    records: Sequence[Record],
    with_file: Sequence[Record],
    remote: RemotePost | None,
    desired: Mapping[Address, str],
    appeared: Collection[str],
) -> Record:
    """The one record of a post; `desired` are the fingerprints of the files, `appeared` those not
    recorded."""
    if not with_file:
        return _fitting(records, remote, appeared)
    if len(with_file) > 1:
        return _fitting(with_file, remote)
    own = with_file[0]
    fitting = _fitting(records, remote, {desired[own.address]})
    if fitting.address == own.address:
        return own
    return replace(fitting, address=own.address, source=own.source, protect=own.protect)


def _fitting(
    records: Iterable[Record], remote: RemotePost | None, desired: Collection[str] = ()
) -> Record:
    """The record of a wanted version, else of the one that Publer shows, else the one written last."""
    ordered = sorted(records, key=lambda r: (r.written_at, r.address), reverse=True)
    as_wanted = (r for r in ordered if r.fingerprint in desired)
    as_shown = (r for r in ordered if remote and _shows(r, remote))
    return next(as_wanted, None) or next(as_shown, None) or ordered[0]


def _shows(record: Record, remote: RemotePost) -> bool:
    return record.slot == remote.slot and record.seen.get("text") == remote.seen().get("text")
