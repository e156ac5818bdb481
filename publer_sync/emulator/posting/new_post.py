"""From a wanted post to its record: nothing that was sent is thrown away."""

from typing import Any

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.posting.bulk_request import Wanted
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.records import IDEA_STATES, JsonObject, Post
from publer_sync.emulator.store.seed import ACCOUNT_BY_ID


def new_post(
    world: World,
    request: Wanted,
    content: JsonObject,
    *,
    state: str,
    time: float | None,
    at: float,
    job_id: str,
) -> Post:
    """The record of a wanted post, not yet kept."""
    account = ACCOUNT_BY_ID.get(request.account_id or "")
    settings = world.settings
    return Post(
        id=world.ids.next(),
        account_id=request.account_id,
        network=account.network if account else "default",
        state=_kept_state(state, request, settings),
        type=_kept_type(state, content, settings),
        text=_kept_text(content.get("text"), settings),
        title=_text_or_none(content.get("title")),
        created_at=at,
        updated_at=at,
        visible_at=at + settings.number("visibility_delay"),
        scheduled_at=time,
        media=tuple(media_items(world, content.get("media"))),
        content=content,
        target=request.target,
        entry=request.entry,
        job_id=job_id,
    )


def _kept_state(state: str, request: Wanted, settings: Settings) -> str:
    if state != "scheduled":
        return state
    if request.entry.get("recycling"):
        return "recycling"
    return "scheduled_pending" if settings.on("approval") else state


def _kept_type(state: str, content: JsonObject, settings: Settings) -> str:
    if state in IDEA_STATES and settings["idea_types"] == "article":
        return "article"
    return str(content.get("type", ""))


def _kept_text(text: Any, settings: Settings) -> str:
    copy = text if isinstance(text, str) else ""
    if settings["text_normalisation"] == "trimmed":
        return copy.replace("\r\n", "\n").rstrip()
    return copy


def _text_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def media_items(world: World, items: Any) -> list[JsonObject]:
    """The media of a post as sent, in the vocabulary of the library."""
    if not isinstance(items, list):
        return []
    return [_media_item(world, item) for item in items if isinstance(item, dict)]


def _media_item(world: World, item: JsonObject) -> JsonObject:
    medium = world.storage.media.get(str(item.get("id")))
    sent_text = {"image": "photo"}.get(str(item.get("type")), item.get("type", "photo"))
    return {**item, "type": medium.type if medium else sent_text}
