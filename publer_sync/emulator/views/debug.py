"""A post with everything the emulator knows, readable through the API or not."""

from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.records import JsonObject, Post
from publer_sync.emulator.store.seed import ACCOUNT_BY_ID
from publer_sync.emulator.store.times import iso
from publer_sync.emulator.views.media import path
from publer_sync.emulator.views.posts import public_id


def everything(world: World, post: Post) -> JsonObject:
    """The whole record; `content`, `account` and `entry` are what was sent."""
    account = ACCOUNT_BY_ID.get(post.account_id or "")
    return {
        "id": public_id(post),
        "account_id": post.account_id,
        "account_name": account.name if account else None,
        "account_alias": account.alias if account else None,
        "network": post.network,
        "state": post.state,
        "type": post.type,
        "text": post.text,
        "title": post.title,
        "scheduled_at": _time(post.scheduled_at),
        "published_at": _time(post.published_at),
        "created_at": iso(post.created_at),
        "updated_at": iso(post.updated_at),
        "visible_at": iso(post.visible_at),
        "post_link": post.post_link,
        "failure": post.failure or post.dooms,
        "media": [_media(world, item) for item in post.media],
        "url": post.content.get("url"),
        "link": post.content.get("link"),
        "details": post.content.get("details"),
        "labels": post.target.get("labels", []),
        "content": post.content,
        "account": post.target,
        "entry": post.entry,
        "origin": post.origin,
        "job_id": post.job_id,
        "parent_id": post.parent_id,
        "hidden_until": _time(post.hidden_until),
        "hidden_listings": post.hidden_listings,
    }


def _time(instant: float | None) -> str | None:
    return None if instant is None else iso(instant)


def _media(world: World, item: JsonObject) -> JsonObject:
    media = world.storage.media.get(str(item.get("id")))
    if media is None:
        return item
    known_values = {
        "name": media.name,
        "size": media.size,
        "sha256": media.sha256,
        "path": path(media),
    }
    return item | known_values
