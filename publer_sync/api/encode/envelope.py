"""The body of `POST /posts/schedule`: an envelope of entries, one post and one account in each.

One account per entry: then a failure names its post, and Publer's habit of missing the content of some
account in a mixed entry cannot strike. Media stand inside the network object and are named by id.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publer_sync.api.encode.content import content_of
from publer_sync.api.encode.follow_ups import follow_ups
from publer_sync.api.encode.timing import rules_of, scheduled_at
from publer_sync.model.batching import batches, state_of
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.resources import Resources
from publer_sync.model.workspace_names import NamedResource, NameKind, NameRef, wanted_by

_WORDPRESS = ("wordpress_oauth", "wordpress_basic")


def bulk(posts: Sequence[Post], resources: Resources) -> dict[str, Any]:
    """The envelope of these posts; ValueError for posts that do not fit into one request."""
    if len(batches(posts)) != 1:
        raise ValueError(f"{len(posts)} posts are not one request")
    entries = [_entry(post, resources) for post in posts]
    return {"bulk": {"state": state_of(posts[0]), "posts": entries}}


def _entry(post: Post, resources: Resources) -> dict[str, Any]:
    entry: dict[str, Any] = {"networks": dict.fromkeys(_keys(post), content_of(post, resources))}
    if not post.standing.is_idea:
        entry["accounts"] = [_account(post, resources)]
    return entry | rules_of(post)


def _keys(post: Post) -> tuple[str, ...]:
    """The key of the network object: WordPress has one for each way that a site is connected."""
    if post.standing.is_idea:
        return ("default",)
    if post.network is not Network.WORDPRESS:
        return (post.network.value,)
    return (post.account.type,) if post.account.type in _WORDPRESS else _WORDPRESS


def _account(post: Post, resources: Resources) -> dict[str, Any]:
    account: dict[str, Any] = {"id": post.account.id} | scheduled_at(post)
    if post.labels:
        account["labels"] = list(post.labels)
    for wanted in wanted_by(post):
        account |= _named(wanted, resources)
    return account | follow_ups(post, resources)


def _named(wanted: NameRef, resources: Resources) -> dict[str, Any]:
    """A thing of the workspace: by id, or as the whole object that Publer gave."""
    thing = resources.names.find(wanted)
    if not isinstance(thing, NamedResource):
        raise KeyError(f"{wanted.kind} {wanted.text!r}")
    if wanted.kind is NameKind.SIGNATURE:
        return {"signature": thing.id}
    if wanted.kind is NameKind.ALBUM:
        return {"album_id": thing.id}
    return {wanted.kind.value: dict(thing.data)}
