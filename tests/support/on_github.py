"""A comment as GitHub shows it: read by a parser of its Markdown, then looked through for what it would link.

What is looked for, and where not, follows GitHub's own filters (html-pipeline's for mentions, the autolinked
references of its documentation): everywhere but inside `pre`, `code` and `a`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_BLOCKS = {
    "p",
    "pre",
    "ul",
    "li",
    "h3",
    "h4",
    "blockquote",
    "div",
    "details",
    "summary",
    "hr",
    "br",
}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_INLINE = {"a", "b", "code", "em", "strong", "sub"}
TAGS = _BLOCKS | _TABLE | _INLINE
"""All that our comments are made of."""

_QUIET = {"pre", "code", "a"}
_VOID = {"br", "hr"}
_LIVE = {
    "mention": re.compile(r"(?:^|[^\w`])@[a-z\d]", re.IGNORECASE),
    "reference": re.compile(r"#\d|\bGH-\d", re.IGNORECASE),
    "commit": re.compile(r"\b[\da-f]{7,40}\b", re.IGNORECASE),
    "address": re.compile(r"https?://|\bwww\.", re.IGNORECASE),
    "emoji": re.compile(r":[\w+-]+:"),
}


@dataclass
class Seen(HTMLParser):
    """What a reader gets: the words outside of code, the code, links, and everything that is odd."""

    words: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    details: int = 0
    rows: list[list[str]] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.odd.append(f"<{tag}>")
        odd = {name for name, _ in attrs} - {"href", "class", "style"}
        self.odd += [f"<{tag} {name}>" for name in odd]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag == "details":
            self.details += 1
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        if tag not in _INLINE:
            self.words.append("\n")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.odd.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        quiet = _QUIET & set(self._open)
        (self.code if quiet else self.words).append(data)
        if {"td", "th"} & set(self._open):
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.odd.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.odd.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.odd.append(f"<?{data}>")

    def close(self) -> None:
        super().close()
        self.odd += [f"<{tag}> is not closed" for tag in self._open]

    @property
    def alive(self) -> list[str]:
        """What GitHub would turn into a ping or a link."""
        said = "".join(self.words)
        return [f"{kind}: {m[0]}" for kind, each in _LIVE.items() for m in each.finditer(said)]

    @property
    def foreign(self) -> list[str]:
        """Links that do not lead into the repository of the tests."""
        return [link for link in self.links if not link.startswith("https://github.com/shop/")]


def html_of(markdown: str) -> str:
    """The HTML that GitHub's Markdown makes of it, before anything is taken away as unsafe."""
    parser = MarkdownIt("gfm-like2", {"html": True})
    assert parser.linkify
    # GitHub links no bare domain; what begins with `www.` is looked for in the words.
    parser.linkify.set({"fuzzy_link": False})
    html: str = parser.render(markdown)
    return html


def seen(markdown: str) -> Seen:
    """What a reader of the comment gets."""
    found = Seen()
    found.feed(html_of(markdown))
    found.close()
    return found
