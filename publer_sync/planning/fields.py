"""Fields that differ between two sides, with the old and the new value of each."""

from __future__ import annotations

from publer_sync.model.fingerprint import digests_of, fields_of, instant, same_text
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import PublishMode
from publer_sync.model.state import Record
from publer_sync.planning.change import FieldChange


def edited_fields(post: Post, record: Record) -> frozenset[str]:
    """The fields in which the file says something else than what was sent."""
    expected, sent_values = digests_of(post), record.fields
    names = {
        n for n in expected.keys() | sent_values.keys() if expected.get(n) != sent_values.get(n)
    }
    if post.account.id != record.account_id:
        names.add("account")
    return frozenset(names)


def drifted_fields(record: Record, remote: RemotePost) -> frozenset[str]:
    """The fields in which Publer shows something else than after our write."""
    data = remote.seen()
    names = {n for n in data.keys() & record.seen.keys() if data[n] != record.seen[n]}
    if record.has_own_time and remote.slot and remote.slot != record.slot:
        names.add("scheduled_at")
    if remote.phase is Phase.DRAFT and record.standing is PublishMode.SCHEDULED:
        names.add("state")
    return frozenset(names)


def required_fields(post: Post, remote: RemotePost, differing: frozenset[str]) -> frozenset[str]:
    """Those of the differing fields that Publer does not already show as the file wants them."""
    settled = set()
    if remote.text is not None and same_text(remote.text, post.text):
        settled.add("text")
    if remote.title is not None and same_text(remote.title, post.title):
        settled.add("title")
    if post.slot and remote.slot == post.slot:
        settled.add("scheduled_at")
    return differing - settled


def field_changes(post: Post, remote: RemotePost, names: frozenset[str]) -> dict[str, FieldChange]:
    """These fields as Publer has them and as the file wants them, in the order of a post."""
    before = shown(remote)
    after = fields_of(post) | {"account": post.account.id, "state": post.standing.value}
    order = [name for name in after if name in names] + sorted(names - after.keys())
    return {name: FieldChange(before.get(name), after.get(name)) for name in order}


def fields_of_new(post: Post) -> dict[str, FieldChange]:
    """All fields of a post that has to be made."""
    return {name: FieldChange(None, value) for name, value in fields_of(post).items()}


def shown(remote: RemotePost) -> dict[str, object]:
    """The fields as Publer has them; None for what it does not show."""
    time_text = instant(remote.scheduled_at) if remote.scheduled_at else None
    return {
        "text": remote.text,
        "title": remote.title,
        "media": None,
        "scheduled_at": time_text,
        "account": remote.account_id,
        "state": remote.state,
    }


# What of a published post a network lets Publer change, as Publer's guide to updating posts lists it.

_NOTHING: frozenset[str] = frozenset()
_TEXT = frozenset({"text"})
_TITLE_AND_TEXT = frozenset({"text", "title"})

_AFTER_PUBLISHING = {
    Network.FACEBOOK: _TEXT,
    Network.GOOGLE: _TEXT,
    Network.LINKEDIN: _TEXT,
    Network.MASTODON: _TITLE_AND_TEXT,
    Network.TELEGRAM: _TEXT,
    Network.WORDPRESS: _TITLE_AND_TEXT,
    Network.YOUTUBE: _TITLE_AND_TEXT,
}

IN_PLACE = _TITLE_AND_TEXT
"""What Publer changes of a pending post; every other field needs a new post."""


def editable_in_place(post: Post) -> frozenset[str]:
    """The fields of this post that Publer changes without a new post, while it waits.

    An article is made of blocks; a new text would not touch them, and might take their place.
    """
    return _NOTHING if post.type is PostType.ARTICLE else IN_PLACE


def editable_after_publishing(post: Post) -> frozenset[str]:
    """The fields of this post that can still be changed once it is published."""
    if post.type is PostType.ARTICLE:
        return _NOTHING
    if post.network is Network.TELEGRAM and post.type not in {PostType.STATUS, PostType.LINK}:
        return _NOTHING
    if post.network is Network.FACEBOOK and post.type is PostType.VIDEO:
        return _TITLE_AND_TEXT
    return _AFTER_PUBLISHING.get(post.network, _NOTHING)
