"""Deletes posts of ours by id, and forgets them only when Publer does not list them any more."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence, Set
from dataclasses import dataclass

from publer_sync.api.errors import ApiError, Rejected
from publer_sync.api.writer import MAX_DELETES
from publer_sync.execution.context import HOPELESS, Tools, in_chunks, insisting, said
from publer_sync.execution.events import Advanced, Event, Outcome, Stage, Started
from publer_sync.execution.polling import looks
from publer_sync.lookup.posts import everywhere
from publer_sync.model.address import Address
from publer_sync.model.lookup_window import Place
from publer_sync.model.network import Network
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.state import Failure, Intent, IntentKind, State
from publer_sync.planning.change import Change

REFUSED = Note(NoteCode.NOT_DELETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doomed:
    """A post of ours that has to go. If another one is to follow in its slot, `gap` is noted once it is
    gone, and `kept` restores it if that one cannot be made."""

    address: Address
    post_id: str
    account_id: str
    network: Network
    place: Place
    gap: Failure | None = None
    kept: Intent | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a post that had to go: its outcome, and why if it is not gone."""

    outcome: Outcome
    note: Note | None = None

    @property
    def gone(self) -> bool:
        return self.outcome is Outcome.DONE


PATIENT_LOOKS = 3
"""Looks after which a post that Publer did not name, and still lists, counts as refused."""

UNSURE = Fate(Outcome.UNKNOWN, Note(NoteCode.DELETE_UNCERTAIN))


def doomed(change: Change, gap: Failure | None = None, kept: Intent | None = None) -> Doomed:
    """The post in Publer that a delete or a replacement removes."""
    post = change.remote
    if post is None or change.network is None:
        raise ValueError(f"{change.address}: nothing to delete")
    return Doomed(
        address=change.address,
        post_id=post.id,
        account_id=post.account_id,
        network=change.network,
        place=post.place,
        gap=gap,
        kept=kept,
    )


def delete_posts(
    tools: Tools, posts: Sequence[Doomed]
) -> Generator[Event, None, Mapping[str, Fate]]:
    """Deletes the posts in batches; returns what became of each, by post id."""
    fates: dict[str, Fate] = {}
    if posts:
        yield Started(Stage.DELETE, len(posts))
    for batch in in_chunks(posts, MAX_DELETES):
        fates |= _delete(tools, batch)
        yield Advanced(Stage.DELETE, len(batch))
    return fates


@dataclass(frozen=True, slots=True)
class _Answer:
    """What Publer said to a delete: the ids that it named, or why it refused; None: nothing."""

    named: frozenset[str] | None = None
    refusal: Note = REFUSED


def _delete(tools: Tools, batch: Sequence[Doomed]) -> dict[str, Fate]:
    journal = tools.journal
    journal.keep(_noted(journal.state, batch, tools))
    try:
        answer = _ask(tools, batch)
    except HOPELESS:
        _note(tools, batch, {post.post_id: Fate(Outcome.FAILED) for post in batch})
        raise
    return _look_until_gone(tools, batch, answer)


def _noted(state: State, batch: Sequence[Doomed], tools: Tools) -> State:
    for post in batch:
        if post.kept:
            state = state.without_kept(post.address).with_intents([post.kept])
    return state.with_intents(_intent(post, tools) for post in batch)


def _ask(tools: Tools, batch: Sequence[Doomed]) -> _Answer:
    ids = [post.post_id for post in batch]
    try:
        return _Answer(insisting(lambda: tools.writer.delete(ids)))
    except HOPELESS:
        raise
    except Rejected as error:
        return _Answer(frozenset(), said(error))
    except ApiError:
        return _Answer()


def _look_until_gone(tools: Tools, batch: Sequence[Doomed], answer: _Answer) -> dict[str, Fate]:
    """Looks until each post is gone or certainly stays.

    A post that Publer did not name as deleted counts as gone only if no look has shown it for the settling
    time: a list that leaves it out would let it be created a second time, or forgotten while it still waits.
    """
    fates: dict[str, Fate] = {}
    missing: set[str] = set()
    ever_seen: set[str] = set()
    for number, last in enumerate(looks(tools, tools.policy.settle)):
        still = [post for post in batch if post.post_id not in fates]
        shown = _shown(tools, still, missing)
        ever_seen |= shown.keys()
        for post in still:
            there = shown.get(post.post_id)
            if there is not None:
                fate = _stays(there, answer, patient=number >= PATIENT_LOOKS, last=last)
            elif post.post_id in (answer.named or ()) or (last and post.post_id not in ever_seen):
                fate = Fate(Outcome.DONE)
            else:
                fate = None
            if fate:
                fates[post.post_id] = fate
        missing = {post.post_id for post in still if post.post_id not in shown}
        _note(tools, batch, fates)
        if len(fates) == len(batch):
            break
    return {post.post_id: fates.get(post.post_id, UNSURE) for post in batch}


def _shown(tools: Tools, posts: Sequence[Doomed], missing: Set[str]) -> Mapping[str, RemotePost]:
    """What is listed. Publer's lists have been seen to leave out posts that exist, so where a post was
    missing before, everything on its account is looked at."""
    again = [post.place for post in posts if post.post_id in missing]
    found = tools.lookup.places(post.place for post in posts).by_id
    if not again:
        return found
    return {post.id: post for post in everywhere(tools.reader, again, tools.now())} | dict(found)


def _stays(there: RemotePost, answer: _Answer, *, patient: bool, last: bool) -> Fate | None:
    if there.phase in {Phase.PUBLISHED, Phase.REMOVED}:
        return Fate(Outcome.SKIPPED, Note(NoteCode.PUBLISHED_BEFORE_DELETE))
    if answer.named is not None and there.id not in answer.named:
        return Fate(Outcome.FAILED, answer.refusal) if patient or last else None
    if last:
        listed = Note(NoteCode.DELETED_BUT_LISTED)
        return Fate(Outcome.FAILED, REFUSED if answer.named is None else listed)
    return None


def _note(tools: Tools, batch: Sequence[Doomed], fates: Mapping[str, Fate]) -> None:
    """Writes down what is settled: a post that is gone is forgotten, one that stays is kept."""
    after = tools.journal.state
    for post in batch:
        fate = fates.get(post.post_id)
        if fate is None:
            continue
        if fate.gone:
            tools.lookup.gone.add(post.post_id)
            after = _forgotten(after, post)
        elif fate.outcome is Outcome.SKIPPED:
            after = _unkept(after.without_intents(_intents_for(after, post)), post)
        else:
            after = _kept(after, post)
    tools.journal.keep(after)


def _forgotten(state: State, post: Doomed) -> State:
    after = state.without_intents(_intents_for(state, post))
    if not _is_recorded(after, post):
        return after
    after = after.without_record(post.address)
    return after.with_failure(post.gap) if post.gap else after


def _kept(state: State, post: Doomed) -> State:
    """The post stays. Its record remembers it; an old half has none, so its intent must stay too."""
    if _is_recorded(state, post):
        return _unkept(state.without_intents(_intents_for(state, post)), post)
    return state


def _unkept(state: State, post: Doomed) -> State:
    """A post that stays needs nothing that restores it."""
    return state.without_kept(post.address) if post.kept else state


def _is_recorded(state: State, post: Doomed) -> bool:
    record = state.records.get(post.address)
    return record is not None and record.post_id == post.post_id


def _intents_for(state: State, post: Doomed) -> list[Intent]:
    return [
        intent
        for intent in state.intents
        if intent.kind is IntentKind.DELETE and intent.post_id == post.post_id
    ]


def _intent(post: Doomed, tools: Tools) -> Intent:
    return Intent(
        kind=IntentKind.DELETE,
        address=post.address,
        account_id=post.account_id,
        network=post.network,
        scheduled_at=post.place.since,
        shelf=post.place.shelf,
        since=tools.now(),
        post_id=post.post_id,
    )
