"""The blocks of an article as lines of text: its inline HTML becomes words, never markup of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publer_sync.model.post import Block
from publer_sync.render.preview.formatted import words_of_html
from publer_sync.render.preview.galleries import Pictures
from publer_sync.render.preview.marked_text import fit
from publer_sync.render.preview.model import ArticlePart
from publer_sync.render.preview.network_styles import Crop

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
