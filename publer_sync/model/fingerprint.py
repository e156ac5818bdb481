"""What a post says, as canonical JSON, and the digests that stand for it in the state.

The state keeps digests only, never texts: whoever reads it learns that a text changed, not what it was.
Fields that a post does not use are left out, so that a new kind of field in a later version does not
make every old post look changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from publer_sync.model.post import Link, Media, Post


def digest(value: object) -> str:
    """`sha256:` and the hash of a JSON value in canonical form (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def fields_of(post: Post) -> dict[str, object]:
    """Everything about a post that Publer is told, by field, as JSON values; unused fields are absent.

    Raises ValueError when a file was not hashed yet: a fingerprint without content would be a lie.
    """
    fields: dict[str, object | None] = {
        "type": post.type.value,
        "scheduled_at": instant(post.scheduled_at),
        "text": post.text or None,
        "title": post.title,
        "media": [_media(item) for item in post.media] or None,
        "link": _link(post.link),
        "labels": list(post.labels) or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def digests_of(post: Post) -> dict[str, str]:
    """The digest of each field that the post uses."""
    return {name: digest(value) for name, value in fields_of(post).items()}


def fingerprint_of(account_id: str, digests: Mapping[str, str]) -> str:
    """One digest for a post on an account; equal fingerprints mean that nothing has to be written."""
    return digest({"account_id": account_id, "fields": dict(digests)})


def fingerprint(post: Post) -> str:
    """The fingerprint of a desired post."""
    return fingerprint_of(post.account.id, digests_of(post))


def instant(moment: datetime) -> str:
    """An aware moment as `2026-12-01T08:00:00Z`: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two texts are the same post: Publer may trim, and may change the line ends."""
    return plain(one) == plain(other)


def plain(text: str | None) -> str:
    """A text without what a server may change on the way: LF line ends, no space around it."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _media(item: Media) -> dict[str, str]:
    content = item.id or item.sha256
    if content is None:
        raise ValueError(f"{item.file} was not read yet")
    name = "id" if item.id else "sha256"
    words = {"alt": item.alt, "caption": item.caption}
    return {name: content} | {key: value for key, value in words.items() if value}


def _link(link: Link | None) -> dict[str, str] | None:
    if link is None:
        return None
    words = {"url": link.url, "title": link.title, "description": link.description}
    return {key: value for key, value in words.items() if value}
