"""Finding links in a text as twitter-text v3 does: X links bare domains too, Mastodon does not.

The rules follow the published grammar (https://github.com/twitter/twitter-text) and its tests, by code
point. A link is an optional scheme, a domain, an optional port, path and query. The domain ends in a known
top-level domain or in punycode, and neither it nor the scheme may follow a letter, a digit or one of `@ $ #`.
A path may hold pairs of brackets, one level deep, and does not end in punctuation. Without a scheme, only the
part of the domain that is written in Latin letters is linked, and a query needs a path before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from publer_sync.networks.counting.domains import BEFORE, LATIN, latin_domains, runs

_LONGEST_LINK = 4096
_LONGEST_LABEL = 63
_LONGEST_SLUG = 40

_CYRILLIC = "\u0400-\u04ff"
_MAY_BE_BEFORE = re.compile(BEFORE)
_SCHEME = re.compile("https?://", re.IGNORECASE | re.ASCII)
_QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"
_DOT_IN_WORD = re.compile(r"[^\s.]\.[^\s.]")
_T_CO = re.compile(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", re.IGNORECASE | re.ASCII)
_PUNYCODE_DOTS = re.compile("[\u3002\uff0e\uff61]")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Link grammar of a network after the domain: patterns for a path with its slash, and for a query."""

    path: str
    query: str


def a_path(inner: str, ending: str) -> str:
    """The pattern of a path: `inner` and brackets up to the last `ending`, then brackets.

    `ending` may refer to the pattern of a pair of brackets as `BRACKETS`.
    """
    brackets = rf"\((?:{inner}+|{inner}*\({inner}+\){inner}*)\)"
    run = f"{inner}*(?:{brackets}{inner}*)*(?:{ending.replace('BRACKETS', brackets)})"
    # NOTE: the grammar repeats all of it; that takes quadratic time for rows of brackets and matches no more.
    return f"/(?:{run})?(?:{brackets})*"


_X_INNER = rf"[a-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}]"
X = Grammar(
    path=a_path(_X_INNER, rf"[+\-a-z{_CYRILLIC}0-9=_#/{LATIN}]"),
    query=_QUERY,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """Candidate for a link: its start, the end of its domain and of all of it, and whether it has a path."""

    text: str
    start: int
    domain_start: int
    domain_end: int
    end: int
    has_path: bool

    @property
    def before(self) -> str:
        return self.text[self.start - 1] if self.start else ""

    @property
    def scheme(self) -> str:
        return self.text[self.start : self.domain_start]

    @property
    def domain(self) -> str:
        return self.text[self.domain_start : self.domain_end]


def links(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each link that X would shorten; the text must be in normal form C."""
    if not _DOT_IN_WORD.search(text):
        return
    for match in _finds(X, text):
        if _is_acceptable(match):
            yield from _with_scheme(match) if match.scheme else _bare(match)


def web_addresses(text: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Start and end of each link that has a scheme of http or https."""
    if "://" not in text:
        return
    for match in _finds(grammar, text):
        if match.scheme and _is_acceptable(match):
            yield from _with_scheme(match)


def _finds(grammar: Grammar, text: str) -> Iterator[_Found]:
    """Find link candidates from left to right; none includes what stands before it."""
    count = 0
    for run in runs(text):
        for domain_start, domain_end in run.domains():
            start = _start(text, domain_start, count) if domain_start == run.start else domain_start
            if count and start <= count:
                continue
            rest = _rest(grammar).match(text, domain_end)
            assert rest is not None  # it matches nothing as well
            count = rest.end()
            yield _Found(text, start, domain_start, domain_end, count, bool(rest["path"]))


def _start(text: str, domain_start: int, count: int) -> int:
    """The start of the scheme before a domain, if a link may start there; otherwise that of the domain."""
    for length in (len("https://"), len("http://")):
        start = domain_start - length
        if start >= 0 and _SCHEME.fullmatch(text, start, domain_start):
            is_first = start == 0
            if is_first or (start > count and _MAY_BE_BEFORE.match(text, start - 1)):
                return start
    return domain_start


def _with_scheme(match: _Found) -> Iterator[tuple[int, int]]:
    short = _T_CO.match(match.text, match.start, match.end)
    if short is None:
        yield match.start, match.end
    elif len(short[1]) <= _LONGEST_SLUG:
        yield match.start, short.end()


def _bare(match: _Found) -> Iterator[tuple[int, int]]:
    if match.before and match.before in "-_./":
        return
    offset = match.domain_start
    spans = list(latin_domains(match.domain))
    for start, end in spans[:-1]:
        yield offset + start, offset + end
    if spans:
        start, end = spans[-1]
        rest = match.end - match.domain_end if match.has_path else 0
        yield offset + start, offset + end + rest


def _is_acceptable(match: _Found) -> bool:
    domain = match.domain
    if len(match.scheme or "https://") + match.end - match.start > _LONGEST_LINK:
        return False
    if domain.startswith("xn--") and not any(latin_domains(domain)):
        return False
    is_short = domain.isascii() and len(domain) <= _LONGEST_LABEL
    return is_short or all(_length_in_dns(each) <= _LONGEST_LABEL for each in domain.split("."))


def _length_in_dns(label: str) -> int:
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return len(label)
    parts = _PUNYCODE_DOTS.split(label)
    return sum(_length_of_part(part) for part in parts) + len(parts) - 1


def _length_of_part(part: str) -> int:
    return len(part) if part.isascii() else len("xn--") + len(part.encode("punycode"))


@cache
def _rest(grammar: Grammar) -> re.Pattern[str]:
    """Match the part after the domain: a port, a path, a query."""
    rest = rf"(?::[0-9]+)?(?P<path>{grammar.path})?(?:{grammar.query})?"
    return re.compile(rest, re.IGNORECASE | re.ASCII)
