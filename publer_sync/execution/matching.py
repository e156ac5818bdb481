"""Recognises, among the posts in Publer, the one that an intent made."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from publer_sync.model.fingerprint import digest, plain, same_text
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Standing
from publer_sync.model.state import Intent, IntentKind, Record, State
from publer_sync.planning.adopting import seen_of

_LINK = re.compile(r"https?://\S+")


class Grade(StrEnum):
    """How sure a match is. Only a certain one is acted upon."""

    CERTAIN = "certain"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """What was found; `by_words` says that a single one says what was sent, but Publer named a failure."""

    grade: Grade
    candidates: tuple[RemotePost, ...] = ()
    by_words: bool = False


def recognise(intent: Intent, view: RemoteView, taken: Set[str]) -> Match:
    """The post that a create intent made, by place and text.

    Posts that stood there before, and those that are recorded for another address (`taken`),
    are no candidates. One candidate with the right text is certain; one with another text is only
    likely, because Publer may have rewritten the text, or a colleague may have taken the slot. Without a
    slot, one with the right text is only likely too if Publer said that the write had failed.
    """
    candidates: tuple[RemotePost, ...] = ()
    alike: tuple[RemotePost, ...] = ()
    for place in intent.places:
        candidates = tuple(p for p in view.at(place) if _may_be_ours(intent, p, taken))
        alike = tuple(post for post in candidates if _alike(intent, post))
        if alike:
            break
    if intent.slot is None and not _may_read_otherwise(intent):
        # What else stands on a shelf, or in a span of days, has nothing to do with it.
        candidates = alike
    if not candidates:
        candidates = tuple(post for post in view.posts if _elsewhere(intent, post, taken))
    if len(alike) == 1 and intent.slot is None and intent.message:
        return Match(Grade.LIKELY, alike, by_words=True)
    if len(alike) == 1:
        return Match(Grade.CERTAIN, alike)
    if len(alike) > 1:
        return Match(Grade.AMBIGUOUS, alike)
    return Match(Grade.LIKELY if candidates else Grade.NONE, candidates)


def _may_read_otherwise(intent: Intent) -> bool:
    """Whether Publer may show another text than was sent, so that any new post may be the one.

    It shows none of an article, and what goes out at once with its signature and one of its variations.
    """
    published = intent.until is not None and intent.fields.get("schedule") == _AT_ONCE
    return "content" in intent.fields or published


_AT_ONCE = digest({"now": {}})


def _may_be_ours(intent: Intent, post: RemotePost, taken: Set[str]) -> bool:
    known = post.id in intent.known_ids or post.id in taken
    return not known and post.phase is not Phase.REMOVED and _stands_alike(intent, post)


def _stands_alike(intent: Intent, post: RemotePost) -> bool:
    """A draft is never the post that was scheduled, nor the other way round."""
    return (post.phase is Phase.DRAFT) is (intent.standing is not Standing.SCHEDULED)


def _alike(intent: Intent, post: RemotePost) -> bool:
    """Whether a post in the place says what was sent, as far as Publer shows it.

    Publer may shorten links, and may show the picture of a link as a medium. What it shows as the text
    of an article made of blocks is not known.
    """
    if "content" in intent.fields and intent.slot:
        return True
    if _without_links(intent.text) != _without_links(post.text or ""):
        return False
    if not post.media_ids or not intent.media_count:
        return True
    return len(post.media_ids) == intent.media_count


def _elsewhere(intent: Intent, post: RemotePost, taken: Set[str]) -> bool:
    """Whether a post in another slot may be the one: a colleague may have moved it since."""
    if post.account_id != intent.account_id or not _may_be_ours(intent, post, taken):
        return False
    return bool(intent.text) and same_text(intent.text, post.text)


def _without_links(text: str) -> str:
    return _LINK.sub("<link>", plain(text))


def taken_ids(state: State) -> frozenset[str]:
    """The posts that already belong to a record, or are about to be deleted."""
    deleted = {i.post_id for i in state.intents if i.kind is IntentKind.DELETE and i.post_id}
    return frozenset({record.post_id for record in state.records.values()} | deleted)


def recorded(
    state: State, intent: Intent, post: RemotePost, now: datetime, *, by_words: bool = False
) -> State:
    """The state in which a create intent has become a record.

    If the new post takes the place of one that still stands, the old one gets a delete intent in the
    same step: from here on it must go, whatever happens to this process. What was kept to restore a post
    is over; if the new one is the restored one, the failure of its new version stays noted.
    """
    previous, failure = state.records.get(intent.address), state.failures.get(intent.address)
    after = state.without_intents([intent]).without_kept(intent.address)
    after = after.with_record(replace(_record(intent, post, now), by_words=by_words))
    if intent.restores and failure:
        after = after.with_failure(replace(failure, restored=True))
    if previous and intent.post_id == previous.post_id != post.id:
        after = after.with_intents([removal(previous, now)])
    return after


def removal(record: Record, now: datetime) -> Intent:
    """The intent to delete the post of a record that another one takes the place of."""
    return Intent(
        kind=IntentKind.DELETE,
        address=record.address,
        account_id=record.account_id,
        network=record.network,
        scheduled_at=record.scheduled_at,
        shelf=record.shelf,
        standing=record.standing,
        since=now,
        post_id=record.post_id,
    )


def _record(intent: Intent, post: RemotePost, now: datetime) -> Record:
    return Record(
        address=intent.address,
        post_id=post.id,
        account_id=intent.account_id,
        network=intent.network,
        scheduled_at=intent.scheduled_at if intent.slot else post.scheduled_at,
        shelf=intent.shelf,
        standing=intent.standing,
        fingerprint=intent.fingerprint,
        fields=intent.fields,
        seen=seen_of(post, intent.media_count),
        source=intent.source,
        protect=intent.protect,
        status=post.phase.value,
        post_link=post.post_link,
        written_at=now,
    )


def refreshed(record: Record, post: RemotePost) -> Record:
    """The record with what Publer shows of the post now; what was seen of its content is kept.

    Where the time is not the file's, it is what Publer made of it.
    """
    return replace(
        record,
        post_id=post.id,
        scheduled_at=record.scheduled_at if record.has_own_time else post.scheduled_at,
        status=post.phase.value,
        post_link=post.post_link or record.post_link,
        failure=post.failure,
    )
