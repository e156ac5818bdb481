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

from dataclasses import replace

from publer_sync.model.fingerprint import digests_of, fingerprint_of
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Standing
from publer_sync.model.state import Failure, Record, Taken
from publer_sync.planning.change import (
    Action,
    Because,
    Cause,
    Change,
    ChangeStatus,
    FieldChange,
    Reason,
)
from publer_sync.planning.context import Moment, is_fresh, is_past, lateness
from publer_sync.planning.fields import (
    drifted,
    editable_after_publishing,
    editable_in_place,
    edited,
    field_changes,
    fields_of_new,
    needed,
)
from publer_sync.planning.three_way import Trio


def compare(trio: Trio, view: RemoteView, failure: Failure | None, moment: Moment) -> Change:
    """The change for one address, before guards that look at other posts."""
    if trio.desired is None:
        waits = trio.recorded and _waits_for_its_file(trio.recorded, trio.remote)
        return _imported(trio) if waits else _undesired(trio, view, moment)
    if trio.recorded is None:
        return _unrecorded(trio, trio.desired, failure, moment)
    if trio.remote is None:
        return _unseen(trio, trio.desired, trio.recorded, view, moment)
    match trio.remote.phase:
        case Phase.PUBLISHED | Phase.REMOVED:
            return _published(trio, trio.desired, trio.recorded, trio.remote, moment)
        case Phase.FAILED:
            return _failed(trio, trio.desired, trio.recorded, trio.remote, moment)
        case _:
            return _pending(trio, trio.desired, trio.recorded, trio.remote, moment)


def _undesired(trio: Trio, view: RemoteView, moment: Moment) -> Change:
    record, remote = trio.recorded, trio.remote
    change = _change(trio, Action.FORGET, Cause.FILE)
    if record is None:
        return change
    if remote is None:
        # Out of sight is not gone: what was written just now, or was not looked for, may show up yet.
        gone = view.covers(record.place) and not is_fresh(record, moment)
        past = is_past(record, moment)
        return change if gone or past else change.hold(Reason.SETTLING)
    if remote.phase in {Phase.PUBLISHED, Phase.REMOVED, Phase.FAILED}:
        return change
    if theirs := _may_be_theirs(record, remote):
        return change.because(theirs)
    change = _change(trio, Action.DELETE, Cause.FILE)
    if record.protect:
        return change.hold(Reason.PROTECTED)
    return _hands_off(change, remote, moment)


def _waits_for_its_file(record: Record, remote: RemotePost | None) -> bool:
    """Whether a post was taken before its file is merged, and still is as it was taken: not published
    since, and not gone."""
    if record.taken is not Taken.IMPORTED:
        return False
    if record.status == Phase.PUBLISHED:
        return remote is None or remote.phase is Phase.PUBLISHED
    return remote is not None and remote.phase not in {Phase.PUBLISHED, Phase.REMOVED, Phase.FAILED}


def _imported(trio: Trio) -> Change:
    """A post that stays as it is, as its file may still lie on a branch."""
    change, record = _change(trio, Action.NO_CHANGE, None), trio.recorded
    if record is None:
        return change
    words: tuple[str, ...] = ("state", "take", str(trio.address), record.post_id, "--to-delete")
    if record.status == Phase.PUBLISHED:
        words = ("state", "rm", str(trio.address))
    return change.because(Reason.IMPORTED, record.post_id, words)


def _unrecorded(trio: Trio, post: Post, failure: Failure | None, moment: Moment) -> Change:
    change = _creation(trio, post, Cause.FILE)
    tried = failure is not None and not failure.is_held
    if failure and tried and failure.fingerprint == change.fingerprint:
        change = _creation(trio, post, Cause.RETRY).because(
            Reason.PREVIOUS_ATTEMPT, note=failure.note
        )
    return _in_time(change, post, moment)


def _unseen(trio: Trio, post: Post, record: Record, view: RemoteView, moment: Moment) -> Change:
    """Recorded, but not listed: out of the span that was read, too fresh to be listed, or gone."""
    if record.status == Phase.PUBLISHED:
        return _change(trio, Action.NO_CHANGE, Cause.TIME, status=ChangeStatus.PUBLISHED)
    if not view.covers(record.place):
        return _change(trio, Action.NO_CHANGE, None)
    if is_fresh(record, moment):
        return _change(trio, Action.NO_CHANGE, None).because(Reason.SETTLING)
    as_it_was = post.slot == record.slot if post.has_own_time else not edited(post, record)
    if is_past(record, moment) and as_it_was:
        return _change(trio, Action.NO_CHANGE, None).because(Reason.GONE)
    if is_past(record, moment):
        return _creation(trio, post, Cause.FILE).hold(Reason.PROBABLY_PUBLISHED)
    return _in_time(_creation(trio, post, Cause.DRIFT).because(Reason.GONE), post, moment)


def _was_taken_over(record: Record, remote: RemotePost) -> bool:
    """Whether a person has made a post of our draft: that is what drafts are for."""
    return record.standing is not Standing.SCHEDULED and remote.phase is not Phase.DRAFT


def _may_be_theirs(record: Record, remote: RemotePost) -> Reason | None:
    """Why a post must not be deleted although its file is gone, or None."""
    if _was_taken_over(record, remote):
        return Reason.TAKEN_OVER
    return Reason.FOUND_BY_WORDS if record.by_words else None


def _published(
    trio: Trio, post: Post, record: Record, remote: RemotePost, moment: Moment
) -> Change:
    wanted = needed(post, remote, edited(post, record))
    editable = editable_after_publishing(post) if remote.phase is Phase.PUBLISHED else frozenset()
    possible = wanted & editable
    update = moment.options.update_published and bool(possible) and not record.by_words
    change = _change(trio, Action.NO_CHANGE, Cause.TIME, status=ChangeStatus.PUBLISHED)
    if update:
        change = _change(
            trio, Action.UPDATE, Cause.FILE, fields=field_changes(post, remote, possible)
        )
    if possible and record.by_words:
        change = change.because(Reason.FOUND_BY_WORDS)
    elif possible and not update:
        change = change.because(Reason.NEEDS_UPDATE_PUBLISHED, ", ".join(sorted(possible)))
    if wanted - possible:
        change = change.because(Reason.NOT_EDITABLE, ", ".join(sorted(wanted - possible)))
    return change


def _failed(trio: Trio, post: Post, record: Record, remote: RemotePost, moment: Moment) -> Change:
    changed = bool(edited(post, record))
    change = _change(trio, Action.NO_CHANGE, Cause.TIME, status=ChangeStatus.FAILED)
    change = change.because(Reason.PUBLISHING_FAILED, remote.failure or record.failure)
    if not (changed or moment.options.retry_failed):
        return change
    late = lateness(post, moment)
    if late:
        return change.because(late)
    again = _creation(trio, post, Cause.FILE if changed else Cause.RETRY)
    return again.because(Reason.PUBLISHING_FAILED, remote.failure or record.failure)


def _pending(trio: Trio, post: Post, record: Record, remote: RemotePost, moment: Moment) -> Change:
    by_file, by_hand = edited(post, record), drifted(record, remote)
    names = needed(post, remote, by_file | by_hand)
    if _was_taken_over(record, remote):
        change = _change(trio, Action.NO_CHANGE, None).because(Reason.TAKEN_OVER)
        return change.hold(Reason.TAKEN_OVER) if by_file else change
    if not names:
        return _change(trio, Action.NO_CHANGE, None)
    cause = Cause.FILE if by_file & names else Cause.DRIFT
    forced = sorted(names - editable_in_place(post))
    action = Action.REPLACE if forced else Action.UPDATE
    reasons = [Because(Reason.FORCES_REPLACE, name) for name in forced]
    reasons += [Because(Reason.EDITED_IN_PUBLER, name) for name in sorted(by_hand & names)]
    fields = field_changes(post, remote, names)
    change = _change(trio, action, cause, reasons=tuple(reasons), fields=fields)
    if record.by_words:
        return change.hold(Reason.FOUND_BY_WORDS)
    if action is Action.REPLACE:
        if post.protect:
            return change.hold(Reason.PROTECTED)
        late = lateness(post, moment)
        if late:
            begun = late is Reason.TIME_PASSED and record.repeats
            return change.hold(Reason.ALREADY_BEGUN if begun else late)
    return _hands_off(change, remote, moment)


def _in_time(change: Change, post: Post, moment: Moment) -> Change:
    """A post whose time has passed is missed; one that is too near is as good as missed."""
    late = lateness(post, moment)
    if late is None:
        return change
    missed = replace(change, cause=Cause.TIME, fields={}, status=ChangeStatus.MISSED)
    return missed.hold(late)


def _hands_off(change: Change, remote: RemotePost, moment: Moment) -> Change:
    """Holds a change to a post that Publer is at work on, or soon will be."""
    if remote.phase is Phase.BUSY:
        return change.hold(Reason.BUSY, remote.state)
    due = remote.scheduled_at
    if remote.phase is Phase.PENDING and due and due - moment.now < moment.policy.freeze:
        return change.hold(Reason.FROZEN)
    return change


def _creation(trio: Trio, post: Post, cause: Cause) -> Change:
    return _change(trio, Action.CREATE, cause, fields=fields_of_new(post))


def _change(
    trio: Trio,
    action: Action,
    cause: Cause | None,
    *,
    status: ChangeStatus | None = None,
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
        status=status,
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
