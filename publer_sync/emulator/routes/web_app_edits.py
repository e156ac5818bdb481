"""Posts that someone makes, edits or removes in the web app, past the API and its rules."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from publer_sync.emulator.posting.new_post import media_items
from publer_sync.emulator.routes.posts import living
from publer_sync.emulator.rules.networks import post_link
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.records import IDEA_STATES, STATES, Post
from publer_sync.emulator.store.seed import ACCOUNT_BY_ID
from publer_sync.emulator.store.times import ZONE, parse_instant
from publer_sync.emulator.views.posts import public_id

_EDITED = {"text", "title", "scheduled_at", "state", "media", "type", "post_link", "failure"}
_HIDING = {"hidden_until", "hidden_listings", "stuck"}
_EDITABLE = _EDITED | _HIDING


class NoSuchPostError(ValueError):
    """There is no post of that id."""


def find(world: World, post_id: str) -> Post:
    """The post of an id, or NoSuchPostError."""
    for post in living(world):
        if post_id in (post.id, str(public_id(post))):
            return post
    raise NoSuchPostError(f"there is no post {post_id!r}")


def added(world: World, sent_values: Mapping[str, Any]) -> Post:
    """The post that a colleague makes; ValueError says what is wrong with what was sent."""
    fields = _fields(world, sent_values, _EDITABLE | {"account_id"})
    state = fields.setdefault("state", "scheduled")
    account_id = sent_values.get("account_id")
    idea = state in IDEA_STATES and account_id is None
    account = ACCOUNT_BY_ID.get(account_id) if isinstance(account_id, str) else None
    if account is None and not idea:
        raise ValueError(f"account_id must be the id of an account, not {account_id!r}")
    if fields.get("scheduled_at") is None and not state.startswith("draft"):
        raise ValueError("scheduled_at is missing")
    now = world.now()
    network = account.network if account else "default"
    post = Post(
        id=world.ids.next(),
        account_id=account.id if account else None,
        network=network,
        type=fields.pop("type", "photo" if fields.get("media") else "status"),
        text=fields.pop("text", ""),
        created_at=now,
        updated_at=now,
        visible_at=now,
        origin="hand",
        **fields,
    )
    if post.base_state == "published" and "post_link" not in sent_values:
        post = replace(post, post_link=post_link(network, world.ids.next_number()))
    return post


def edited(world: World, post: Post, sent_values: Mapping[str, Any]) -> Post:
    """The post after a colleague's edit. Hiding it from listings is no edit, nor is `stuck`: Publer does not
    publish the post."""
    if not sent_values:
        raise ValueError(f"send any of {', '.join(sorted(_EDITABLE))}")
    fields = _fields(world, sent_values, _EDITABLE)
    if set(sent_values) <= _HIDING:
        return replace(post, **fields)
    before = {name: getattr(post, name) for name in ("text", "title", "scheduled_at", "state")}
    fields = {"stuck": False} | fields
    return replace(post, **fields, updated_at=world.now(), before_edit=before)


def removed(world: World, post: Post) -> Post:
    """The post as gone."""
    return replace(post, deleted_at=world.now())


def _fields(world: World, sent_values: Mapping[str, Any], known_names: set[str]) -> dict[str, Any]:
    unknown = sorted(set(sent_values) - known_names)
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known_names))}")
    fields: dict[str, Any] = {
        name: _READERS[name](name, sent_values[name]) for name in sent_values if name in _READERS
    }
    if "media" in sent_values:
        fields["media"] = tuple(media_items(world, _media(sent_values["media"])))
    if "failure" in sent_values:
        fields["dooms"] = fields.pop("failure")
        if fields.get("state") == "failed":
            fields["failure"] = fields["dooms"]
    return fields


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text, not {value!r}")
    return value


def _text_or_null(name: str, value: Any) -> str | None:
    return None if value is None else _text(name, value)


def _state(name: str, value: Any) -> str:
    if value not in STATES:
        raise ValueError(f"{name} must be one of {', '.join(STATES)}, not {value!r}")
    return str(value)


def _time(name: str, value: Any) -> float | None:
    if value is None:
        return None
    try:
        return parse_instant(value, ZONE)
    except (ValueError, OverflowError):
        raise ValueError(f"{name} must be an ISO 8601 time, not {value!r}") from None


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} must be a whole number from 0 up, not {value!r}")
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false, not {value!r}")
    return value


def _media(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise ValueError("media must be a list of ids, or of objects with an id")
    items = [{"id": item} if isinstance(item, str) else item for item in value]
    if not all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in items):
        raise ValueError("media must be a list of ids, or of objects with an id")
    return items


_READERS = {
    "text": _text,
    "title": _text_or_null,
    "type": _text,
    "state": _state,
    "scheduled_at": _time,
    "post_link": _text_or_null,
    "failure": _text_or_null,
    "hidden_until": _time,
    "hidden_listings": _whole,
    "stuck": _flag,
}
