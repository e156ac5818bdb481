"""Compares the three sides of one address and says what has to happen.

Two comparisons answer two questions. *Did the file change?* compares desired with recorded: digests of
what we want against digests of what we sent. *Did somebody change the post in Publer?* compares remote
with recorded: digests of what Publer shows against digests of what it showed after our write. Sent and
shown are kept apart because Publer may rewrite a text on the way; comparing desired with remote would
then find a difference for ever. Where a field can be read, and it already says what the file wants,
nothing needs to be done however it came to say so.

Guards that look at other posts (slots, limits) come later, in `guards`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from publer_sync.config.project import Policy
from publer_sync.model.fingerprint import (
    digests_of,
    fields_of,
    fingerprint_of,
    instant,
    same_text,
)
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.state import Failure, Record
from publer_sync.planning.change import Action, Because, Cause, Change, FieldChange, Reason
from publer_sync.planning.editable import IN_PLACE, editable_after_publishing
from publer_sync.planning.ownership import Trio
from publer_sync.planning.plan import PlanOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a comparison depends on beside the sides: the time, the team's policy, the user's wish."""

    now: datetime
    policy: Policy
    options: PlanOptions


def compare(trio: Trio, view: RemoteView, failure: Failure | None, moment: Moment) -> Change:
    """The change for one address, before guards that look at other posts."""
    if trio.desired is None:
        return _undesired(trio, view, moment)
    if trio.recorded is None:
        return _unrecorded(trio, trio.desired, failure, moment)
    if trio.remote is None:
        return _unseen(trio, trio.desired, trio.recorded, view, moment)
    match trio.remote.phase:
        case Phase.PUBLISHED | Phase.REMOVED:
            return _published(trio, trio.desired, trio.recorded, moment)
        case Phase.FAILED:
            return _failed(trio, trio.desired, trio.recorded, trio.remote, moment)
        case _:
            return _pending(trio, trio.desired, trio.recorded, trio.remote, moment)


def _undesired(trio: Trio, view: RemoteView, moment: Moment) -> Change:
    record, remote = trio.recorded, trio.remote
    change = _change(trio, Action.FORGET, Cause.FILE)
    if record is None or (remote is None and view.covers(record.slot)):
        return change
    if remote is None:
        # Out of sight, not gone: a published post that is too old to be read is only forgotten.
        return change if record.scheduled_at <= moment.now else change.blocked(Reason.SETTLING)
    if remote.phase in {Phase.PUBLISHED, Phase.REMOVED, Phase.FAILED}:
        return change
    change = _change(trio, Action.DELETE, Cause.FILE)
    if record.protect:
        return change.blocked(Reason.PROTECTED)
    return _hands_off(change, remote, moment)


def _unrecorded(trio: Trio, post: Post, failure: Failure | None, moment: Moment) -> Change:
    change = _creation(trio, post, Cause.FILE)
    if failure and failure.fingerprint == change.fingerprint:
        change = _creation(trio, post, Cause.RETRY).because(
            Reason.PREVIOUS_ATTEMPT, failure.message
        )
    return _in_time(change, post, moment)


def _unseen(trio: Trio, post: Post, record: Record, view: RemoteView, moment: Moment) -> Change:
    """Recorded, but not listed: out of the span that was read, too fresh to be listed, or gone."""
    if record.status == Phase.PUBLISHED:
        return _change(trio, Action.PUBLISHED, Cause.TIME)
    if not view.covers(record.slot):
        return _change(trio, Action.NO_CHANGE, None)
    if record.scheduled_at <= moment.now:
        return _change(trio, Action.NO_CHANGE, None).because(Reason.GONE)
    if moment.now - record.written_at < moment.policy.settle:
        return _change(trio, Action.NO_CHANGE, None).because(Reason.SETTLING)
    return _in_time(_creation(trio, post, Cause.DRIFT).because(Reason.GONE), post, moment)


def _published(trio: Trio, post: Post, record: Record, moment: Moment) -> Change:
    wanted = set(_edited(post, record))
    change = _change(trio, Action.PUBLISHED, Cause.TIME)
    if not wanted:
        return change
    possible = wanted & editable_after_publishing(post)
    if not possible:
        return change.because(Reason.NOT_EDITABLE, ", ".join(sorted(wanted)))
    if not moment.options.update_published:
        return change.because(Reason.NEEDS_UPDATE_PUBLISHED, ", ".join(sorted(possible)))
    return _change(trio, Action.UPDATE, Cause.FILE, fields=_fields(trio, possible))


def _failed(trio: Trio, post: Post, record: Record, remote: RemotePost, moment: Moment) -> Change:
    edited = bool(_edited(post, record))
    if edited or moment.options.retry_failed:
        again = _creation(trio, post, Cause.FILE if edited else Cause.RETRY)
        in_time = _in_time(again.because(Reason.PUBLISHING_FAILED, remote.failure), post, moment)
        if in_time.action is Action.CREATE:
            return in_time
    change = _change(trio, Action.FAILED, Cause.TIME)
    return change.because(Reason.PUBLISHING_FAILED, remote.failure or record.failure)


def _pending(trio: Trio, post: Post, record: Record, remote: RemotePost, moment: Moment) -> Change:
    edited, drifted = _edited(post, record), _drifted(record, remote)
    needed = _needed(post, remote, edited | drifted)
    if not needed:
        return _change(trio, Action.NO_CHANGE, None)
    cause = Cause.FILE if edited & needed else Cause.DRIFT
    forced = sorted(needed - IN_PLACE)
    action = Action.REPLACE if forced else Action.UPDATE
    reasons = [Because(Reason.FORCES_REPLACE, name) for name in forced]
    reasons += [Because(Reason.EDITED_IN_PUBLER, name) for name in sorted(drifted & needed)]
    change = _change(trio, action, cause, reasons=tuple(reasons), fields=_fields(trio, needed))
    if action is Action.REPLACE:
        if post.protect:
            return change.blocked(Reason.PROTECTED)
        change = _in_time(change, post, moment)
        if change.action is Action.MISSED:
            return change.blocked(Reason.TIME_PASSED)
    return _hands_off(change, remote, moment)


def _edited(post: Post, record: Record) -> frozenset[str]:
    """The fields in which the file says something else than what was sent."""
    wanted, sent = digests_of(post), record.fields
    return frozenset(n for n in wanted.keys() | sent.keys() if wanted.get(n) != sent.get(n))


def _drifted(record: Record, remote: RemotePost) -> frozenset[str]:
    """The fields in which Publer shows something else than after our write."""
    shown = remote.seen()
    names = {n for n in shown.keys() & record.seen.keys() if shown[n] != record.seen[n]}
    if remote.slot and remote.slot != record.slot:
        names.add("scheduled_at")
    if remote.phase is Phase.DRAFT:
        names.add("state")
    return frozenset(names)


def _needed(post: Post, remote: RemotePost, differing: frozenset[str]) -> frozenset[str]:
    """Those of the differing fields that Publer does not already show as the file wants them."""
    settled = set()
    if remote.text is not None and same_text(remote.text, post.text):
        settled.add("text")
    if remote.title is not None and same_text(remote.title, post.title):
        settled.add("title")
    if remote.slot == post.slot:
        settled.add("scheduled_at")
    return differing - settled


def _in_time(change: Change, post: Post, moment: Moment) -> Change:
    """A post whose time has passed is missed; one that is too near is as good as missed."""
    if post.scheduled_at <= moment.now:
        return _missed(change, Reason.TIME_PASSED)
    if post.scheduled_at - moment.now < moment.policy.lead_time:
        return _missed(change, Reason.LEAD_TIME)
    return change


def _missed(change: Change, reason: Reason) -> Change:
    missed = change.because(reason)
    return Change(
        address=missed.address,
        action=Action.MISSED,
        cause=Cause.TIME,
        reasons=missed.reasons,
        desired=missed.desired,
        recorded=missed.recorded,
        remote=missed.remote,
        network=missed.network,
        fingerprint=missed.fingerprint,
        moved_from=missed.moved_from,
    )


def _hands_off(change: Change, remote: RemotePost, moment: Moment) -> Change:
    """Blocks a change to a post that Publer is at work on, or soon will be."""
    if remote.phase is Phase.BUSY:
        return change.blocked(Reason.BUSY, remote.state)
    due = remote.scheduled_at
    if remote.phase is Phase.PENDING and due and due - moment.now < moment.policy.freeze:
        return change.blocked(Reason.FROZEN)
    return change


def _creation(trio: Trio, post: Post, cause: Cause) -> Change:
    after = fields_of(post)
    fields = {name: FieldChange(None, value) for name, value in after.items()}
    return _change(trio, Action.CREATE, cause, fields=fields)


def _fields(trio: Trio, names: frozenset[str] | set[str]) -> dict[str, FieldChange]:
    after = fields_of(trio.desired) if trio.desired else {}
    before = _shown(trio.remote) if trio.remote else {}
    order = [name for name in (*after, *before, "state") if name in names]
    return {n: FieldChange(before.get(n), after.get(n)) for n in dict.fromkeys(order)}


def _shown(remote: RemotePost) -> dict[str, object]:
    when = instant(remote.scheduled_at) if remote.scheduled_at else None
    return {
        "text": remote.text,
        "title": remote.title,
        "scheduled_at": when,
        "state": remote.state,
    }


def _change(
    trio: Trio,
    action: Action,
    cause: Cause | None,
    *,
    reasons: tuple[Because, ...] = (),
    fields: dict[str, FieldChange] | None = None,
) -> Change:
    if trio.moved_from:
        reasons = (*reasons, Because(Reason.RENAMED, str(trio.moved_from)))
        if not action.writes:
            action, cause = Action.MOVE, Cause.FILE
    post = trio.desired
    return Change(
        address=trio.address,
        action=action,
        cause=cause,
        reasons=reasons,
        fields=fields or {},
        desired=post,
        recorded=trio.recorded,
        remote=trio.remote,
        network=post.network if post else trio.recorded.network if trio.recorded else None,
        fingerprint=fingerprint_of(post.account.id, digests_of(post)) if post else None,
        moved_from=trio.moved_from,
    )
