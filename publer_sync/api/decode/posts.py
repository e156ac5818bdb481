"""Lenient reading of Publer's JSON: numbers or texts for ids, missing for unknown.

The shapes are those of Publer's OpenAPI description and of answers seen in production, which differ:
envelopes may be flat or nested, ids may be numbers, lists of failures may be lists or objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from publer_sync.model.account import RemoteAccount, Workspace
from publer_sync.model.remote import MediaItem, RemotePost

_IDENT = re.compile(r"[A-Za-z0-9_-]{1,100}")


def objects(body: Any, key: str) -> list[Mapping[str, Any]]:
    """The objects of a list that stands at the top or under `key`, perhaps in an envelope `data`."""
    return found_list(body, key) or []


def found_list(body: Any, key: str) -> list[Mapping[str, Any]] | None:
    """The same, or None where there is no list at all."""
    data = body
    for step in ("data", key):
        if isinstance(data, Mapping) and step in data:
            data = data[step]
    if not isinstance(data, list):
        return None
    return [item for item in data if isinstance(item, Mapping)]


def account(item: Mapping[str, Any]) -> RemoteAccount:
    provider = _text(item.get("provider")) or ""
    return RemoteAccount(
        id=ident(item.get("id")),
        provider="wordpress" if provider.startswith("wordpress") else provider,
        name=_text(item.get("name")) or "",
        type=_text(item.get("type")),
    )


def workspace(item: Mapping[str, Any]) -> Workspace:
    return Workspace(
        id=ident(item.get("id")),
        name=_text(item.get("name")) or "",
        plan=_text(item.get("plan")),
    )


def post(item: Mapping[str, Any]) -> RemotePost:
    """An item of `GET /posts`; what it does not carry is None."""
    return RemotePost(
        id=ident(item.get("id")),
        account_id=ident(item.get("account_id")),
        state=_text(item.get("state")) or "",
        type=_text(item.get("type")),
        text=_text(item.get("text")),
        title=_text(item.get("title")),
        scheduled_at=moment(item.get("scheduled_at")),
        post_link=_text(item.get("post_link")),
        media=_media(item.get("media")),
        url=_text(item.get("url")),
        failure=_text(item.get("failure")) or _text(item.get("error")),
        utc_offset=_utc_offset(item.get("scheduled_at")),
    )


def _media(media: Any) -> tuple[MediaItem, ...] | None:
    if not isinstance(media, list):
        return None
    return tuple(
        MediaItem(ident(item.get("id")), _text(item.get("type")), _file_name(item))
        for item in media
        if isinstance(item, Mapping)
    )


def _file_name(item: Mapping[str, Any]) -> str | None:
    """The file name of a medium, which some answers only show as the end of its address."""
    name = _text(item.get("name"))
    if name:
        return name
    path = (_text(item.get("path")) or "").partition("?")[0]
    return unquote(path.rpartition("/")[2][:1000]) or None


def ident(value: Any) -> str:
    """An id as text, or an empty text: published posts have been seen with numbers.

    Ids go into paths and queries, so one with any other character is taken for none.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    text = str(value)
    return text if _IDENT.fullmatch(text) else ""


def moment(value: Any) -> datetime | None:
    """An aware UTC datetime, or None; Publer writes milliseconds and the workspace's offset."""
    if not isinstance(value, str):
        return None
    try:
        parsed = datetime.fromisoformat(value)
        return parsed.astimezone(UTC) if parsed.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _utc_offset(value: Any) -> timedelta | None:
    """The offset of a time as it is there."""
    return datetime.fromisoformat(value).utcoffset() if moment(value) else None


def _text(value: Any) -> str | None:
    """A text that can be written to a file again: half a character becomes a question mark."""
    if not isinstance(value, str):
        return None
    return value.encode("utf-8", "replace").decode("utf-8")


class JobStatus(StrEnum):
    """Progress of a job. Both ends are hints only: the list of posts tells what was created."""

    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobFailure:
    """Error that a job reports, for an account if it names one."""

    message: str
    account_id: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands. `post_ids` are those that it happens to name: most jobs name none."""

    status: JobStatus
    failures: tuple[JobFailure, ...] = ()
    post_ids: tuple[str, ...] = ()
    payload: Any = field(default=None, repr=False, compare=False)


_DONE = {"complete", "completed", "done", "success"}
_FAILED = {"failed", "error"}


def job_id(body: Any) -> str | None:
    """The id of a started job, flat or in `data`."""
    for level in _levels(body, "data"):
        if value := ident(level.get("job_id")):
            return value
    return None


def job(body: Any) -> Job:
    """The status of a job; a word that we do not know counts as working."""
    wrapped = isinstance(body, Mapping) and isinstance(body.get("data"), Mapping)
    levels = list(_levels(body["data"] if wrapped else body, "result"))
    words = [str(level["status"]).lower() for level in levels if level.get("status")]
    word = words[0] if words else ""
    payload = next((level["payload"] for level in reversed(levels) if "payload" in level), None)
    status = JobStatus.DONE if word in _DONE else JobStatus.WORKING
    if word in _FAILED:
        status = JobStatus.FAILED
    return Job(status, tuple(_failures(payload)), tuple(_post_ids(payload)), payload)


def deleted_ids(body: Any) -> frozenset[str]:
    """The ids that a delete names as gone, flat or in `data`."""
    results: set[str] = set()
    for level in _levels(body, "data"):
        named = level.get("deleted_ids")
        results |= {ident(item) for item in named} if isinstance(named, list) else set()
    return frozenset(results - {""})


def _levels(body: Any, *steps: str) -> Iterator[Mapping[str, Any]]:
    """The body and what it wraps, outermost first."""
    if not isinstance(body, Mapping):
        return
    yield body
    for step in steps:
        if isinstance(body.get(step), Mapping):
            yield from _levels(body[step], *steps)


def _post_ids(payload: Any) -> Iterator[str]:
    """The ids of the posts that a job made. Jobs that publish at once list their posts; others have not been
    seen to name theirs, so the keys that clients hope for are read (contract 4.3)."""
    items: Any = payload if isinstance(payload, list) else []
    if isinstance(payload, Mapping):
        named = (payload.get(key) for key in ("post_ids", "ids", "posts", "successes"))
        items = next((each for each in named if isinstance(each, list)), [])
    for item in items:
        post = item.get("post", item) if isinstance(item, Mapping) else item
        value = ident(post.get("id") if isinstance(post, Mapping) else post)
        if value:
            yield value


def _failures(payload: Any) -> Iterator[JobFailure]:
    """`failures` as a list, as an object of lists, or as bare texts; or `failure` per item."""
    if isinstance(payload, Mapping):
        value = payload.get("failures", payload.get("failure"))
        yield from _messages(value, None)
    elif isinstance(payload, list):
        for item in payload:
            yield from _failures(item)


def _messages(result: Any, account_id: str | None) -> Iterator[JobFailure]:
    if isinstance(result, str):
        yield JobFailure(result, account_id)
    elif isinstance(result, list):
        for item in result:
            yield from _messages(item, account_id)
    elif isinstance(result, Mapping) and isinstance(result.get("message"), str):
        yield JobFailure(result["message"], ident(result.get("account_id")) or account_id)
    elif isinstance(result, Mapping):
        for key, value in result.items():
            yield from _messages(value, str(key))
