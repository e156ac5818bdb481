"""Canonical JSON of a post, and the digests that stand for it in the state.

The state keeps digests only, never texts: whoever reads it learns that a text changed, not what it was.
Fields that a post does not use are left out, so that a new kind of field in a later version does not
make every old post look changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from publer_sync.model.media import Media
from publer_sync.model.network import PostType
from publer_sync.model.plain_text import plain
from publer_sync.model.post import Post
from publer_sync.model.schedule import At, PublishMode


def digest(value: object) -> str:
    """`sha256:` and the hash of a JSON value in canonical form (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def fields_of(post: Post) -> dict[str, object]:
    """Everything about a post that Publer is told, by field, as JSON values; unused fields are absent.

    The text of an article is in its blocks. Raises ValueError when a file was not hashed yet: a
    fingerprint without content would be a lie.
    """
    timing: dict[str, Any]
    if isinstance(post.schedule, At):
        timing = {"scheduled_at": post.schedule.at, "recycle": post.schedule.recycle}
    else:
        timing = {"schedule": {type(post.schedule).__name__.lower(): as_json(post.schedule)}}
    options: dict[str, Any] = {
        "type": post.type,
        "standing": None if post.standing is PublishMode.SCHEDULED else post.standing,
        **timing,
        "text": None if post.type is PostType.ARTICLE else post.text,
        "title": post.title,
        "content": post.blocks,
        "media": post.media,
        "link": post.link,
        "sublinks": post.sublinks,
        "poll": post.poll,
        "labels": post.labels,
        "signature": post.names.signature,
        "watermark": post.names.watermark,
        "location": post.names.location,
        "album": post.names.album,
        "thread": post.thread,
        "comments": post.comments,
        "share": post.share,
        "delete": post.delete,
        **{f"options.{name}": value for name, value in post.options.items()},
    }
    values = {name: as_json(value) for name, value in options.items()}
    return {name: value for name, value in values.items() if not _is_unused(value)}


def as_json(value: Any) -> Any:
    """A value of a post as JSON: what is unset is left out, media stand for their content."""
    if isinstance(value, Media):
        return _media(value)
    if is_dataclass(value):
        parts = {
            part.name: as_json(getattr(value, part.name)) for part in fields(value) if part.compare
        }
        return {name: part for name, part in parts.items() if not _is_unused(part)}
    if isinstance(value, Mapping):
        return {name: as_json(part) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_json(part) for part in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, date) else value


def _is_unused(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, (list, tuple)) and not value)


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
    """Return whether two texts are the same post: Publer may trim, and may change the line ends."""
    return plain(one) == plain(other)


def as_sentence(fields: Mapping[str, str]) -> str | None:
    """The digest of what a post says, among the digests of its fields: its text, else its article or
    media."""
    return fields.get("text") or fields.get("content") or fields.get("media")


def _media(item: Media) -> dict[str, Any]:
    content = item.id or item.url or item.sha256
    if content is None:
        raise ValueError(f"{item.file} was not read yet")
    name = "id" if item.id else "url" if item.url else "sha256"
    others = {"alt": item.alt, "caption": item.caption, "cover": item.cover, "tags": item.tags}
    parts = {key: as_json(value) for key, value in others.items()}
    return {name: content} | {key: part for key, part in parts.items() if not _is_unused(part)}
