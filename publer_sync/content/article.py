"""Markdown to the blocks of an article, as Publer's `content` names them; inline markup becomes HTML.

The kinds of block are paragraph, header, list, quote, code, table, media, delimiter and html, with the
data keys of Publer's content blocks. Pictures are named here and looked for elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from publer_sync.model.post import Block

if TYPE_CHECKING:
    # Few projects have articles; loading the parser takes a while.
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_NESTING = 100
"""The parser leaves out what is nested deeper."""

_BREAKS = frozenset({"softbreak", "hardbreak"})
_COMMENTS = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the Markdown names it, and the line of the text (from 0) that it stands on."""

    source: str
    alt: str | None
    caption: str | None
    line: int


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A block; of a picture that stands alone instead of a block the picture.

    `embedded` are pictures amid the text of a block.
    """

    line: int
    block: Block | None = None
    picture: Picture | None = None
    embedded: tuple[Picture, ...] = ()


def parts_of(markdown: str) -> Iterator[ArticleBlock]:
    """The parts of an article in order; any text is Markdown, so nothing is ever wrong with it."""
    tokens = _parser().parse(markdown)
    position = 0
    while position < len(tokens):
        end = _end(tokens, position)
        yield from _parts(tokens[position], tokens[position + 1 : end])
        position = end + 1


def is_too_deep(markdown: str) -> bool:
    """Return whether the parser has left something out, because it is nested too deeply."""
    return any(token.level >= MAX_NESTING - 1 for token in _parser().parse(markdown))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"xhtmlOut": False, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.add_render_rule("softbreak", lambda *_: " ")
    parser.add_render_rule("hardbreak", lambda *_: "<br>")
    return parser


def _end(tokens: Sequence[Token], start: int) -> int:
    """The token that closes what a token opens."""
    depth: int = tokens[start].nesting
    while depth:
        start += 1
        depth += tokens[start].nesting
    return start


def _parts(token: Token, inner: Sequence[Token]) -> Iterator[ArticleBlock]:
    line = token.map[0] if token.map else 0
    if token.type == "paragraph_open" and (single_items := _alone(inner[0], line)):
        yield from (ArticleBlock(picture.line, picture=picture) for picture in single_items)
        return
    block = _block(token, inner)
    if block is not None:
        yield ArticleBlock(line, block=block, embedded=tuple(_embedded(inner, line)))


def _block(token: Token, inner: Sequence[Token]) -> Block | None:
    data: dict[str, object]
    match token.type:
        case "paragraph_open":
            kind, data = "paragraph", {"text": _html(inner)}
        case "heading_open":
            kind, data = "header", {"text": _html(inner), "level": int(token.tag[1:])}
        case "blockquote_open":
            kind, data = "quote", {"text": _html_of(inner)}
        case "fence" | "code_block":
            kind, data = "code", {"code": token.content.removesuffix("\n")}
        case "table_open":
            kind, data = "table", {"withHeadings": True, "content": _rows(inner)}
        case "hr":
            kind, data = "delimiter", {}
        case "bullet_list_open" | "ordered_list_open":
            return _list(token, inner)
        case _:
            return _raw(token)
    return Block(type=kind, data=data)


def _raw(token: Token) -> Block | None:
    """HTML as it is written; comments are notes."""
    html = token.content.strip()
    if not html or _COMMENTS.fullmatch(html):
        return None
    return Block(type="html", data={"html": html})


def _list(token: Token, inner: Sequence[Token]) -> Block:
    """A list; one that starts at another number is HTML, as Publer's lists start at 1."""
    if token.attrs.get("start", 1) != 1:
        attributes = f' start="{token.attrs["start"]}"'
        return Block(type="html", data={"html": f"<ol{attributes}>{_html(inner)}</ol>"})
    items: list[str] = []
    position = 0
    while position < len(inner):
        end = _end(inner, position)
        items.append(_html_of(inner[position + 1 : end]))
        position = end + 1
    style = "ordered" if token.type == "ordered_list_open" else "unordered"
    return Block(type="list", data={"style": style, "items": items})


def _rows(inner: Sequence[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in inner:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_html([token]))
    return rows


def _html_of(inner: Sequence[Token]) -> str:
    """The HTML of what a list item or a quote holds; a single paragraph goes without its tags."""
    if [token.type for token in inner] == ["paragraph_open", "inline", "paragraph_close"]:
        inner = inner[1:2]
    return _html(inner)


def _html(tokens: Sequence[Token]) -> str:
    parser = _parser()
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html.strip()


def _alone(inline: Token, line: int) -> list[Picture]:
    """The pictures of a paragraph that holds nothing else."""
    children = inline.children or []
    if any(
        child.type not in {"image", *_BREAKS} and child.content.strip(" ") for child in children
    ):
        return []
    if any(child.nesting for child in children):
        return []
    return list(_embedded([inline], line))


def _embedded(inner: Sequence[Token], line: int) -> Iterator[Picture]:
    for token in inner:
        line = token.map[0] if token.map else line
        breaks = 0
        for child in token.children or ():
            breaks += child.type in _BREAKS
            if child.type == "image":
                yield _picture(child, line + breaks)


def _picture(token: Token, line: int) -> Picture:
    parser: Any = _parser()
    alt: str = parser.renderer.renderInlineAsText(token.children, parser.options, {})
    caption = str(token.attrs.get("title", "")).strip()
    source = str(token.attrs.get("src", ""))
    return Picture(source, " ".join(alt.split()) or None, caption or None, line)
