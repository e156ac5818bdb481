"""Texts with markup of their own as readers see them: without it. What was bold is plain here."""

from __future__ import annotations

import re
from html import unescape

from publer_sync.model.network import Network
from publer_sync.model.post import Post

_OF_THEIR_OWN = {"p", "li", "tr", "br", "div"}
_LONGEST = 20_000
"""Longer texts stay as they are written: no network with markup takes them."""

# NOTE: a parser of whole pages takes minutes for rows of tags that nobody closes; this takes no step twice.
_TAG = re.compile(
    r"""<(?:([a-z][a-z\d]*)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+|/[a-z][^<>]*+|![^<>]*+)>""",
    re.IGNORECASE | re.ASCII,
)
_EMPHASIS = re.compile(r"(?<![\w*_`])(\*|_|`)(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![\w*_`])")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(([^()\s]{1,2000})\)")


def as_read(post: Post) -> str:
    """The text of a post as its readers see it; only Telegram takes texts with markup."""
    mode = post.options.get("parse_mode") if post.network is Network.TELEGRAM else None
    if mode is None or len(post.text) > _LONGEST:
        return post.text
    if mode == "html":
        return words_of_html(post.text)
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", post.text))


def words_of_html(html: str) -> str:
    """The words of some HTML, without its tags; a `<` that begins no tag is a word too."""
    return unescape(_TAG.sub(_line_end, html)).strip()


def _line_end(tag: re.Match[str]) -> str:
    return "\n" if (tag[1] or "").lower() in _OF_THEIR_OWN else ""
