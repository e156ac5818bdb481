"""Delete posts of ours by id, and forget them only when Publer does not list them any more."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from publer_sync.api.errors import ApiError, RejectedError
from publer_sync.api.writer import MAX_DELETES
from publer_sync.execution.context import (
    ENDINGS,
    HOPELESS,
    ApplyContext,
    certainly_unsent,
    ensuring_lock,
    in_chunks,
    publer_messages,
)
from publer_sync.execution.events import Event, Outcome, Stage, StageAdvanced, StageStarted
from publer_sync.execution.polling import poll_delays
from publer_sync.execution.preconditions import still_listed_note
from publer_sync.lookup.posts import read_all_posts
from publer_sync.model.address import Address
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.network import Network
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import Listing
from publer_sync.model.state import FailedAttempt, Intent, IntentKind, Leftover, State
from publer_sync.planning.change import Change
from publer_sync.planning.repeating import PostsToCome

REFUSED = Note(NoteCode.NOT_DELETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRequest:
    """A post of ours that has to go.

    If another one is to follow in its slot, `gap_marker` is saved as its failure once it is gone, and
    `restore_point` brings it back if that one cannot be created. `to_come` are the posts that have to go with
    a series or recycled post.
    """

    address: Address
    post_id: str
    account_id: str
    network: Network
    place: LookupWindow
    gap_marker: FailedAttempt | None = None
    restore_point: Intent | None = None
    to_come: PostsToCome | None = None


@dataclass(frozen=True, slots=True)
class DeleteResult:
    """Result of deleting a post: its outcome, and the reason if it still exists.

    `remaining` are posts that a series made ahead and that are still listed, though the series is gone.
    """

    outcome: Outcome
    note: Note | None = None
    remaining: tuple[RemotePost, ...] = ()

    @property
    def gone(self) -> bool:
        return self.outcome is Outcome.DONE or bool(self.remaining)


PATIENT_LOOKS = 3
"""Looks after which a post that Publer did not name, and still lists, counts as refused."""

UNSURE = DeleteResult(Outcome.UNKNOWN, Note(NoteCode.DELETE_UNCERTAIN))


def delete_request(
    change: Change, gap_marker: FailedAttempt | None = None, restore_point: Intent | None = None
) -> DeleteRequest:
    """The post in Publer that a delete or a replacement removes."""
    post = change.remote
    if post is None or change.network is None:
        raise ValueError(f"{change.address}: nothing to delete")
    repeats = post.shelf is Listing.SERIES or post.recycles
    repeats |= change.recorded is not None and change.recorded.repeats
    return DeleteRequest(
        address=change.address,
        post_id=post.id,
        account_id=post.account_id,
        network=change.network,
        place=post.place,
        gap_marker=gap_marker,
        restore_point=restore_point,
        to_come=PostsToCome.of(post, change.recorded) if repeats else None,
    )


def delete_posts(
    context: ApplyContext, posts: Sequence[DeleteRequest]
) -> Generator[Event, None, Mapping[str, DeleteResult]]:
    """Delete the posts in batches; return the result of each, by post id."""
    deletions: dict[str, DeleteResult] = {}
    if posts:
        yield StageStarted(Stage.DELETE, len(posts))
    for batch in in_chunks(posts, MAX_DELETES):
        deletions |= _delete(context, batch)
        yield StageAdvanced(Stage.DELETE, len(batch))
    return deletions


@dataclass(frozen=True, slots=True)
class _Answer:
    """Publer's answer to a delete: the ids that it named, or why it refused; None: nothing."""

    named: frozenset[str] | None = None
    refusal: Note = REFUSED


def _delete(context: ApplyContext, batch: Sequence[DeleteRequest]) -> dict[str, DeleteResult]:
    journal = context.journal
    before = _listed_to_come(context, batch)
    journal.keep(_noted(journal.state, batch, context))
    try:
        answer = _ask(context, batch)
    except ENDINGS as error:
        if certainly_unsent(error):
            _note(context, batch, {post.post_id: DeleteResult(Outcome.FAILED) for post in batch})
        raise
    return _look_until_gone(context, batch, answer, before)


def _noted(state: State, batch: Sequence[DeleteRequest], context: ApplyContext) -> State:
    for post in batch:
        if post.restore_point:
            state = state.without_kept(post.address).with_intents([post.restore_point])
    return state.with_intents(_intent(post, context) for post in batch)


def _ask(context: ApplyContext, batch: Sequence[DeleteRequest]) -> _Answer:
    ids = [post.post_id for post in batch]
    try:
        return _Answer(ensuring_lock(lambda: context.writer.delete(ids)))
    except HOPELESS:
        raise
    except RejectedError as error:
        return _Answer(frozenset(), publer_messages(error))
    except ApiError:
        return _Answer()


def _look_until_gone(
    context: ApplyContext,
    batch: Sequence[DeleteRequest],
    answer: _Answer,
    before: Mapping[str, Sequence[RemotePost]],
) -> dict[str, DeleteResult]:
    """Look until each post is gone or certainly stays.

    A post that Publer did not name as deleted counts as gone only if no look has shown it for the settling
    time: a list that leaves it out would let it be created a second time, or forgotten while it still waits.
    What Publer listed ahead of a series has to be gone too, in the last two looks.
    """
    deletions: dict[str, DeleteResult] = {}
    missing: set[str] = set()
    ever_seen: set[str] = set()
    coming = _ComingPosts(context, {post_id for post_id, posts in before.items() if posts})
    for number, last in enumerate(poll_delays(context, context.policy.settle)):
        open_items = [post for post in batch if post.post_id not in deletions]
        visible_posts = _shown(context, open_items, missing)
        ever_seen |= visible_posts.keys()
        gone = []
        for post in open_items:
            existing = visible_posts.get(post.post_id)
            if existing is not None:
                deletion = _stays(existing, answer, patient=number >= PATIENT_LOOKS, last=last)
                deletions |= {post.post_id: deletion} if deletion else {}
            elif post.post_id in (answer.named or ()) or (last and post.post_id not in ever_seen):
                gone.append(post)
        deletions |= coming.judged(gone, last=last)
        missing = {post.post_id for post in open_items if post.post_id not in visible_posts}
        _note(context, batch, deletions)
        if len(deletions) == len(batch):
            break
    return {post.post_id: deletions.get(post.post_id, UNSURE) for post in batch}


@dataclass(slots=True)
class _ComingPosts:
    """Posts that Publer lists ahead of the series of a batch, by the id of each: `listed` in the last look.

    Where there is any, before the series was deleted or after it, one look does not tell that it is gone.
    """

    context: ApplyContext
    awaited: set[str]
    listed: Mapping[str, Sequence[RemotePost]] = field(default_factory=dict)

    def judged(
        self, delete_requests: Sequence[DeleteRequest], *, last: bool
    ) -> dict[str, DeleteResult]:
        """Look once for the posts to come of series that are gone; return what is decided about these."""
        before, self.listed = self.listed, _listed_to_come(self.context, delete_requests)
        self.awaited |= {post_id for post_id, posts in self.listed.items() if posts}
        judged = {}
        for post in delete_requests:
            if post.post_id in self.awaited and not last:
                continue
            listed_posts = (*before.get(post.post_id, ()), *self.listed.get(post.post_id, ()))
            remote_posts = {each.id: each for each in listed_posts}
            note = still_listed_note(remote_posts) if remote_posts else None
            outcome = Outcome.FAILED if remote_posts else Outcome.DONE
            judged[post.post_id] = DeleteResult(outcome, note, tuple(remote_posts.values()))
        return judged


def _listed_to_come(
    context: ApplyContext, posts: Iterable[DeleteRequest]
) -> dict[str, tuple[RemotePost, ...]]:
    """Return the posts that Publer lists ahead of these series, by the id of each; one look at all
    accounts."""
    series = [(post, post.to_come) for post in posts if post.to_come]
    if not series:
        return {}
    view = context.lookup.whole_accounts(post.place for post, _ in series)
    state = context.journal.state
    return {post.post_id: to_come.among(view.posts, state) for post, to_come in series}


def _shown(
    context: ApplyContext, posts: Sequence[DeleteRequest], missing: Set[str]
) -> Mapping[str, RemotePost]:
    """Return the posts that are listed. Publer's lists have been seen to leave out posts that exist, so
    where a post was missing before, everything on its account is looked at."""
    windows = [post.place for post in posts if post.post_id in missing]
    data = context.lookup.places(post.place for post in posts).by_id
    if not windows:
        return data
    return {
        post.id: post for post in read_all_posts(context.reader, windows, context.now())
    } | dict(data)


def _stays(
    existing: RemotePost, answer: _Answer, *, patient: bool, last: bool
) -> DeleteResult | None:
    if existing.phase in {Phase.PUBLISHED, Phase.REMOVED}:
        return DeleteResult(Outcome.SKIPPED, Note(NoteCode.PUBLISHED_BEFORE_DELETE))
    if answer.named is not None and existing.id not in answer.named:
        return DeleteResult(Outcome.FAILED, answer.refusal) if patient or last else None
    if last:
        listed = Note(NoteCode.DELETED_BUT_LISTED)
        return DeleteResult(Outcome.FAILED, REFUSED if answer.named is None else listed)
    return None


def _note(
    context: ApplyContext, batch: Sequence[DeleteRequest], deletions: Mapping[str, DeleteResult]
) -> None:
    """Write down what is settled: a post that is gone is forgotten, one that stays is kept."""
    after = context.journal.state
    for post in batch:
        deletion = deletions.get(post.post_id)
        if deletion is None:
            continue
        if deletion.gone:
            context.lookup.missing_ids.add(post.post_id)
            after = _forgotten(after, post).with_leftovers(
                Leftover(
                    post_id=existing.id,
                    address=post.address,
                    account_id=existing.account_id,
                    network=post.network,
                    scheduled_at=existing.scheduled_at,
                    of_series=True,
                )
                for existing in deletion.remaining
            )
        elif deletion.outcome is Outcome.SKIPPED:
            after = _unkept(after.without_intents(_intents_for(after, post)), post)
        else:
            after = _kept(after, post)
    context.journal.keep(after)


def _forgotten(state: State, post: DeleteRequest) -> State:
    after = state.without_intents(_intents_for(state, post))
    if not _is_recorded(after, post):
        return after
    after = after.without_record(post.address)
    return after.with_failure(post.gap_marker) if post.gap_marker else after


def _kept(state: State, post: DeleteRequest) -> State:
    """The post stays. Its record remembers it; an old half has none, so its intent must stay too."""
    if _is_recorded(state, post):
        return _unkept(state.without_intents(_intents_for(state, post)), post)
    return state


def _unkept(state: State, post: DeleteRequest) -> State:
    """A post that stays needs nothing that restores it."""
    return state.without_kept(post.address) if post.restore_point else state


def _is_recorded(state: State, post: DeleteRequest) -> bool:
    record = state.records.get(post.address)
    return record is not None and record.post_id == post.post_id


def _intents_for(state: State, post: DeleteRequest) -> list[Intent]:
    return [
        intent
        for intent in state.intents
        if intent.kind is IntentKind.DELETE and intent.post_id == post.post_id
    ]


def _intent(post: DeleteRequest, context: ApplyContext) -> Intent:
    """Build the intent of a delete, with the facts that identify the coming posts of a series, should this
    run not see them."""
    record = context.journal.state.records.get(post.address)
    content = post.to_come.content if post.to_come else None
    return Intent(
        kind=IntentKind.DELETE,
        address=post.address,
        account_id=post.account_id,
        network=post.network,
        scheduled_at=post.place.since,
        shelf=post.place.shelf,
        since=context.now(),
        post_id=post.post_id,
        text=(content.text or "") if content else "",
        media=content.media if content else (),
        series=record.series if content and record else None,
        recycling=record.recycling if content and record else None,
    )
