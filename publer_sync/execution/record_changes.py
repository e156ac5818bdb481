"""State changes of an apply that need no write to Publer."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Set
from dataclasses import replace
from datetime import datetime

from publer_sync.execution.context import ApplyContext
from publer_sync.execution.events import ChangeResult, Event, Outcome
from publer_sync.execution.recording import refresh_record
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import PublishMode
from publer_sync.model.state import FailedAttempt, IntentKind, Record, State
from publer_sync.planning.adopted_record import record_of_found, seen_of
from publer_sync.planning.change import HELD, Action, Change, ChangeStatus, Reason
from publer_sync.planning.plan import Plan
from publer_sync.planning.taking import is_take, record_of_taken
from publer_sync.planning.tombstones import forget_addresses, prune_tombstones


def rename_records(state: State, changes: Iterable[Change]) -> State:
    """The records of posts that change their address, under the new one.

    All at once: two files may have swapped their names.
    """
    moves = {c.moved_from: c.address for c in changes if c.moved_from and c.is_actionable}
    carried = [
        replace(state.records[before], address=after)
        for before, after in moves.items()
        if before in state.records
    ]
    failures = [
        replace(state.failures[before], address=after)
        for before, after in moves.items()
        if before in state.failures and state.failures[before].restored
    ]
    after = state
    for before in moves:
        after = after.without_record(before)
    for record in carried:
        after = after.with_record(record)
    for failure in failures:
        after = after.with_failure(failure)
    return after


def with_held_texts(state: State, plan: Plan, now: datetime) -> State:
    """The state with a failure noted for each post that is held because its text is in Publer already.

    A plan under a state that may have forgotten posts holds more than the next one does. What it held must
    not be made by that, only because the state has been saved in between.
    """
    for change in plan.of(HELD):
        reasons = [b for b in change.all_reasons if b.reason is Reason.TEXT_IN_PUBLER]
        if reasons and change.address not in state.failures:
            failure = FailedAttempt(
                address=change.address,
                fingerprint=change.fingerprint or "",
                note=Note(NoteCode.TEXT_ALREADY_SCHEDULED, (reasons[0].detail or "",)),
                at=now,
            )
            state = state.with_failure(failure)
    return state


def keep_records(context: ApplyContext, plan: Plan) -> Generator[Event, None, None]:
    """Adopts, moves and forgets, and writes down what Publer showed of posts that need nothing."""
    state = context.journal.state
    results = []
    for change in plan.changes:
        state = _kept(_met(state, change), change, context)
        state = _as_the_file_says(state, change)
        if change.section in {Action.ADOPT, Action.MOVE, Action.FORGET}:
            post_id = change.remote.id if change.remote else None
            results.append(ChangeResult(change.address, change.action, Outcome.DONE, post_id))
    requests = [change for change in plan.changes if change.desired]
    needed_addresses = {c.address for c in requests} | {
        c.moved_from for c in requests if c.moved_from
    }
    if not plan.partial:
        state = _without_unwanted(state, needed_addresses)
    context.journal.keep(prune_tombstones(state, context.now()))
    yield from results


def _without_unwanted(state: State, addresses: Set[Address]) -> State:
    """The state without failures of, and what restores, posts that no file asks for."""
    for address in set(state.failures) - addresses:
        state = state.without_failure(address)
    creating = {i.address for i in state.intents if i.kind is IntentKind.CREATE}
    deleting = {i.address for i in state.intents if i.kind is IntentKind.DELETE}
    restore_points = [i for i in state.intents if i.kind is IntentKind.RESTORE]
    return state.without_intents(
        i for i in restore_points if i.address not in addresses | creating | deleting
    )


def _met(state: State, change: Change) -> State:
    """The state, in which a post that was taken has its file from now on."""
    record, compared = state.records.get(change.address), change.recorded
    if record is None or record.taken is None or change.desired is None or compared is None:
        return state
    match = replace(compared, address=change.address, taken=None, by_words=record.by_words)
    return state.with_record(match)


def _kept(state: State, change: Change, context: ApplyContext) -> State:
    match change.section:
        case Action.FORGET:
            return _forgotten(state, change, context.now())
        case Action.ADOPT if change.desired and change.remote:
            return state.with_record(
                _adopted(state, change, change.desired, change.remote, context)
            )
        case Action.NO_CHANGE | Action.MOVE:
            return _up_to_date(state, change)
        case ChangeStatus.PUBLISHED | ChangeStatus.FAILED | ChangeStatus.OVERDUE:
            return _up_to_date(state, change)
        case _:
            return state


def _forgotten(state: State, change: Change, now: datetime) -> State:
    """The state without a record; what went out at once leaves a tombstone."""
    record = state.records.get(change.address)
    if record is None:
        return state
    return forget_addresses(
        state, refresh_record(record, change.remote) if change.remote else record, now
    )


_AS_WANTED = {Action.NO_CHANGE, Action.MOVE, ChangeStatus.OVERDUE}
_WAITING = dict.fromkeys(PublishMode, Phase.DRAFT) | {PublishMode.SCHEDULED: Phase.PENDING}


def _as_the_file_says(state: State, change: Change) -> State:
    """Update file and protection in the record, also of posts that are not changed."""
    record, post = state.records.get(change.address), change.desired
    if record is None or post is None:
        return state
    failure = state.failures.get(change.address)
    if failure and failure.restored and failure.fingerprint != change.fingerprint:
        state = state.without_failure(change.address)  # the version that was refused is history
    current = replace(record, source=post.source.location.file, protect=post.protect)
    return state.with_record(current) if current != record else state


def _up_to_date(state: State, change: Change) -> State:
    record = state.records.get(change.address)
    if record is None or change.remote is None:
        return state
    current, post = refresh_record(record, change.remote), change.desired
    calm = change.remote.phase is _WAITING[change.desired.standing] if change.desired else False
    if post and calm and change.section in _AS_WANTED:
        current = _as_wanted(current, change, post, change.remote)
    return state.with_record(current) if current != record else state


def _as_wanted(record: Record, change: Change, post: Post, remote: RemotePost) -> Record:
    """Publer already shows what the file says, by whoever's hand: both are recorded so."""
    return replace(
        record,
        fields=digests_of(post),
        fingerprint=change.fingerprint or record.fingerprint,
        series=post.series,
        scheduled_at=post.scheduled_at if post.has_own_time else remote.scheduled_at,
        seen={**record.seen, **seen_of(remote, len(post.media))},
    )


def _adopted(
    state: State, change: Change, post: Post, remote: RemotePost, context: ApplyContext
) -> Record:
    if is_take(change):
        hosts = context.policy.short_links
        return record_of_taken(post, remote, context.now(), stored=state.media, short_links=hosts)
    by_words = post.slot is None or remote.slot != post.slot
    return record_of_found(post, remote, context.now(), by_words=by_words)
