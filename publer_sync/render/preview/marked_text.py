"""A text as its readers see it: without its markup, links, mentions and hashtags told apart, and cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.networks.counting.characters import clusters
from publer_sync.networks.markup import hashtag_spans, link_spans, mention_spans
from publer_sync.render.preview.model import ShortenedText, SpanKind, TextPart
from publer_sync.render.preview.network_styles import Fold, NetworkStyle

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LONGEST_CLUSTER = 16
"""Code points that are looked at for each visible character: enough for any emoji."""

_NEAR = 20
"""How many characters a cut may go back to end with a word."""


def fit(text: str) -> str:
    """The text without what a page cannot hold: controls and halves of characters become escapes."""
    return _UNFIT.sub(_escape, text.replace("\r\n", "\n").replace("\r", "\n"))


def words_of(text: str, look: NetworkStyle, fold: Fold | None = None) -> ShortenedText:
    """The parts of a text, cut as `fold` says."""
    text = fit(text)
    parts = _parts(text, look)
    cut = _cut(text, fold) if fold else len(text)
    if fold is None or cut >= len(text):
        return ShortenedText(parts)
    return ShortenedText(*_split(parts, cut, fold.more))


def _parts(text: str, look: NetworkStyle) -> list[TextPart]:
    parts: list[TextPart] = []
    end_of_last = 0
    for start, end, kind in _spans(text, look):
        if start < end_of_last:
            continue
        if start > end_of_last:
            parts.append(TextPart(text[end_of_last:start]))
        value = text[start:end]
        parts.append(TextPart(value, kind, value if kind is SpanKind.LINK else None))
        end_of_last = end
    if end_of_last < len(text):
        parts.append(TextPart(text[end_of_last:]))
    return parts


def _spans(text: str, look: NetworkStyle) -> list[tuple[int, int, SpanKind]]:
    """In order; a link comes before what starts with it."""
    results: list[tuple[int, int, SpanKind]] = []
    for desired, kind, spans in (
        (look.links, SpanKind.LINK, link_spans),
        (look.mentions, SpanKind.MENTION, mention_spans),
        (look.hashtags, SpanKind.HASHTAG, hashtag_spans),
    ):
        if desired:
            results += ((start, end, kind) for start, end in spans(text))
    return sorted(results, key=lambda span: span[0])


def _cut(text: str, fold: Fold) -> int:
    """Return the position where the network cuts: after the last word that fits, and never within a
    character."""
    lines = list(_line_ends(text, fold.lines))
    end = lines[-1] if len(lines) == fold.lines else len(text)
    if end > fold.characters:
        seen_names = clusters(text[: min(end, fold.characters * _LONGEST_CLUSTER)])
        if len(seen_names) > fold.characters:
            end = len("".join(seen_names[: fold.characters]))
            space = text.rfind(" ", max(end - _NEAR, 0), end)
            end = space if space > 0 else end
    return end if text[end:].strip() else len(text)


def _line_ends(text: str, most: int) -> Iterator[int]:
    position = -1
    for _ in range(most):
        position = text.find("\n", position + 1)
        if position < 0:
            return
        yield position


def _split(
    parts: Sequence[TextPart], cut: int, more: str
) -> tuple[list[TextPart], str, list[TextPart]]:
    """Split a text at the cut; a link that is cut leads where it did."""
    before: list[TextPart] = []
    after: list[TextPart] = []
    position = 0
    for part in parts:
        place = min(max(cut - position, 0), len(part.text))
        if place:
            before.append(TextPart(part.text[:place], part.kind, part.href))
        if place < len(part.text):
            after.append(TextPart(part.text[place:], part.kind, part.href))
        position += len(part.text)
    return before, more, after


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape", "backslashreplace").decode("ascii")


_OF_THEIR_OWN = {"p", "li", "tr", "br", "div"}
_LONGEST = 20_000
"""Longer texts stay as they are written: no network with markup takes them."""

# NOTE: a parser of whole pages takes minutes for rows of tags that no one closes; this takes no step twice.
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
