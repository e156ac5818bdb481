"""Compare the three sides of one address and say what has to happen.

Two comparisons answer two questions. *Did the file change?* compares desired with recorded: digests of
what we want against digests of what we sent. *Did someone change the post in Publer?* compares remote
with recorded: digests of what Publer shows against digests of what it showed after our write. Sent and
shown are kept apart because Publer may rewrite a text on the way; comparing desired with remote would
then find a difference for ever. Where a field can be read, and it already says what the file wants,
nothing needs to be done however it came to say so.

Guards that look at other posts (slots, limits) come later, in `guards`.
"""

from __future__ import annotations

from dataclasses import replace

from publer_sync.model.address import to_minute
from publer_sync.model.fingerprint import digests_of, fingerprint_of
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import PublishMode
from publer_sync.model.state import FailedAttempt, Record, TakenPostTreatment
from publer_sync.planning.change import (
    Action,
    Cause,
    Change,
    ChangeStatus,
    FieldChange,
    Reason,
    ReasonDetail,
)
from publer_sync.planning.context import PlanContext, is_fresh, is_past, lateness
from publer_sync.planning.fields import (
    drifted_fields,
    editable_after_publishing,
    editable_in_place,
    edited_fields,
    field_changes,
    fields_of_new,
    required_fields,
)
from publer_sync.planning.overdue import OBSTACLES, is_overdue
from publer_sync.planning.plan import AllowWord
from publer_sync.planning.repeating import is_due
from publer_sync.planning.start_day import check_start_day
from publer_sync.planning.three_way import ThreeWay


def compare(
    three_way: ThreeWay, view: RemoteView, failure: FailedAttempt | None, moment: PlanContext
) -> Change:
    """The change for one address, before guards that look at other posts."""
    post, record, remote = three_way.desired, three_way.recorded, three_way.remote
    overdue = is_overdue(record, remote, view, moment) if record and remote else False
    if post is None:
        waits = record and _waits_for_its_file(record, remote)
        change = (
            _imported(three_way) if waits else _undesired(three_way, view, moment, overdue=overdue)
        )
    elif record is None:
        return check_start_day(_unrecorded(three_way, post, failure, moment), view)
    elif remote is None:
        return check_start_day(_unseen(three_way, post, record, view, moment), view)
    elif remote.phase in {Phase.PUBLISHED, Phase.REMOVED}:
        change = _published(three_way, post, record, remote, moment)
    elif remote.phase is Phase.FAILED:
        change = _failed(three_way, post, record, remote, moment)
    else:
        change = _pending(three_way, post, record, remote, moment, overdue=overdue)
    if record and remote and change.action.writes and remote.account_id != record.account_id:
        change = is_on_other_account(change, remote, record.account_id, view)
        if change.writes and is_another_post(record, remote):
            change = hold_other_post(change, moment)
    change = check_start_day(change, view)
    if overdue:
        is_told = change.held is not None and change.held.reason is Reason.OVERDUE
        change = replace(change, status=ChangeStatus.OVERDUE)
        change = change if is_told else change.because(Reason.OVERDUE)
    elif overdue is None:
        change = change.because(Reason.NEXT_TIME_UNKNOWN)
    is_ours = record and record.standing is PublishMode.SCHEDULED
    obstacle = OBSTACLES.get(remote.state) if is_ours and remote else None
    return change.because(obstacle) if obstacle else change


def _undesired(
    three_way: ThreeWay, view: RemoteView, moment: PlanContext, *, overdue: bool | None
) -> Change:
    record, remote = three_way.recorded, three_way.remote
    change = _change(three_way, Action.FORGET, Cause.FILE)
    if record is None:
        return change
    if remote is None:
        # Out of sight is not gone: what was written just now, or was not looked for, may show up yet.
        is_gone = view.covers(record.place) and not is_fresh(record, moment)
        past = is_past(record, moment)
        return change if is_gone or past else change.hold(Reason.SETTLING)
    if remote.phase in {Phase.PUBLISHED, Phase.REMOVED, Phase.FAILED}:
        return change
    if theirs := _may_be_theirs(record, remote):
        return change.because(theirs)
    by_hand = drifted_fields(record, remote)
    reasons = tuple(ReasonDetail(Reason.DELETES_EDIT, name) for name in sorted(by_hand))
    change = _change(three_way, Action.DELETE, Cause.FILE, reasons=reasons)
    if record.protect:
        return change.hold(Reason.PROTECTED)
    return _hands_off(change, remote, moment, overdue=overdue)


def is_another_post(record: Record, remote: RemotePost) -> bool:
    """Decide whether a post has nothing in common with its record: neither account, nor minute, nor text.

    A colleague may have moved or edited a post of ours, but Publer moves none to another account. So someone
    changed the state, and the post may be a stranger's. A time or a text that Publer does not show tells
    nothing.
    """
    text, time = remote.seen().get("text"), remote.scheduled_at
    before = record.scheduled_at
    return (
        remote.account_id != record.account_id
        and time is not None
        and (before is None or to_minute(time) != to_minute(before))
        and text is not None
        and text != record.seen.get("text")
    )


def is_on_other_account(
    change: Change, remote: RemotePost, account_id: str, view: RemoteView
) -> Change:
    """The same change, which names the account that Publer shows and the one that was recorded; a delete is
    one on the network of the former."""
    networks = {
        account.id: Network(account.provider)
        for account in view.accounts
        if account.provider in set(Network)
    }
    names = {
        account.id: f"{account.name} on {networks[account.id].label} ({account.id})"
        for account in view.accounts
        if account.id in networks
    }
    text, recorded = (
        names.get(each, each or "no account") for each in (remote.account_id, account_id)
    )
    change = change.because(Reason.OTHER_ACCOUNT, f"{text}, recorded: {recorded}")
    if change.action is Action.DELETE:
        return replace(change, network=networks.get(remote.account_id, change.network))
    return change


def hold_other_post(change: Change, moment: PlanContext) -> Change:
    """Hold what would be done to a post that is not as it was recorded, unless a person allows it."""
    if AllowWord.EDITED_DELETES in moment.options.allow:
        return change
    return change.hold(Reason.NOT_AS_RECORDED, change.remote.id if change.remote else None)


def _waits_for_its_file(record: Record, remote: RemotePost | None) -> bool:
    """Return whether a post was taken before its file is merged, and still is as it was taken: not published
    since, and not gone."""
    if record.taken is not TakenPostTreatment.IMPORTED:
        return False
    if record.status == Phase.PUBLISHED:
        return remote is None or remote.phase is Phase.PUBLISHED
    return remote is not None and remote.phase not in {Phase.PUBLISHED, Phase.REMOVED, Phase.FAILED}


def _imported(three_way: ThreeWay) -> Change:
    """A post that stays as it is, as its file may still lie on a branch."""
    change, record = _change(three_way, Action.NO_CHANGE, None), three_way.recorded
    if record is None:
        return change
    words: tuple[str, ...] = (
        "state",
        "take",
        str(three_way.address),
        record.post_id,
        "--to-delete",
    )
    if record.status == Phase.PUBLISHED:
        words = ("state", "rm", str(three_way.address))
    return change.because(Reason.IMPORTED, record.post_id, words)


def _unrecorded(
    three_way: ThreeWay, post: Post, failure: FailedAttempt | None, moment: PlanContext
) -> Change:
    change = _creation(three_way, post, Cause.FILE)
    tried = failure is not None and not failure.is_held
    if failure and tried and failure.fingerprint == change.fingerprint:
        change = _creation(three_way, post, Cause.RETRY).because(
            Reason.PREVIOUS_ATTEMPT, note=failure.note
        )
    return _in_time(change, post, moment)


def _unseen(
    three_way: ThreeWay, post: Post, record: Record, view: RemoteView, moment: PlanContext
) -> Change:
    """Recorded, but not listed: out of the span that was read, too fresh to be listed, or gone."""
    if record.status == Phase.PUBLISHED:
        return _change(three_way, Action.NO_CHANGE, Cause.TIME, status=ChangeStatus.PUBLISHED)
    if not view.covers(record.place):
        return _change(three_way, Action.NO_CHANGE, None)
    if is_fresh(record, moment):
        return _change(three_way, Action.NO_CHANGE, None).because(Reason.SETTLING)
    as_it_was = post.slot == record.slot if post.has_own_time else not edited_fields(post, record)
    if is_past(record, moment) and as_it_was:
        return _change(three_way, Action.NO_CHANGE, None).because(Reason.GONE)
    if is_past(record, moment):
        return _creation(three_way, post, Cause.FILE).hold(Reason.PROBABLY_PUBLISHED)
    return _in_time(_creation(three_way, post, Cause.DRIFT).because(Reason.GONE), post, moment)


def _was_taken_over(record: Record, remote: RemotePost) -> bool:
    """Return whether a person has made a post of our draft: that is what drafts are for."""
    return record.standing is not PublishMode.SCHEDULED and remote.phase is not Phase.DRAFT


def _may_be_theirs(record: Record, remote: RemotePost) -> Reason | None:
    """Return why a post must not be deleted although its file is gone, or None."""
    if _was_taken_over(record, remote):
        return Reason.TAKEN_OVER
    return Reason.FOUND_BY_WORDS if record.by_words else None


def _published(
    three_way: ThreeWay, post: Post, record: Record, remote: RemotePost, moment: PlanContext
) -> Change:
    required = required_fields(post, remote, edited_fields(post, record))
    editable = editable_after_publishing(post) if remote.phase is Phase.PUBLISHED else frozenset()
    possible = required & editable
    update = moment.options.update_published and bool(possible) and not record.by_words
    change = _change(three_way, Action.NO_CHANGE, Cause.TIME, status=ChangeStatus.PUBLISHED)
    if update:
        change = _change(
            three_way, Action.UPDATE, Cause.FILE, fields=field_changes(post, remote, possible)
        )
    if possible and record.by_words:
        change = change.because(Reason.FOUND_BY_WORDS)
    elif possible and not update:
        change = change.because(Reason.NEEDS_UPDATE_PUBLISHED, ", ".join(sorted(possible)))
    if required - possible:
        change = change.because(Reason.NOT_EDITABLE, ", ".join(sorted(required - possible)))
    return change


def _failed(
    three_way: ThreeWay, post: Post, record: Record, remote: RemotePost, moment: PlanContext
) -> Change:
    changed = bool(edited_fields(post, record))
    change = _change(three_way, Action.NO_CHANGE, Cause.TIME, status=ChangeStatus.FAILED)
    change = change.because(Reason.PUBLISHING_FAILED, remote.failure or record.failure)
    if not (changed or moment.options.retry_failed):
        return change
    late = lateness(post, moment)
    if late:
        return change.because(late)
    repeat = _creation(three_way, post, Cause.FILE if changed else Cause.RETRY)
    return repeat.because(Reason.PUBLISHING_FAILED, remote.failure or record.failure)


def _pending(
    three_way: ThreeWay,
    post: Post,
    record: Record,
    remote: RemotePost,
    moment: PlanContext,
    *,
    overdue: bool | None,
) -> Change:
    by_file, by_hand = edited_fields(post, record), drifted_fields(record, remote)
    names = required_fields(post, remote, by_file | by_hand)
    if _was_taken_over(record, remote):
        change = _change(three_way, Action.NO_CHANGE, None).because(Reason.TAKEN_OVER)
        return change.hold(Reason.TAKEN_OVER) if by_file else change
    if not names:
        return _change(three_way, Action.NO_CHANGE, None)
    cause = Cause.FILE if by_file & names else Cause.DRIFT
    forced = sorted(names - editable_in_place(post))
    action = Action.REPLACE if forced else Action.UPDATE
    reasons = [ReasonDetail(Reason.FORCES_REPLACE, name) for name in forced]
    reasons += [ReasonDetail(Reason.EDITED_IN_PUBLER, name) for name in sorted(by_hand & names)]
    fields = field_changes(post, remote, names)
    change = _change(three_way, action, cause, reasons=tuple(reasons), fields=fields)
    hindrance: Reason | None
    if record.by_words:
        hindrance = Reason.FOUND_BY_WORDS
    elif action is Action.REPLACE:
        hindrance = Reason.PROTECTED if post.protect else lateness(post, moment)
        if hindrance is Reason.TIME_PASSED and record.repeats:
            hindrance = Reason.ALREADY_BEGUN
        elif hindrance is Reason.TIME_PASSED and overdue:
            hindrance = Reason.OVERDUE
    else:
        hindrance = Reason.OVERDUE if overdue else None
    return (
        change.hold(hindrance) if hindrance else _hands_off(change, remote, moment, overdue=overdue)
    )


def _in_time(change: Change, post: Post, moment: PlanContext) -> Change:
    """A post whose time has passed is missed; one that is too near is as good as missed."""
    late = lateness(post, moment)
    if late is None:
        return change
    return replace(change.hold(late), cause=Cause.TIME, fields={}, status=ChangeStatus.MISSED)


def _hands_off(
    change: Change, remote: RemotePost, moment: PlanContext, *, overdue: bool | None
) -> Change:
    """Hold a change to a post that Publer is at work on, or soon will be; one that is overdue is not."""
    if remote.phase is Phase.BUSY:
        return change.hold(Reason.BUSY, remote.state)
    time, now, policy = remote.scheduled_at, moment.now, moment.policy
    pending = remote.phase is Phase.PENDING
    if pending and is_due(change.recorded, time, now, policy, overdue=bool(overdue)):
        return change.hold(Reason.FROZEN)
    return change


def _creation(three_way: ThreeWay, post: Post, cause: Cause) -> Change:
    return _change(three_way, Action.CREATE, cause, fields=fields_of_new(post))


def _change(
    three_way: ThreeWay,
    action: Action,
    cause: Cause | None,
    *,
    status: ChangeStatus | None = None,
    reasons: tuple[ReasonDetail, ...] = (),
    fields: dict[str, FieldChange] | None = None,
) -> Change:
    if three_way.moved_from:
        reasons = (*reasons, ReasonDetail(Reason.RENAMED, str(three_way.moved_from)))
        if not action.writes:
            action, cause = Action.MOVE, Cause.FILE
    post = three_way.desired
    return Change(
        address=three_way.address,
        action=action,
        status=status,
        cause=cause,
        reasons=reasons,
        fields=fields or {},
        desired=post,
        recorded=three_way.recorded,
        remote=three_way.remote,
        network=post.network
        if post
        else three_way.recorded.network
        if three_way.recorded
        else None,
        fingerprint=fingerprint_of(post.account.id, digests_of(post)) if post else None,
        moved_from=three_way.moved_from,
    )
