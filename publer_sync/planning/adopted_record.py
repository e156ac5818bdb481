"""The record of a post that was found in Publer, and not seen being made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from publer_sync.model.fingerprint import (
    digest,
    digests_of,
    fingerprint_of,
    instant,
    same_text,
)
from publer_sync.model.network import PostType
from publer_sync.model.plain_text import plain
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import Record


def seen_of(post: RemotePost, media_count: int) -> dict[str, str]:
    """Return what Publer shows of a post that was just written; media may take a while to be listed."""
    seen_values = post.seen()
    if media_count and not post.media_ids:
        seen_values.pop("media", None)
    return seen_values


def record_of_found(
    post: Post,
    remote: RemotePost,
    now: datetime,
    *,
    by_words: bool,
    fields: Mapping[str, str] | None = None,
) -> Record:
    """The record that makes a found post ours. Unless told by `fields`, all of it counts as sent."""
    sent_values = digests_of(post) if fields is None else fields
    return Record(
        address=post.address,
        post_id=remote.id,
        account_id=post.account.id,
        network=post.network,
        scheduled_at=_time(post, remote, sent_values),
        shelf=post.shelf,
        standing=post.standing,
        fingerprint=fingerprint_of(post.account.id, sent_values),
        fields=sent_values,
        seen=seen_of(remote, len(post.media)),
        source=post.source.location.file,
        protect=post.protect,
        series=post.series,
        status=remote.phase,
        post_link=remote.post_link,
        failure=remote.failure,
        by_words=by_words,
        written_at=now,
    )


def fields_as_shown(post: Post, remote: RemotePost) -> dict[str, str]:
    """The fields of the post, those that Publer shows otherwise as it shows them; of the words and pictures
    of an article it shows nothing.

    So the next plan does with the difference what it does with an edit of the file.
    """
    fields = digests_of(post)
    if post.has_own_time and remote.scheduled_at and remote.slot != post.slot:
        fields["scheduled_at"] = digest(instant(remote.scheduled_at))
    if post.title and remote.title and not same_text(post.title, remote.title):
        fields["title"] = digest(plain(remote.title))
    if post.type is PostType.ARTICLE:
        return fields
    if remote.text is not None and not same_text(post.text, remote.text):
        fields["text"] = digest(plain(remote.text))
    if post.media and remote.media_ids is not None and len(remote.media_ids) != len(post.media):
        fields["media"] = digest(list(remote.media_ids))
    return fields


def _time(post: Post, remote: RemotePost, sent_values: Mapping[str, str]) -> datetime | None:
    """The time of the file, unless that is not the time which the post counts as sent for."""
    if not post.has_own_time:
        return remote.scheduled_at
    as_wanted = sent_values.get("scheduled_at") == digests_of(post)["scheduled_at"]
    return post.scheduled_at if as_wanted else remote.scheduled_at
