"""Compare the text of a file, or of a write, with the text that Publer shows.

There are three grades. *Exact* texts are equal after LF line ends and trimming. *Normal* texts are equal
after what a server may do to any text: Unicode NFC, blanks at line ends, folded blank lines, HTML entities,
zero-width characters and variation selectors (contract row 75). *Loose* texts may differ in addition by
what Publer does on purpose: it shortens links, picks one alternative of a spintax text, and appends the
signature and hashtags. A loose match is never proof: two announcements with different links may look like
that too.

Texts come from Publer and from pull requests, so all of this is linear in their length.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import groupby

from publer_sync.model.plain_text import normal_form, plain


class TextMatch(IntEnum):
    """Match of two texts; a larger value is a better match."""

    NONE = 0
    LOOSE = 1
    NORMAL = 2
    EXACT = 3

    @property
    def is_equal(self) -> bool:
        """Return whether the texts are equal for all purposes: exactly or normally."""
        return self >= TextMatch.NORMAL


SHORTENERS = frozenset({
    "b.link", "bit.ly", "bitly.com", "buff.ly", "cutt.ly", "dlvr.it", "fb.me", "goo.gl", "ht.ly", "ift.tt",
    "is.gd", "j.mp", "lnkd.in", "mailchi.mp", "ow.ly", "pblr.me", "pub.li", "rb.gy", "rebrand.ly", "s.id",
    "shorturl.at", "short.gy", "smarturl.it", "spr.ly", "t.co", "t.ly", "t2m.io", "tiny.cc", "tinyurl.com",
    "tny.im", "trib.al", "urlr.me", "v.gd", "wp.me", "x.co", "yourls.org", "zpr.io",
})  # fmt: skip
"""Hosts of public link shorteners. A workspace's own are named in `policy.short_links`."""


def compare_texts(
    sent_text: str | None,
    text: str | None,
    *,
    signature: str | None = None,
    short_links: Collection[str] = frozenset(),
) -> TextMatch:
    """Grade how the text that Publer shows matches the one that was sent or is wanted.

    `signature` is the text of the signature that the post names, if it is known; `short_links` are hosts with
    which the workspace shortens links.
    """
    if plain(sent_text) == plain(text):
        return TextMatch.EXACT
    one, other = normal_form(sent_text), normal_form(text)
    if one == other:
        return TextMatch.NORMAL
    if not one or not other or max(len(one), len(other)) > _LONGEST:
        return TextMatch.NONE
    if not other.startswith(_CHANGEABLE.split(one, maxsplit=1)[0]):
        return TextMatch.NONE
    tails = _Tails(normal_form(signature))
    if _Pattern(one, SHORTENERS | frozenset(short_links), tails).matches(other):
        return TextMatch.LOOSE
    return TextMatch.NONE


# Loose comparison.

_LONGEST = 70_000
"""No network takes a longer text than this (Facebook: 63,206), so a longer one is not compared loosely."""

_CHANGEABLE = re.compile(r"https?://|\{", re.IGNORECASE)
"""Where a text may be shown in another way; what stands before that is shown as it was sent."""

_LINK = re.compile(r"https?://[^\s|{}]+", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?)]}'\"»”’"


@dataclass(frozen=True, slots=True)
class _Tails:
    """Possible ends of a text: hashtags, and the signature that the post names."""

    signature: str

    def allow(self, tail: str) -> bool:
        rest = tail.strip()
        if not rest:
            return True
        if self.signature:
            before, value, after = rest.partition(self.signature)
            if value and _only_hashtags(before) and _only_hashtags(after):
                return True
        return _only_hashtags(rest) and (tail[0].isspace())


def _only_hashtags(text: str) -> bool:
    return all(word[0] == "#" and len(word) > 1 for word in text.split())


class _Pattern:
    """The text that was sent, as a sequence of literals, links and spintax alternatives."""

    def __init__(self, text: str, short_hosts: frozenset[str], tails: _Tails) -> None:
        self._parts = _parsed(text)
        self._short_hosts = short_hosts
        self._tails = tails

    def matches(self, text: str) -> bool:
        """Return whether the shown text can have come from this one. Gives up on texts made to take long."""
        walk = _Walk(text, self._short_hosts)
        ends = walk.through(self._parts, {0})
        return any(self._tails.allow(text[end:]) for end in sorted(ends)[-_MOST_ENDS:])


_Part = str | tuple["tuple[_Part, ...]", ...]
"""A literal, or the alternatives of a choice."""

_MOST_ENDS = 8
_DEEPEST = 8


class _Walk:
    """Positions in a shown text that a part of the pattern can lead to, within a budget of steps."""

    def __init__(self, text: str, short_hosts: frozenset[str]) -> None:
        self._shown = text
        self._short_hosts = short_hosts
        self._links = dict(_links(text))
        self._budget = 20_000 + 8 * len(text)

    def through(self, parts: Sequence[_Part], starts: set[int]) -> set[int]:
        """Return the positions where the parts can end, one after another, from any of the starts."""
        reached = starts
        for part in parts:
            if not reached:
                break
            if isinstance(part, str):
                reached = {end for start in reached if (end := self._literal(part, start)) >= 0}
            else:
                self._budget -= len(part) * (1 + len(reached) // 16)
                reached = {end for each in part for end in self.through(each, reached)}
            if self._budget < 0:
                return set()
        return reached

    def _literal(self, text: str, start: int) -> int:
        """Return the end of a literal that begins at `start`, or -1. Its links may be shown as others."""
        self._budget -= 1 + len(text) // 16
        if self._budget < 0:
            return -1
        if self._shown.startswith(text, start) and _is_whole(text, self._links.get(start), start):
            return start + len(text)
        at, count = start, 0
        for begin, end in _links(text):
            at = self._same(text[count:begin], at)
            link_end = self._links.get(at) if at >= 0 else None
            if link_end is None or not self._stands_for(text[begin:end], self._shown[at:link_end]):
                return -1
            at, count = link_end, end
        return self._same(text[count:], at) if count else -1

    def _same(self, text: str, at: int) -> int:
        return at + len(text) if at >= 0 and self._shown.startswith(text, at) else -1

    def _stands_for(self, sent_text: str, text: str) -> bool:
        """Return whether one link may be shown for the other: only a shortener hides where a link leads."""
        if sent_text == text:
            return True
        hosts = {_host(sent_text), _host(text)}
        return len(hosts) == 2 and bool(hosts & self._short_hosts)


def _is_whole(text: str, link_end: int | None, start: int) -> bool:
    """Return whether a literal does not end within a link of the shown text that begins where the literal
    does."""
    return link_end is None or link_end <= start + len(text)


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Return start and end of each link in a text, without the punctuation after them."""
    for match in _LINK.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_AFTER_A_LINK))


def _host(link: str) -> str:
    host = link.partition("://")[2]
    for end in "/?#":
        host = host.partition(end)[0]
    return host.rpartition("@")[2].partition(":")[0].lower().removeprefix("www.")


@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[_Part, ...]:
    """The text with its spintax: `{Hi|Hello {you|all}}` is a choice; braces without `|` are literal."""
    stack: list[list[list[_Part]]] = [[[]]]
    for piece in re.split(r"([{|}])", text):
        if piece == "{" and len(stack) <= _DEEPEST:
            stack.append([[]])
        elif piece == "|" and len(stack) > 1:
            stack[-1].append([])
        elif piece == "}" and len(stack) > 1:
            choice = stack.pop()
            if len(choice) > 1:
                stack[-1][-1].append(tuple(map(_joined, choice)))
            else:
                stack[-1][-1] += ["{", *choice[0], "}"]
        elif piece:
            stack[-1][-1].append(piece)
    while len(stack) > 1:  # a brace that is never closed is a literal, like all that follows it
        for number, parts in enumerate(stack.pop()):
            stack[-1][-1] += ["|" if number else "{", *parts]
    return _joined(stack[0][0])


def _joined(parts: Iterable[_Part]) -> tuple[_Part, ...]:
    """The parts, with literals that follow each other as one."""
    results: list[_Part] = []
    for is_text, group in groupby(parts, key=lambda part: isinstance(part, str)):
        members = list(group)
        results += ["".join(map(str, members))] if is_text else members
    return tuple(results)
