"""The body of `POST /posts/schedule`: posts in the shape that Publer wants.

One account per entry: then a failure names its post, and Publer's habit of missing the content of some
account in a mixed entry cannot strike. Media stand inside the network object and are named by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.model.network import MediaKind, Network
from publer_sync.model.post import Link, Media, Post

_MEDIA_TYPES = {MediaKind.PHOTO: "image"}


def bulk(posts: Iterable[Post], media_ids: Mapping[str, str]) -> dict[str, Any]:
    """The envelope for scheduled posts; `media_ids` maps the content hash of a file to Publer's id."""
    entries = [_entry(post, media_ids) for post in posts]
    if not entries:
        raise ValueError("a request without posts")
    return {"bulk": {"state": "scheduled", "posts": entries}}


def _entry(post: Post, media_ids: Mapping[str, str]) -> dict[str, Any]:
    content = _content(post, media_ids)
    account: dict[str, Any] = {"id": post.account.id}
    if post.scheduled_at:
        account["scheduled_at"] = instant(post.scheduled_at).replace("Z", "+00:00")
    if post.labels:
        account["labels"] = list(post.labels)
    return {"networks": dict.fromkeys(_keys(post), content), "accounts": [account]}


def _keys(post: Post) -> tuple[str, ...]:
    """The key of the network object: WordPress has one for each way that a site is connected."""
    if post.network is not Network.WORDPRESS:
        return (post.network.value,)
    known = ("wordpress_oauth", "wordpress_basic")
    return (post.account.type,) if post.account.type in known else known


def _content(post: Post, media_ids: Mapping[str, str]) -> dict[str, Any]:
    content: dict[str, Any] = {"type": post.type.value, "text": post.text}
    if post.title:
        content["title"] = post.title
    if post.media:
        content["media"] = [_media(item, post.network, media_ids) for item in post.media]
    if post.link:
        content |= {"url": post.link.url, "link": _link(post.link)}
    return content


def _media(item: Media, network: Network, media_ids: Mapping[str, str]) -> dict[str, str]:
    media_id = item.id or media_ids[item.sha256 or ""]
    sent = {"id": media_id, "type": _MEDIA_TYPES.get(item.kind, item.kind.value)}
    if item.alt:
        sent["alt_text"] = item.alt
    caption = item.caption or (item.alt if network is Network.PINTEREST else None)
    if caption:
        sent["caption"] = caption
    return sent


def _link(link: Link) -> dict[str, str]:
    words = {"url": link.url, "title": link.title, "description": link.description}
    return {key: value for key, value in words.items() if value}
