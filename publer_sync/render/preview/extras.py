"""Around the text of a post: polls, cards of links, events, blocks of an article, facts in a row of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from publer_sync.model.fingerprint import as_json
from publer_sync.model.media import Media
from publer_sync.model.post import Block, Link, Poll, Post
from publer_sync.render.plan.field_values import value_in_words
from publer_sync.render.preview.galleries import Pictures
from publer_sync.render.preview.marked_text import fit, words_of_html
from publer_sync.render.preview.model import ArticlePart, LinkCard, PollView
from publer_sync.render.preview.network_styles import Crop
from publer_sync.render.text.sanitize import safe
from publer_sync.render.text.units import count

_CARD = Crop(1.91, 1.91)
_SHOWN_ELSEWHERE = {"background", "content_warning", "event", "offer", "call_to_action"}
_HAPPENINGS = ("event", "offer")
_WEB = ("http://", "https://")


def poll_view(poll: Poll, text: str) -> PollView:
    """A poll before anyone has voted; a question that is the text already is not said twice."""
    question = poll.question or ""
    return PollView(
        question="" if question.strip() == text.strip() else fit(question),
        options=[fit(option) for option in poll.options],
        note=f"0 votes, open for {count(poll.days, 'day')}" if poll.days else "0 votes",
    )


def link_card(link: Link, pictures: Pictures) -> LinkCard:
    """The card of a link as far as the file says it; the rest is the page's own."""
    button = (link.call_to_action or "").replace("_", " ").capitalize()
    title = link.title or ""
    return LinkCard(
        href=safe_href(link.url),
        site=safe(host_of(link.url)),
        title=fit(title) or safe(link.url),
        description=fit(link.description or ("" if title else _FROM_THE_PAGE)),
        picture=pictures.tile(link.image, _CARD) if link.image else None,
        button=fit(f"{button} {link.phone_number or ''}".strip()),
    )


_FROM_THE_PAGE = "Title, words and picture come from the page itself."


def safe_href(url: str | None) -> str | None:
    """The address if a browser may be led there: nothing but the web."""
    return fit(url) if url and url.lower().startswith(_WEB) else None


def host_of(url: str) -> str:
    """The host of an address without `www.`; the address itself where there is none."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def button_card(post: Post) -> LinkCard | None:
    """The button below an update on Google; None where there is none."""
    value = post.options.get("call_to_action")
    if not isinstance(value, Mapping):
        return None
    url = str(value.get("url") or "")
    button = str(value.get("button") or "").replace("_", " ").capitalize()
    return LinkCard(href=safe_href(url), site=safe(host_of(url)), title="", button=fit(button))


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event or an offer: its title and further lines."""

    title: str
    lines: tuple[tuple[str, str], ...]


def event_card(post: Post, zone: ZoneInfo) -> EventCard | None:
    """The event or offer that the post announces."""
    values = next((v for k in _HAPPENINGS if isinstance(v := post.options.get(k), Mapping)), None)
    if values is None:
        return None
    time_text = " – ".join(
        _moment(values[key], zone) for key in ("start", "end") if values.get(key)
    )
    rest = (key for key in values if key not in {"title", "start", "end"})
    lines = [("When", time_text), *((_label(key), fit(str(values[key]))) for key in rest)]
    return EventCard(fit(str(values.get("title") or "")), tuple(line for line in lines if line[1]))


def facts(post: Post, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """Return further facts that Publer is told about the post."""
    for name in ("location", "album", "signature", "watermark"):
        if value := getattr(post.names, name):
            yield _label(name), fit(value)
    for name, value in post.options.items():
        if name not in _SHOWN_ELSEWHERE:
            yield _label(name), fit(value_in_words(f"options.{name}", _plain(value), zone))
    for name in ("share", "delete"):
        if value := getattr(post, name):
            yield _label(name), fit(value_in_words(name, as_json(value), zone).strip())
    tagged = [tag.user for medium in post.media for tag in medium.tags]
    if tagged:
        yield "Tagged", fit(", ".join(tagged))


def _plain(value: object) -> object:
    """A value as words can be made of it: a medium by its file."""
    if isinstance(value, Media):
        return value.file or value.url or value.id
    return value


def _label(name: str) -> str:
    return fit(name.replace("_", " ").capitalize())


def _moment(value: object, zone: ZoneInfo) -> str:
    try:
        moment = datetime.fromisoformat(str(value)).astimezone(zone)
    except ValueError:
        return fit(str(value))
    return f"{moment.day} {moment:%b %H:%M}"


_PICTURE = Crop(1, 2.2)


def article_parts(blocks: Sequence[Block], pictures: Pictures) -> Iterator[ArticlePart]:
    """Each block with its lines, or its picture."""
    for block in blocks:
        if block.media:
            yield ArticlePart("media", (), pictures.tile(block.media, _PICTURE))
        else:
            lines = [fit(line) for line in _lines(block)]
            yield ArticlePart(_kind(block), lines)


def _kind(block: Block) -> str:
    """The kind, for lists and headers with what the template has to tell apart."""
    if block.type == "list":
        return "ordered" if block.data.get("style") == "ordered" else "unordered"
    return block.type


def _lines(block: Block) -> list[str]:
    data = block.data
    match block.type:
        case "list":
            return [_text(item) for item in _each(data.get("items"))]
        case "table":
            return ["  ·  ".join(map(_text, _each(row))) for row in _each(data.get("content"))]
        case "code" | "html":
            return [str(data.get("code") or data.get("html") or "")]
        case "delimiter":
            return []
        case _:
            return [_text(data.get("text") or data.get("caption") or "")]


def _each(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _text(value: object) -> str:
    """The words of some HTML."""
    if isinstance(value, Mapping):
        value = value.get("content") or value.get("text") or ""
    return words_of_html(str(value))
