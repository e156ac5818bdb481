"""A medium in a line: its file, linked and never shown, since pictures from elsewhere watch who looks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from publer_sync.model.post import Media
from publer_sync.render.excerpt import brief
from publer_sync.render.markdown.inert import code
from publer_sync.render.markdown.links import Links
from publer_sync.render.quantities import duration, size
from publer_sync.render.words import count


def media_line(item: Media, links: Links, most: int | None) -> str:
    """What it is, how large, and its alt text; texts up to `most` visible characters."""
    kind = item.kind.value
    return f"{kind} {_name(item, links)}: {', '.join(_facts(item, most))}"


def _name(item: Media, links: Links) -> str:
    if item.file:
        return links.file(code(item.file), item.file)
    return code(item.url) if item.url else f"from Publer's library {code(item.id or '')}"


def _facts(item: Media, most: int | None) -> Iterator[str]:
    facts = item.facts
    if facts and facts.width and facts.height:
        yield f"{facts.width:,} × {facts.height:,}"
    if facts and facts.seconds:
        yield duration(round(facts.seconds, 1))
    if facts and facts.pages:
        yield count(facts.pages, "page")
    if bytes_ := item.size or (facts.bytes if facts else 0):
        yield size(bytes_)
    yield f"alt text {_said(item.alt, most)}" if item.alt else "no alt text"
    if item.caption:
        yield f"caption {_said(item.caption, most)}"
    if item.cover and item.cover.file:
        yield f"cover {code(PurePosixPath(item.cover.file).name)}"
    if item.tags:
        yield f"tagged {_said(', '.join(tag.user for tag in item.tags), most)}"


def _said(text: str, most: int | None) -> str:
    return code(text if most is None else brief(text, most))
