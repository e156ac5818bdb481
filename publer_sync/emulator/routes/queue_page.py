"""The queue as a person would look at it: one page, no script, nothing from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask import Blueprint, Response, render_template

from publer_sync.emulator.http.responses import refusal
from publer_sync.emulator.routes.posts import living
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.records import JsonObject, Post
from publer_sync.emulator.store.seed import ACCOUNT_BY_ID, WORKSPACE_NAME, ZONE_NAME
from publer_sync.emulator.store.times import ZONE, day_of
from publer_sync.emulator.views.posts import shown_link

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'"
_NAMES = {
    "twitter": "X",
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "google": "Google Business",
    "wordpress": "WordPress",
    "default": "any network",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One post on the page."""

    post: Post
    time: str
    account: str
    network: str
    link: str | None
    media: tuple[JsonObject, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The posts of a day; without a date, those that have no time."""

    title: str
    note: str
    cards: tuple[Card, ...]


def routes(world: World) -> Blueprint:
    """The page at / and the uploaded files."""
    blueprint = Blueprint("queue_page", __name__)

    @blueprint.get("/")
    def page() -> Response:
        html = render_template(
            "queue.html",
            workspace=WORKSPACE_NAME,
            zone=ZONE_NAME,
            now=f"{_day_title(day_of(world.now()))}, {_clock(world.now())}",
            days=list(days(world)),
            counts=_counts(living(world)),
        )
        return _safe(Response(html, mimetype="text/html"))

    @blueprint.get("/_emulator/media/<media_id>")
    def file(media_id: str) -> Response:
        media, content = world.storage.media.get(media_id), world.storage.file(media_id)
        if media is None or content is None:
            return refusal(404, "There are no bytes of that media")
        return _safe(Response(content, mimetype=media.mime))

    return blueprint


def days(world: World) -> Iterator[Day]:
    """The queue day by day; undated posts last."""
    dated = sorted(
        (post for post in living(world) if post.scheduled_at is not None),
        key=lambda post: (post.scheduled_at or 0.0, post.id),
    )
    today = day_of(world.now())
    for day, posts in groupby(dated, key=lambda post: day_of(post.scheduled_at or 0.0)):
        yield Day(_day_title(day), _day_note(day, today), _cards(world, posts))
    undated = [post for post in living(world) if post.scheduled_at is None]
    if undated:
        yield Day("Without a date", "drafts and ideas", _cards(world, undated))


def _cards(world: World, posts: Iterator[Post] | list[Post]) -> tuple[Card, ...]:
    return tuple(_card(world, post) for post in posts)


def _card(world: World, post: Post) -> Card:
    account = ACCOUNT_BY_ID.get(post.account_id or "")
    moment = post.scheduled_at
    link = shown_link(post, world.now()) or ""
    return Card(
        post=post,
        time="" if moment is None else _clock(moment),
        account=account.name if account else "Idea",
        network=_NAMES.get(post.network, post.network.capitalize()),
        link=link if link.startswith(("https://", "http://")) else None,
        media=tuple(_picture(world, item) for item in post.media),
    )


def _picture(world: World, item: JsonObject) -> JsonObject:
    media = world.storage.media.get(str(item.get("id")))
    if media is None:
        return {
            "name": str(item.get("name") or item.get("id")),
            "alt": "",
            "shown": False,
            "kind": "unknown",
        }
    alt = item.get("alt_text")
    return {
        "name": media.name,
        "alt": alt if isinstance(alt, str) else "",
        "kind": media.type,
        "src": f"/_emulator/media/{media.id}",
        "shown": media.mime.startswith("image/") and media.size > 0,
    }


def _clock(instant: float) -> str:
    return f"{datetime.fromtimestamp(instant, ZONE):%H:%M}"


def _day_title(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _day_note(day: date, today: date) -> str:
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days, "")


def _counts(posts: list[Post]) -> list[tuple[str, int]]:
    states = sorted({post.base_state for post in posts})
    return [(state, sum(post.base_state == state for post in posts)) for state in states]


def _safe(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
