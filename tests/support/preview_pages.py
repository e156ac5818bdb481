"""Pages of a preview made of a few posts, and what is in their HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.model.post import Post
from publer_sync.render.preview.html import preview_html
from publer_sync.render.preview.inputs import PreviewInput
from publer_sync.render.preview.model import Card, PreviewEntry, PreviewPage
from publer_sync.render.preview.page import page_of
from tests.support.planning import NOW

ROME = ZoneInfo("Europe/Rome")
_VOID = {"meta", "rect", "hr", "br"}


def a_subject(*posts: Post, **overrides: Any) -> PreviewInput:
    """Posts in Rome, with nothing found and no one asked."""
    given: dict[str, Any] = {
        "title": "shop",
        "zone": ROME,
        "now": NOW,
        "posts": posts,
        "accounts": {post.account.alias: post.account for post in posts},
        "thumbnails": {},
        **overrides,
    }
    return PreviewInput(**given)


def a_page(*posts: Post, **overrides: Any) -> PreviewPage:
    """The page of some posts."""
    return page_of(a_subject(*posts, **overrides))


def html_of(*posts: Post, **overrides: Any) -> str:
    """Its HTML."""
    return preview_html(a_page(*posts, **overrides))


def cards_of(page: PreviewPage) -> list[Card]:
    """All cards of a page in order."""
    return [card for entry in entries_of(page) for card in entry.cards]


def entries_of(page: PreviewPage) -> list[PreviewEntry]:
    """All entries of a page in order, those without a day last."""
    dated = [entry for day in page.days for entry in day.entries]
    return dated + [entry for group in page.groups for entry in group.entries]


def shown(parts: Sequence[Any]) -> str:
    """The text of some parts."""
    return "".join(part.text for part in parts)


class Markup(HTMLParser):
    """Tags and attributes of a document; raises AssertionError where they are not balanced."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {f"{tag} {name}" for name, _ in attrs}
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {f"{tag} {name}" for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.words += data
