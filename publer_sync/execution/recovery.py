"""Settles what an earlier run left open, by looking at Publer: pure, so that `plan` can do it too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from publer_sync.execution.matching import Grade, recognise, recorded, removal, taken_ids
from publer_sync.model.address import Address
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Shelf
from publer_sync.model.state import Failure, Intent, IntentKind, Record, State
from publer_sync.planning.change import Because, Reason

NOTHING_APPEARED = "the outcome was unknown, and nothing appeared in Publer"
TAKEN_IN_VAIN = "Publer took it without complaint, but nothing appeared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The state with every intent settled that could be, and the addresses that have to wait."""

    state: State
    unsettled: Mapping[Address, Because] = field(default_factory=dict)


def resolve(state: State, view: RemoteView, now: datetime, settle: timedelta) -> Resolution:
    """Goes through the open intents.

    A create whose post stands in Publer becomes a record. One of which there is no trace after the
    settling delay made nothing, and its address is free to be written again; before that it has to
    wait. An update or a delete needs no more than a look, which the plan takes anyway. What is kept to
    restore a post is looked at last, when it is known what stands.
    """
    look = _Look(view, now, settle)
    unsettled: dict[Address, Because] = {}
    seen: set[object] = set()
    while fresh := [intent for intent in state.intents if intent.key not in seen]:
        # A create that is settled may leave an old half to settle too.
        intent = min(fresh, key=lambda intent: intent.kind is IntentKind.RESTORE)
        seen.add(intent.key)
        state, waits = _STEPS[intent.kind](state, intent, look)
        if waits:
            unsettled[intent.address] = waits
    return Resolution(state=state, unsettled=unsettled)


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at Publer, and what it may conclude from not seeing something."""

    view: RemoteView
    now: datetime
    settle: timedelta

    def proves_absence(self, intent: Intent) -> bool:
        return self.now - intent.since >= self.settle and would_show(intent, self.view)


def would_show(intent: Intent, view: RemoteView) -> bool:
    """Whether the result of an intent would be in the view, had there been one.

    An empty list of drafts without a date, or of ideas, proves nothing: whether Publer lists them at
    all, when it is asked for no span of time, is only known once it lists one.
    """
    if intent.shelf in {Shelf.UNDATED, Shelf.IDEAS} and intent.message is None:
        return any(post.shelf is intent.shelf for post in view.posts)
    return all(view.covers(place) for place in intent.places)


_Step = tuple[State, Because | None]


def _create(state: State, intent: Intent, look: _Look) -> _Step:
    found = recognise(intent, look.view, taken_ids(state))
    ids = ", ".join(post.id for post in found.candidates)
    if found.grade is Grade.CERTAIN or found.by_words:
        post = found.candidates[0]
        return recorded(state, intent, post, look.now, by_words=found.by_words), None
    if found.grade is Grade.AMBIGUOUS:
        return state, Because(Reason.TWO_CANDIDATES, ids)
    if found.grade is Grade.LIKELY:
        return state, Because(Reason.OUTCOME_UNKNOWN, ids)
    if not look.proves_absence(intent):
        return state, Because(Reason.OUTCOME_UNKNOWN)
    return given_up(state, intent, look.now), None


def _update(state: State, intent: Intent, look: _Look) -> _Step:
    if not all(look.view.covers(place) for place in intent.places):
        return state, Because(Reason.OUTCOME_UNKNOWN)
    return state.without_intents([intent]), None


def _delete(state: State, intent: Intent, look: _Look) -> _Step:
    record = state.records.get(intent.address)
    is_recorded = record is not None and record.post_id == intent.post_id
    there = look.view.by_id.get(intent.post_id or "")
    if there and there.phase is Phase.PUBLISHED and record and not is_recorded:
        return _published_instead(state, intent, record, there, look), None
    if there:
        # The post of a record is deleted by the plan, if that still wants it; an old half must go,
        # unless it is too late for that.
        over = is_recorded or there.phase in {Phase.PUBLISHED, Phase.REMOVED, Phase.FAILED}
        return (state.without_intents([intent]) if over else state), None
    if not look.proves_absence(intent):
        return state, (Because(Reason.SETTLING) if is_recorded else None)
    after = state.without_intents([intent])
    return (after.without_record(intent.address) if is_recorded else after), None


def _published_instead(
    state: State, intent: Intent, record: Record, old: RemotePost, look: _Look
) -> State:
    """The old half of a replacement went out before it could be deleted, so its address is published.

    A new half that is still waiting would be the same post a second time: it has to go instead.
    """
    after = state.without_intents([intent])
    new = look.view.by_id.get(record.post_id)
    if new is None or new.phase not in {Phase.PENDING, Phase.DRAFT}:
        return after
    published = replace(
        record,
        post_id=old.id,
        scheduled_at=intent.scheduled_at,
        status=old.phase.value,
        post_link=old.post_link,
        seen=old.seen(),
    )
    return after.with_record(published).with_intents([removal(record, look.now)])


def _restore(state: State, intent: Intent, look: _Look) -> _Step:
    """What restores an old post is kept until that stands, or its new version, or it is too late."""
    kinds = {
        other.kind
        for other in state.intents
        if other.address == intent.address and other.post_id in {intent.post_id, None}
    }
    if kinds & {IntentKind.CREATE, IntentKind.DELETE}:
        return state, None
    too_late = intent.scheduled_at is None or intent.scheduled_at <= look.now
    over = too_late or intent.address in state.records
    return (state.without_intents([intent]) if over else state), None


_STEPS = {
    IntentKind.CREATE: _create,
    IntentKind.UPDATE: _update,
    IntentKind.DELETE: _delete,
    IntentKind.RESTORE: _restore,
}


def given_up(state: State, intent: Intent, now: datetime) -> State:
    """The state once it is sure that a create made nothing. One that was to restore the old post leaves
    the failure of the new version as it is."""
    after = state.without_intents([intent])
    return after if intent.restores else after.with_failure(failure_of(intent, now))


def failure_of(intent: Intent, now: datetime) -> Failure:
    """What is remembered of an attempt that made nothing."""
    return Failure(
        address=intent.address,
        fingerprint=intent.fingerprint,
        message=why_nothing(intent),
        at=now,
    )


def why_nothing(intent: Intent) -> str:
    """Why a create made nothing: Publer's words, or whether it answered at all."""
    return intent.message or (TAKEN_IN_VAIN if intent.job_id else NOTHING_APPEARED)
