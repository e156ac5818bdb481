"""Posts as the API shows them: what GET /posts is known to return, and the detail of PUT."""

import re
from collections.abc import Callable
from datetime import UTC, tzinfo
from functools import partial
from hashlib import sha256
from html import escape
from typing import Any
from unicodedata import normalize

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.posting.recurrence import read_rule, whole_number
from publer_sync.emulator.store.records import JsonObject, Media, Post
from publer_sync.emulator.store.seed import ACCOUNT_BY_ID, USER
from publer_sync.emulator.store.times import ZONE, iso
from publer_sync.emulator.views.media import item_json, path

_TRAILING_BLANKS = re.compile(r"[ \t\u00a0]+(?=\r?\n|\Z)")
_BLANK_LINES = re.compile(r"(\r?\n)(?:[ \t]*\r?\n){2,}")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TEXT_CHANGES: dict[str, Callable[[str], str]] = {
    "nfc": partial(normalize, "NFC"),
    "invisible_dropped": partial(_INVISIBLE.sub, ""),
    "trailing_blanks_cut": partial(_TRAILING_BLANKS.sub, ""),
    "blank_lines_folded": partial(_BLANK_LINES.sub, r"\1\1"),
    "html_escaped": escape,
}

AUTHOR = {"id": USER["id"], "name": USER["name"], "picture": USER["picture"]}


def public_id(post: Post) -> str | int:
    """The id that the API uses: archived posts may have a number."""
    return post.id if post.number is None else post.number


def shown_state(post: Post, settings: Settings) -> str:
    """The state of an item."""
    if settings["series_states"] == "scheduled" and post.base_state in ("recurring", "recycling"):
        return "scheduled"
    return post.state if settings["sub_states"] == "shown" else post.base_state


def shown_type(post: Post, settings: Settings) -> str:
    """The type of an item; reels were seen under video."""
    if "reel" in (post.type, post.format):
        return settings["reel_shown_as"]
    return post.type


def shown_text(text: str, reading: str) -> str:
    """The text of an item, with the change that `reading` names, or with all of them."""
    for name, change in _TEXT_CHANGES.items():
        if reading in (name, "all"):
            text = change(text)
    return text


def zone_of(settings: Settings) -> tzinfo:
    """The zone whose offset answers carry."""
    return UTC if settings["time_zone_in_reads"] == "utc" else ZONE


def summary(post: Post, media: dict[str, Media], settings: Settings, now: float) -> JsonObject:
    """An item of GET /posts."""
    zone = zone_of(settings)
    item: JsonObject = {
        "id": public_id(post),
        "text": shown_text(post.text, settings["text_in_reads"]),
        "url": _url(post),
        "state": shown_state(post, settings),
        "type": shown_type(post, settings),
        "account_id": post.account_id,
        "user": AUTHOR,
        "scheduled_at": None if post.scheduled_at is None else iso(post.scheduled_at, zone),
        "post_link": shown_link(post, now),
        "has_media": bool(post.media),
    }
    if post.account_id is None:
        del item["account_id"]
    if settings.on("network_readable"):
        item["network"] = post.network
    if settings.on("title_readable"):
        item["title"] = post.title
    if settings.on("media_readable"):
        item["media"] = [
            item_json(one, media.get(str(one.get("id"))), settings) for one in post.media
        ]
    if settings.on("details_readable"):
        item["details"] = post.content.get("details") or {}
    return item


def shown_link(post: Post, now: float) -> str | None:
    """The link of a published post; TikTok's fills in late."""
    return post.post_link if now >= post.link_at else None


def detail(post: Post, media: dict[str, Media], settings: Settings, now: float) -> JsonObject:
    """The answer to PUT, as documented; an object that the post does not have is left out."""
    zone = zone_of(settings)
    objects = {
        "account": _account(post),
        "link": _link(post.content.get("link")),
        "recycling": _recycling(post.entry.get("recycling")),
        "recurring": _recurring(post, settings),
    }
    return summary(post, media, settings, now) | {
        "title": post.title,
        "created_at": iso(post.created_at, zone),
        "updated_at": iso(post.updated_at, zone),
        "media": [_detail_media(item, media.get(str(item.get("id")))) for item in post.media],
        "labels": [_label(label, settings) for label in _list(post.target.get("labels"))],
        "auto": post.auto_scheduled,
        **{key: value for key, value in objects.items() if value is not None},
    }


def _account(post: Post) -> JsonObject | None:
    account = ACCOUNT_BY_ID.get(post.account_id or "")
    if account is None:
        return None
    picture = f"https://cdn.publer.com/a/{account.id}.png"
    return {"id": account.id, "type": account.type, "name": account.name, "picture": picture}


def _detail_media(item: JsonObject, media: Media | None) -> JsonObject:
    return {
        "id": item.get("id"),
        "type": media.type if media else item.get("type"),
        "url": path(media) if media else item.get("path"),
        "alt_text": item.get("alt_text"),
    }


def _link(link: Any) -> JsonObject | None:
    if not isinstance(link, dict):
        return None
    images = _list(link.get("images"))
    image = images[0] if images else None
    remaining_items = {key: link.get(key) for key in ("url", "title", "description")}
    return {**remaining_items, "image_url": image}


def _recycling(rule: Any) -> JsonObject | None:
    if not isinstance(rule, dict) or not rule:
        return None
    data = {key: rule[key] for key in ("solo", "gap", "gap_freq", "start_date") if key in rule}
    count = rule.get("expire_count")
    return data | {"expire_count": whole_number(count)} if count else data


def _recurring(post: Post, settings: Settings) -> JsonObject | None:
    rule = post.entry.get("recurring")
    in_series = post.base_state == "recurring" or post.parent_id is not None
    if not in_series or not isinstance(rule, dict):
        return None
    parts = read_rule(rule, settings["days_of_week"])
    return {
        "frequency": parts.unit.capitalize(),
        "repeat_every": parts.every,
        "weekdays": parts.weekdays,
        "start_date": iso(parts.start, zone_of(settings)),
    }


def _label(label: Any, settings: Settings) -> JsonObject:
    if settings["label_strings"] == "ids":
        return {"id": label, "name": None, "color": None}
    derived = sha256(str(label).encode()).hexdigest()
    return {"id": derived[:24], "name": label, "color": f"#{derived[:6]}"}


def _url(post: Post) -> str | None:
    url = post.content.get("url")
    link = post.content.get("link")
    if not url and isinstance(link, dict):
        url = link.get("url")
    return url if isinstance(url, str) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
