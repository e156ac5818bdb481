"""PUT /posts/{id}: what changes, what is ignored, what is refused."""

from dataclasses import replace
from typing import Any

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.rules.networks import EDITABLE_WHEN_PUBLISHED
from publer_sync.emulator.rules.posts import TOO_LONG, is_overlong
from publer_sync.emulator.store.records import JsonObject, Post

NOT_UPDATABLE = "This post can't be updated"


class UpdateRefusedError(Exception):
    """The update is answered with an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def read_change(body: Any) -> JsonObject:
    """The `post` object of the request, which must have a text."""
    change = body.get("post") if isinstance(body, dict) else None
    if not isinstance(change, dict) or not change:
        raise UpdateRefusedError(400, "param is missing or the value is empty: post")
    if not isinstance(change.get("text"), str):
        raise UpdateRefusedError(422, "Text can't be blank")
    if not isinstance(change.get("title"), str | None):
        raise UpdateRefusedError(422, "Title is invalid")
    return change


def updated(post: Post, change: JsonObject, settings: Settings, now: float) -> Post:
    """The post after a change, or UpdateRefusedError."""
    _check(post, change, settings)
    after = replace(post, text=_kept(change["text"], settings), updated_at=now)
    if "title" in change:
        after = replace(after, title=change["title"])
    if settings["put_fields"] == "many":
        after = _with_old_fields(after, change)
    if settings["overlong_text"] == "failure" and is_overlong(after, settings):
        raise UpdateRefusedError(422, TOO_LONG)
    return replace(after, before_edit={"text": post.text, "title": post.title})


def _check(post: Post, change: JsonObject, settings: Settings) -> None:
    if post.state == "publishing" or (post.state == "failed" and not settings.on("edit_failed")):
        raise UpdateRefusedError(422, NOT_UPDATABLE)
    if post.base_state != "published":
        return
    if settings.on("approval"):
        raise UpdateRefusedError(403, "Published posts that needed approval can't be updated")
    allowed = _allowed(post)
    requested = {key for key in ("text", "title") if _differs(post, change, key)}
    if not allowed or requested - allowed:
        raise UpdateRefusedError(422, NOT_UPDATABLE)


def _allowed(post: Post) -> frozenset[str]:
    allowed = EDITABLE_WHEN_PUBLISHED.get(post.network, frozenset())
    if post.network == "telegram" and post.type not in ("status", "link"):
        return frozenset()
    if post.network == "facebook" and post.type != "video":
        return allowed - {"title"}
    return allowed


def _differs(post: Post, change: JsonObject, key: str) -> bool:
    return key in change and change[key] != getattr(post, key)


def _kept(text: str, settings: Settings) -> str:
    if settings["text_normalisation"] == "trimmed":
        return text.replace("\r\n", "\n").rstrip()
    return text


def _with_old_fields(post: Post, change: JsonObject) -> Post:
    content = post.content | {key: change[key] for key in ("url", "link") if key in change}
    after = replace(post, content=content)
    if isinstance(change.get("type"), str):
        after = replace(after, type=change["type"])
    media = change.get("media")
    if isinstance(media, list) and all(isinstance(item, dict) for item in media):
        after = replace(after, media=tuple(media))
    return after
