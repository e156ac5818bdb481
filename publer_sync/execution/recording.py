"""Turn intents into records once their posts are known, and keep records up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from publer_sync.identity.content import content_sent
from publer_sync.identity.text import TextMatch, compare_texts
from publer_sync.model.fingerprint import digest
from publer_sync.model.plain_text import normal_form
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import Intent, IntentKind, Record, State
from publer_sync.planning.adopted_record import seen_of


def record_of_post(
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
        after = after.with_intents([remove_record(previous, now)])
    return after


def remove_record(record: Record, now: datetime) -> Intent:
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
        seen=_seen(intent, post),
        source=intent.source,
        protect=intent.protect,
        series=intent.series,
        recycling=intent.recycling,
        status=post.phase,
        post_link=post.post_link,
        written_at=now,
    )


def _seen(intent: Intent, post: RemotePost) -> dict[str, str]:
    """Return what Publer shows of a new post. A text that cannot come from the one that was sent was
    edited before it was read back: then what was sent counts as seen, so that the next plan shows the
    edit."""
    seen_values = seen_of(post, len(intent.media))
    sent_text = content_sent(intent).text
    if sent_text is not None and "text" in seen_values:
        match = compare_texts(sent_text, post.text, signature=intent.signature)
        if match is TextMatch.NONE and not _links(sent_text):
            seen_values["text"] = digest(normal_form(sent_text))
    return seen_values


def _links(text: str) -> bool:
    """Return whether Publer may show another text than this: a link may be shortened by a host that is not
    known."""
    return "://" in text


def refresh_record(record: Record, post: RemotePost) -> Record:
    """The record with what Publer shows of the post now; what was seen of its content is kept.

    Where the time is not the file's, it is what Publer made of it.
    """
    return replace(
        record,
        post_id=post.id,
        scheduled_at=record.scheduled_at if record.has_own_time else post.scheduled_at,
        status=post.phase,
        post_link=post.post_link or record.post_link,
        failure=post.failure,
    )
