"""Hashtags, mentions and other words of a text that networks treat in a way of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publer_sync.networks.counting.links import X, web_addresses

# NOTE: none of them may follow what makes it part of a link or of an e-mail address.
_HASHTAG = re.compile(r"(?<![\w/&=?#])[#\uff03](?=\w*[^\W\d_])\w+")
_MENTION = re.compile(r"(?<![\w/.=?@])@[A-Za-z0-9_][\w.]*")
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?![\w$])")


def hashtags(text: str) -> list[str]:
    """Every hashtag, as often as it occurs; a number alone is none."""
    return _HASHTAG.findall(text) if "#" in text or "\uff03" in text else []


def mentions(text: str) -> list[str]:
    """Every `@name` that is no part of an address."""
    return _MENTION.findall(text) if "@" in text else []


def cashtags(text: str) -> list[str]:
    """Every `$TICKER`."""
    return _CASHTAG.findall(text) if "$" in text else []


def different_links(text: str) -> list[str]:
    """The links with `http://` or `https://`, each once, in the order in which they occur."""
    results = (text[start:end] for start, end in web_addresses(text, X))
    return list(dict.fromkeys(results))


def link_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each link with `http://` or `https://`."""
    return web_addresses(text, X)


def hashtag_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each hashtag."""
    return (match.span() for match in _HASHTAG.finditer(text))


def mention_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each mention, without the full stop of its sentence."""
    for match in _MENTION.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip("."))
