"""Posts that people changed in Publer or Publer did not publish, taken from a plan: the comparison itself
is in `differ`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from publer_sync.model.account import Account
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import fields_of, instant
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import Listing, PublishMode
from publer_sync.model.state import Record
from publer_sync.planning.change import Change, ChangeStatus, Reason
from publer_sync.planning.fields import (
    drifted_fields,
    edited_fields,
    field_changes,
    required_fields,
    shown,
)
from publer_sync.planning.overdue import OBSTACLES
from publer_sync.planning.plan import Plan


class DriftKind(StrEnum):
    """Kind of drift: text, title or media edited; its time moved; removed; or a draft made a
    post."""

    EDITED = "edited"
    MOVED = "moved"
    REMOVED = "removed"
    TAKEN_OVER = "taken_over"


@dataclass(frozen=True, slots=True)
class DriftedField:
    """A field as it was applied, as Publer has it, and as the file wants it by now.

    A state keeps digests and no texts: what was applied is known of the time and the standing, and else where
    the file still says it. None stands for what is not known, cannot be read, or is wanted by no file.
    """

    applied: object
    publer: object
    file: object


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftedPost:
    """A post that was changed in Publer, and the fields in which it was."""

    change: Change
    kind: DriftKind
    fields: Mapping[str, DriftedField] = field(default_factory=dict)

    @property
    def scheduled_at(self) -> datetime | None:
        """The time that it has in Publer, the recorded one if it is no longer there; None if it has none."""
        remote, record = self.change.remote, self.change.recorded
        if remote and remote.scheduled_at:
            return remote.scheduled_at
        return record.scheduled_at if record else None


def drift_in(plan: Plan) -> tuple[DriftedPost, ...]:
    """The drift of the posts of a plan; what the files already say too is none."""
    return tuple(drift for change in plan.changes for drift in _of(change))


def settling_in(plan: Plan) -> tuple[Address, ...]:
    """The recorded posts that Publer does not show yet, so that it cannot be told whether they drifted."""
    return tuple(
        change.address
        for change in plan.changes
        if change.recorded and any(b.reason is Reason.SETTLING for b in change.all_reasons)
    )


def unknown_in(plan: Plan) -> tuple[Address, ...]:
    """The series and recycled posts of which it cannot be told whether they are overdue."""
    return tuple(
        change.address
        for change in plan.changes
        if any(b.reason is Reason.NEXT_TIME_UNKNOWN for b in change.all_reasons)
    )


def _of(change: Change) -> Iterator[DriftedPost]:
    reasons = {because.reason for because in change.all_reasons}
    record, remote, post = change.recorded, change.remote, change.desired
    if record is None:
        return
    if Reason.GONE in reasons:
        yield DriftedPost(change=change, kind=DriftKind.REMOVED)
    elif Reason.TAKEN_OVER in reasons:
        yield DriftedPost(change=change, kind=DriftKind.TAKEN_OVER)
    elif remote and remote.phase in {Phase.PENDING, Phase.DRAFT}:
        names = drifted_fields(record, remote)
        if post:
            names = required_fields(post, remote, names)
        if names:
            kind = DriftKind.MOVED if names == {"scheduled_at"} else DriftKind.EDITED
            yield DriftedPost(change=change, kind=kind, fields=_fields(post, record, remote, names))


def _fields(
    post: Post | None, record: Record, remote: RemotePost, names: frozenset[str]
) -> dict[str, DriftedField]:
    applied = _applied(post, record)
    if post is None:
        existing = shown(remote)
        return {
            name: DriftedField(applied.get(name), existing[name], None) for name in sorted(names)
        }
    changes = field_changes(post, remote, names)
    return {
        name: DriftedField(applied.get(name), each.before, each.after)
        for name, each in changes.items()
    }


def _applied(post: Post | None, record: Record) -> dict[str, object]:
    """Return the fields as they were applied, by the record and a file that still says so."""
    known_values: dict[str, object] = {"state": record.standing.value}
    if record.scheduled_at:
        known_values["scheduled_at"] = instant(record.scheduled_at)
    if post is None:
        return known_values
    since = edited_fields(post, record)
    return {
        name: value for name, value in fields_of(post).items() if name not in since
    } | known_values


# Posts that Publer has not published, or will not publish as they stand now.


@dataclass(frozen=True, slots=True)
class UnpublishedPost:
    """A recorded post that is overdue, or that will be if nothing is done about its `obstacle`; None where
    Publer does not say why it has not published it."""

    change: Change
    obstacle: Reason | None

    @property
    def is_overdue(self) -> bool:
        return self.change.status is ChangeStatus.OVERDUE

    @property
    def scheduled_at(self) -> datetime | None:
        """The time that it has in Publer."""
        remote, record = self.change.remote, self.change.recorded
        remote_time = remote.scheduled_at if remote else None
        return remote_time or (record.scheduled_at if record else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpublishedPosts:
    """The recorded posts that are `overdue`, those to come that are `blocked` by an obstacle, and the series
    and recycled posts of which it is `unknown` when they go out next."""

    overdue: tuple[UnpublishedPost, ...] = ()
    blocked: tuple[UnpublishedPost, ...] = ()
    unknown: tuple[Address, ...] = ()


def unpublished_in(plan: Plan) -> tuple[UnpublishedPost, ...]:
    """The recorded posts that are still to be published, with the obstacle that their item shows."""
    return tuple(
        UnpublishedPost(change, OBSTACLES.get(change.remote.state))
        for change in plan.changes
        if change.recorded
        and change.recorded.standing is PublishMode.SCHEDULED
        and change.remote
        and (change.remote.phase is Phase.PENDING or change.status is ChangeStatus.OVERDUE)
    )


# Accounts that fall silent: nothing goes out on them for as long as the team looks ahead.


@dataclass(frozen=True, slots=True)
class Silence:
    """The aliases of the accounts on which nothing goes out until then (aware datetime)."""

    aliases: tuple[str, ...]
    until: datetime


def silence(
    accounts: Iterable[Account], posts: Iterable[RemotePost], now: datetime, horizon: timedelta
) -> Silence | None:
    """The accounts for which no post waits that goes out within `horizon`; None if there are none.

    Every post counts, and a series at any time; a draft does not, since Publer does not publish it.
    """
    until = now + horizon
    speaking = {post.account_id for post in posts if _goes_out(post, now, until)}
    aliases = tuple(sorted(a.alias for a in accounts if a.id and a.id not in speaking))
    return Silence(aliases, until) if aliases else None


def _goes_out(post: RemotePost, now: datetime, until: datetime) -> bool:
    if post.phase not in {Phase.PENDING, Phase.BUSY}:
        return False
    due = post.scheduled_at
    return post.shelf is Listing.SERIES or (due is not None and now <= due <= until)
