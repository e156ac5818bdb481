"""Status of each recorded post in Publer just now, without a look at the files: for `status`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from publer_sync.model.address import Address
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import PublishMode
from publer_sync.model.state import FailedAttempt, Intent, Leftover, Record, State
from publer_sync.planning.change import Reason, ReasonDetail
from publer_sync.planning.context import PlanContext, is_fresh, is_past
from publer_sync.planning.overdue import OBSTACLES, is_overdue
from publer_sync.planning.three_way import pair_up


class RemotePresence(StrEnum):
    """Presence of a recorded post in Publer. `overdue`: its time has passed, and it is neither published nor
    failed; `settling`: written just now, and not listed yet."""

    OVERDUE = "overdue"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    PUBLISHED = "published"
    REMOVED = "removed"
    FAILED = "failed"
    BUSY = "busy"
    SETTLING = "settling"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostStatus:
    """A recorded post, what Publer shows of it, and what follows from both. `obstacle` is why Publer does not
    publish it, where that is known; `is_overdue` is None where its next time is not."""

    record: Record
    remote: RemotePost | None
    presence: RemotePresence
    past: bool
    is_overdue: bool | None = False
    obstacle: Reason | None = None

    @property
    def failure(self) -> str | None:
        """Reason for a post that was not published, if it is known."""
        return (self.remote.failure if self.remote else None) or self.record.failure


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWrite:
    """An intent, and why it is still open; None where this look settles it, as the next apply will."""

    intent: Intent
    because: ReasonDetail | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """Everything that `status` tells of posts. `failures` are attempts that made nothing; `leftovers` are
    posts that may come from a write which was given up."""

    serial: int
    standings: tuple[PostStatus, ...]
    open_writes: tuple[OpenWrite, ...]
    failures: tuple[FailedAttempt, ...]
    leftovers: tuple[Leftover, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """Number of posts by presence, with zeros."""
        return {presence.value: len(self.of(presence)) for presence in RemotePresence}

    def of(self, *places: RemotePresence) -> tuple[PostStatus, ...]:
        return tuple(each for each in self.standings if each.presence in places)

    @property
    def unexplained(self) -> tuple[RemotePost, ...]:
        """The posts that Publer has still to publish and for which its list shows no obstacle."""
        waiting = self.of(RemotePresence.SCHEDULED, RemotePresence.OVERDUE)
        return tuple(
            each.remote
            for each in waiting
            if each.remote
            and each.remote.phase is Phase.PENDING
            and each.record.standing is PublishMode.SCHEDULED
            and each.obstacle is None
        )

    def with_obstacles(self, data: Mapping[str, Reason]) -> StatusReport:
        """The status with the obstacles that Publer named when it was asked, by post id."""
        standings = tuple(
            replace(each, obstacle=data[each.remote.id])
            if each.remote and each.remote.id in data
            else each
            for each in self.standings
        )
        return replace(self, standings=standings)


def status_of(
    state: State, view: RemoteView, moment: PlanContext, unsettled: Mapping[Address, ReasonDetail]
) -> StatusReport:
    """The status of a state as it was saved, by one look at Publer; `unsettled` is what that look left
    open."""
    three_ways = pair_up((), state, view).three_ways
    standings = [_standing(t.recorded, t.remote, view, moment) for t in three_ways if t.recorded]
    return StatusReport(
        serial=state.serial,
        standings=tuple(sorted(standings, key=_by_time)),
        open_writes=tuple(
            OpenWrite(intent=intent, because=unsettled.get(intent.address))
            for intent in state.intents
        ),
        failures=tuple(failure for _, failure in sorted(state.failures.items())),
        leftovers=tuple(
            leftover
            for _, leftover in sorted(state.leftovers.items())
            if leftover.scheduled_at is None or leftover.scheduled_at > moment.now
        ),
    )


def _standing(
    record: Record, remote: RemotePost | None, view: RemoteView, moment: PlanContext
) -> PostStatus:
    past = is_past(record, moment)
    if remote is None:
        presence = _unseen(record, view, moment)
        return PostStatus(record=record, remote=None, presence=presence, past=past)
    overdue = is_overdue(record, remote, view, moment)
    is_ours = record.standing is PublishMode.SCHEDULED
    return PostStatus(
        record=record,
        remote=remote,
        presence=RemotePresence.OVERDUE if overdue else _PLACES[remote.phase],
        past=past,
        is_overdue=overdue,
        obstacle=OBSTACLES.get(remote.state) if is_ours else None,
    )


def _unseen(record: Record, view: RemoteView, moment: PlanContext) -> RemotePresence:
    """A post that is settled is not read again, so it stands where it stood."""
    if record.status in _SETTLED or not view.covers(record.place):
        return _PLACES[record.status]
    return RemotePresence.SETTLING if is_fresh(record, moment) else RemotePresence.MISSING


_SETTLED = {Phase.PUBLISHED, Phase.REMOVED}
_PLACES = {
    Phase.PENDING: RemotePresence.SCHEDULED,
    Phase.DRAFT: RemotePresence.DRAFT,
    Phase.PUBLISHED: RemotePresence.PUBLISHED,
    Phase.REMOVED: RemotePresence.REMOVED,
    Phase.FAILED: RemotePresence.FAILED,
    Phase.BUSY: RemotePresence.BUSY,
}


def _by_time(standing: PostStatus) -> tuple[str, Address]:
    time = standing.record.scheduled_at
    return (time.isoformat() if time else "", standing.record.address)
