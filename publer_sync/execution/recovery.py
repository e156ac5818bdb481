"""Settle what an earlier run left open, by looking at Publer: pure, so that `plan` can do it too.

An attempt ends in one of these ways: its post is recognised; a person takes a post for it, or says that
none is the one; the file says what Publer shows; nothing is found on the whole account after the settling
time; or its file is gone, and what it may have made is listed as left over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from publer_sync.execution.recording import record_of_post, remove_record
from publer_sync.identity.content import content_of
from publer_sync.identity.recognise import (
    Claims,
    Match,
    MatchGrade,
    agreeing_posts,
    is_described,
    is_in,
    recognise,
)
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digests_of, fingerprint
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.note import Note, NoteCode, quoted
from publer_sync.model.post import Post
from publer_sync.model.post_windows import places_of
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Listing
from publer_sync.model.state import (
    FailedAttempt,
    Intent,
    IntentKind,
    Leftover,
    Record,
    State,
)
from publer_sync.planning.change import Reason, ReasonDetail
from publer_sync.planning.context import PlanContext
from publer_sync.planning.plan import allowed_duplicates
from publer_sync.planning.repeating import PostsToCome
from publer_sync.planning.taking import named_in_file, record_of_taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The state with every intent settled that could be, and the addresses that have to wait.

    `abandoned` are writes whose file is gone and which may have made one of the posts named.
    """

    state: State
    unsettled: Mapping[Address, ReasonDetail] = field(default_factory=dict)
    abandoned: Mapping[Address, ReasonDetail] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Evidence about intents: one look at Publer, the time, and the files.

    `desired` are the posts that the files want, by address; None where the files were not read. `allowed`
    are addresses for which a person said that no existing post is the one. `other_addresses` are addresses
    whose file a checkout lacks that is older than what was applied. `short_links` are hosts with which
    the workspace shortens links. `working` are jobs that were still working when they were asked last.
    """

    view: RemoteView
    now: datetime
    settle: timedelta
    desired: Mapping[Address, Post] | None = None
    allowed: Collection[Address] = frozenset()
    other_addresses: Collection[Address] = frozenset()
    short_links: Collection[str] = frozenset()
    working: Collection[str] = frozenset()

    @classmethod
    def of(
        cls, view: RemoteView, moment: PlanContext, desired: Sequence[Post] | None = None
    ) -> Evidence:
        """One look at Publer as a plan takes it; without `desired` the files were not read."""
        return cls(
            view=view,
            now=moment.now,
            settle=moment.policy.settle,
            desired=None if desired is None else {post.address: post for post in desired},
            allowed=allowed_duplicates(desired or (), moment.options),
            short_links=moment.policy.short_links,
        )

    def is_settled(self, intent: Intent) -> bool:
        """Return whether what a write made would be listed by now, if Publer lists such posts at all."""
        if intent.job_id and intent.job_id in self.working:
            return False
        return self.now - intent.since >= self.settle

    def proves_absence(self, intent: Intent) -> bool:
        return self.is_settled(intent) and would_show(intent, self.view)

    def file_is_gone(self, intent: Intent) -> bool:
        """Return whether no file wants the post of an intent any more, not even under another name."""
        if self.desired is None or intent.address in {*self.desired, *self.other_addresses}:
            return False
        return not any(
            post.account.id == intent.account_id and fingerprint(post) == intent.fingerprint
            for post in self.desired.values()
        )


def resolve(state: State, evidence: Evidence) -> Resolution:
    """Go through the open intents.

    A create whose post is in Publer becomes a record. One of which there is no trace after the settling time
    made nothing, and its address is free to be written again; before that it has to wait. An update or a
    delete needs no more than a look, which the plan takes anyway. What is kept to restore a post is looked at
    last, when it is known which posts exist.
    """
    if not (state.intents or state.failures or state.leftovers):
        return Resolution(state=state, unsettled={}, abandoned={})
    unsettled: dict[Address, ReasonDetail] = {}
    abandoned: dict[Address, ReasonDetail] = {}
    tried_keys: set[object] = set()
    while fresh := [intent for intent in state.intents if intent.key not in tried_keys]:
        # A create that is settled may leave an old half to settle too.
        intent = min(fresh, key=lambda intent: intent.kind is IntentKind.RESTORE)
        tried_keys.add(intent.key)
        state, waits = _STEPS[intent.kind](state, intent, evidence)
        if waits and waits.reason in {Reason.LEFT_IN_PUBLER, Reason.NEVER_SEEN}:
            abandoned[intent.address] = waits
        elif waits:
            unsettled[intent.address] = waits
    state = _with_late_halves(state, evidence)
    state = state.with_leftovers(_moved_leftovers(state, evidence.view))
    state = state.without_leftovers(_no_longer_left_over(state, evidence))
    return Resolution(state=state, unsettled=unsettled, abandoned=abandoned)


def _with_late_halves(state: State, evidence: Evidence) -> State:
    """The state with the new halves of replacements that appeared after their attempt was closed.

    Such a post is in the minute that its file gives, equal in everything, and not managed. Treated as
    unmanaged, it would hold the replacement for good, and both halves would be published.
    """
    claims = Claims.of(state)
    for address, failure in state.failures.items():
        post, record = (evidence.desired or {}).get(address), state.records.get(address)
        if not post or not post.slot or record is None or record.protect or record.by_words:
            continue
        is_of_this_version = failure.is_silent and failure.fingerprint == fingerprint(post)
        moves = record.post_id in evidence.view.by_id and record.slot != post.slot
        if not (is_of_this_version and moves):
            continue
        place, hosts = LookupWindow.of(post.slot), evidence.short_links
        content = content_of(post, state.media)
        late_halves = [
            other
            for other in evidence.view.at(place)
            if other.id not in claims.recorded and is_described(post, other, content, place, hosts)
        ]
        if len(late_halves) == 1:
            new = record_of_taken(
                post, late_halves[0], evidence.now, stored=state.media, short_links=hosts
            )
            state = state.with_record(new).with_intents([remove_record(record, evidence.now)])
    return state


def _moved_leftovers(state: State, view: RemoteView) -> Iterator[Leftover]:
    """The left-over posts that a colleague has moved since, with their new time."""
    for post_id, leftover in state.leftovers.items():
        post = view.by_id.get(post_id)
        if post and post.scheduled_at != leftover.scheduled_at:
            yield replace(leftover, scheduled_at=post.scheduled_at)


def _no_longer_left_over(state: State, evidence: Evidence) -> Iterator[str]:
    """The left-over posts that are managed by now, whose time has passed, or that are gone."""
    recorded_ids = {record.post_id for record in state.records.values()}
    for post_id, leftover in state.leftovers.items():
        due = leftover.scheduled_at
        view = evidence.view
        read = view.covers(leftover.place)
        if leftover.account_id:
            read = view.is_whole(leftover.account_id, evidence.now)
        is_gone = read and post_id not in view.by_id
        if post_id in recorded_ids or is_gone or (due is not None and due <= evidence.now):
            yield post_id


def would_show(intent: Intent, view: RemoteView) -> bool:
    """Return whether the result of an intent would be in the view, wherever it is by now.

    An empty list of drafts without a date, or of ideas, proves nothing: whether Publer lists them at
    all, when it is asked for no span of time, is only known once it lists one.
    """
    if intent.shelf in {Listing.UNDATED, Listing.IDEAS} and intent.message is None:
        return any(post.shelf is intent.shelf for post in view.posts)
    whole = intent.shelf is Listing.IDEAS or view.is_whole(intent.account_id, intent.since)
    return whole and all(view.covers(place) for place in intent.places)


_Step = tuple[State, ReasonDetail | None]


def _create(state: State, intent: Intent, evidence: Evidence) -> _Step:
    if updated_state := _taken_in_file(state, intent, evidence):
        return updated_state, None
    match = recognise(intent, evidence.view, Claims.of(state), evidence.short_links)
    if match.grade is MatchGrade.CERTAIN or match.by_words:
        post = match.candidates[0]
        return record_of_post(state, intent, post, evidence.now, by_words=match.by_words), None
    if match.grade is MatchGrade.LIKELY and intent.address not in evidence.allowed:
        return _likely(state, intent, match, evidence)
    let_go = evidence.is_settled(intent) and intent.address in evidence.allowed
    if let_go or evidence.proves_absence(intent):
        return abandon_write(state, intent, evidence.now), None
    if evidence.is_settled(intent) and evidence.file_is_gone(intent):
        return state.without_intents([intent]), ReasonDetail(Reason.NEVER_SEEN)
    return state, ReasonDetail(Reason.OUTCOME_UNKNOWN)


def _taken_in_file(state: State, intent: Intent, evidence: Evidence) -> State | None:
    """The state once `take:` of the file says which post the write made; None if it does not."""
    post = (evidence.desired or {}).get(intent.address)
    record, hosts = state.records.get(intent.address), evidence.short_links
    remote = named_in_file(post, state, evidence.view, hosts) if post else None
    if post is None or remote is None or (record and record.post_id == remote.id):
        return None
    after = record_of_post(state, intent, remote, evidence.now)
    result = record_of_taken(
        post, remote, evidence.now, stored=state.media, short_links=evidence.short_links
    )
    return after.with_record(result)


def _likely(state: State, intent: Intent, match: Match, evidence: Evidence) -> _Step:
    """A create that may have made one of several posts: only the file, or a person, can say which."""
    desired = (evidence.desired or {}).get(intent.address)
    if desired and (post := _described(desired, match, state, evidence)):
        renewed = replace(
            intent, fields=digests_of(desired), fingerprint=fingerprint(desired),
            scheduled_at=desired.scheduled_at, until=None, shelf=desired.shelf, standing=desired.standing,
            source=desired.source.location.file, protect=desired.protect,
            series=desired.series, recycling=None,
        )  # fmt: skip
        return record_of_post(state, renewed, post, evidence.now), None
    if len(match.candidates) == 1 and match.candidates[0].phase is Phase.FAILED:
        # What failed never goes out, so it can be recorded without harm, and an edit of the file tries again.
        return record_of_post(state, intent, match.candidates[0], evidence.now, by_words=True), None
    if evidence.file_is_gone(intent):
        remaining = [_left_over(intent, post) for post in match.candidates]
        after = state.without_intents([intent]).with_leftovers(remaining)
        words = ("state", "take", str(intent.address), match.candidates[0].id, "--to-delete")
        return after, ReasonDetail(Reason.LEFT_IN_PUBLER, match.ids, words)
    return state, open_reason(intent, match)


def open_reason(intent: Intent, match: Match) -> ReasonDetail:
    """Return why an attempt stays open that may have made a post, with the command that ends it."""
    if match.is_ambiguous:
        return ReasonDetail(
            Reason.TWO_CANDIDATES, match.ids, ("state", "take", str(intent.address), "POST_ID")
        )
    first = match.candidates[0]
    exists = any(is_in(place, first) for place in intent.places)
    reason = Reason.PERHAPS_EDITED if exists else Reason.PERHAPS_MOVED
    return ReasonDetail(reason, match.ids, take_command(intent.address, first))


def take_command(address: Address, post: RemotePost) -> tuple[str, ...]:
    """The words of the command that manages an existing post under an address."""
    published = ("--published",) if post.phase is Phase.PUBLISHED else ()
    return ("state", "take", str(address), post.id, *published)


def _described(desired: Post, match: Match, state: State, evidence: Evidence) -> RemotePost | None:
    """The one candidate that the file describes by now."""
    content = content_of(desired, state.media)
    places = places_of(desired, evidence.now)
    described = list(agreeing_posts(desired, match.candidates, places, content))
    return described[0] if len(described) == 1 else None


def _left_over(intent: Intent, post: RemotePost) -> Leftover:
    return Leftover(
        post_id=post.id,
        address=intent.address,
        account_id=intent.account_id,
        network=intent.network,
        scheduled_at=post.scheduled_at,
    )


def _update(state: State, intent: Intent, evidence: Evidence) -> _Step:
    if not all(evidence.view.covers(place) for place in intent.places):
        return state, ReasonDetail(Reason.OUTCOME_UNKNOWN)
    return state.without_intents([intent]), None


def _delete(state: State, intent: Intent, evidence: Evidence) -> _Step:
    record = state.records.get(intent.address)
    is_recorded = record is not None and record.post_id == intent.post_id
    existing = evidence.view.by_id.get(intent.post_id or "")
    if existing and existing.phase is Phase.PUBLISHED and record and not is_recorded:
        return _published_instead(state, intent, record, existing, evidence), None
    if existing:
        # The post of a record is deleted by the plan, if that still wants it; an old half must go,
        # unless it is too late for that.
        over = is_recorded or existing.phase in {Phase.PUBLISHED, Phase.REMOVED, Phase.FAILED}
        return (state.without_intents([intent]) if over else state), None
    if not evidence.proves_absence(intent):
        return state, (ReasonDetail(Reason.SETTLING) if is_recorded else None)
    after = state.without_intents([intent]).with_leftovers(_left_of_series(state, intent, evidence))
    return (after.without_record(intent.address) if is_recorded else after), None


def _left_of_series(state: State, intent: Intent, evidence: Evidence) -> Iterator[Leftover]:
    """Return the posts that Publer still lists ahead of a deleted series."""
    to_come = PostsToCome.of_deleted(intent, evidence.short_links)
    for post in to_come.among(evidence.view.posts, state) if to_come else ():
        yield replace(_left_over(intent, post), of_series=True)


def _published_instead(
    state: State, intent: Intent, record: Record, old: RemotePost, evidence: Evidence
) -> State:
    """The old half of a replacement went out before it could be deleted, so its address is published.

    A new half that is still waiting would be the same post a second time: it has to go instead.
    """
    after = state.without_intents([intent])
    new = evidence.view.by_id.get(record.post_id)
    if new is None or new.phase not in {Phase.PENDING, Phase.DRAFT}:
        return after
    published = replace(
        record,
        post_id=old.id,
        scheduled_at=intent.scheduled_at,
        status=old.phase,
        post_link=old.post_link,
        seen=old.seen(),
    )
    return after.with_record(published).with_intents([remove_record(record, evidence.now)])


def _restore(state: State, intent: Intent, evidence: Evidence) -> _Step:
    """Decide about a restore point: it is kept until the post or its new version exists, or it is too
    late."""
    kinds = {
        other.kind
        for other in state.intents
        if other.address == intent.address and other.post_id in {intent.post_id, None}
    }
    if kinds & {IntentKind.CREATE, IntentKind.DELETE}:
        return state, None
    too_late = intent.scheduled_at is None or intent.scheduled_at <= evidence.now
    over = too_late or intent.address in state.records
    return (state.without_intents([intent]) if over else state), None


_STEPS = {
    IntentKind.CREATE: _create,
    IntentKind.UPDATE: _update,
    IntentKind.DELETE: _delete,
    IntentKind.RESTORE: _restore,
}


def abandon_write(state: State, intent: Intent, now: datetime) -> State:
    """The state once it is sure that a create made nothing. One that was to restore the old post leaves
    the failure of the new version as it is."""
    after = state.without_intents([intent])
    return after if intent.restores else after.with_failure(failure_of(intent, now))


def failure_of(intent: Intent, now: datetime) -> FailedAttempt:
    """Build the record of an attempt that created nothing."""
    return FailedAttempt(
        address=intent.address,
        fingerprint=intent.fingerprint,
        note=absence_reason(intent),
        at=now,
    )


def absence_reason(intent: Intent) -> Note:
    """Return why a create made nothing: Publer's words, or whether it answered at all."""
    if intent.message:
        return quoted(intent.message)
    return Note(NoteCode.TAKEN_BUT_NOT_LISTED if intent.job_id else NoteCode.NOTHING_APPEARED)
