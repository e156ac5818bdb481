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

from publer_sync.networks.counting.prefix_tree import any_of
from publer_sync.networks.facts import words

_LONGEST_LINK = 4096
_LONGEST_LABEL = 63
_LONGEST_SLUG = 40
_MOST_SUBDOMAINS = 125
"""A name in DNS has up to 253 characters, and so up to 127 labels; two of them are no subdomains."""

_INVALID = "\ufffe\ufeff\uffff"
_DIRECTION = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_SPACE = "\\x09-\\x0d \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_PUNCTUATION = r"!'#%&()*+,\\./:;<=>?@\[\]^{|}~$"
LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f"
    "\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_CYRILLIC = "\u0400-\u04ff"

_BEFORE = f"(?:[^A-Za-z0-9@\uff20$#\uff03{_INVALID}]|^)"
_HYPHENATED = f"[^_{_PUNCTUATION}{_SPACE}{_INVALID}{_DIRECTION}]"
_UNDERSCORED = f"[^{_PUNCTUATION}{_SPACE}{_INVALID}{_DIRECTION}]"
_LABEL_CHARACTER = f"[^_\\-{_PUNCTUATION}{_SPACE}{_INVALID}{_DIRECTION}]"
# NOTE: the bounds keep a long text without spaces from taking quadratic time; labels over 63 are refused.
_SUBDOMAIN = rf"{_LABEL_CHARACTER}(?:{_UNDERSCORED}{{0,255}}{_LABEL_CHARACTER})?\."
_DOMAIN_NAME = rf"{_LABEL_CHARACTER}(?:{_HYPHENATED}{{0,255}}{_LABEL_CHARACTER})?\."

_QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"
_DOT_IN_WORD = re.compile(r"[^\s.]\.[^\s.]")
_WORD = re.compile(r"[^ \n]+")
_T_CO = re.compile(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", re.IGNORECASE | re.ASCII)
_PUNYCODE_DOTS = re.compile("[\u3002\uff0e\uff61]")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a network allows after the domain: patterns for a path with its slash, and for a query."""

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


def links(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each link that X would shorten; the text must be in normal form C."""
    if not _DOT_IN_WORD.search(text):
        return
    for match in _matches(X, text):
        if _is_acceptable(match):
            yield from _with_scheme(match) if match["scheme"] else _bare(match)


def web_addresses(text: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Start and end of each link that has a scheme of http or https."""
    if "://" not in text:
        return
    for match in _matches(grammar, text):
        if match["scheme"] and _is_acceptable(match):
            yield from _with_scheme(match)


def _matches(grammar: Grammar, text: str) -> Iterator[re.Match[str]]:
    """What looks like a link, in the words that have a known ending at all.

    The whole pattern takes its time at each dot of `a.a.a.a`; no link reaches over a space.
    """
    for word in _WORD.finditer(text):
        if _ending().search(text, word.start(), word.end()):
            yield from _pattern(grammar).finditer(text, max(word.start() - 1, 0), word.end())


def _with_scheme(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    start, end = match.span("link")
    short = _T_CO.match(match["link"])
    if short is None:
        yield start, end
    elif len(short[1]) <= _LONGEST_SLUG:
        yield start, start + short.end()


def _bare(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    if match["before"] and match["before"] in "-_./":
        return
    offset, domain = match.start("domain"), match["domain"]
    spans = [found.span() for found in _latin_domain().finditer(domain)]
    for start, end in spans[:-1]:
        yield offset + start, offset + end
    if spans:
        start, end = spans[-1]
        rest = len(match["link"]) - len(domain) if match["path"] else 0
        yield offset + start, offset + end + rest


def _is_acceptable(match: re.Match[str]) -> bool:
    scheme = match["scheme"] or "https://"
    domain = match["domain"]
    if len(scheme) + len(match["link"]) > _LONGEST_LINK:
        return False
    if domain.startswith("xn--") and not _latin_domain().search(domain):
        return False
    return all(_length_in_dns(label) <= _LONGEST_LABEL for label in domain.split("."))


def _length_in_dns(label: str) -> int:
    if label.isascii() or len(label) > _LONGEST_LABEL:
        return len(label)
    parts = _PUNYCODE_DOTS.split(label)
    return sum(_length_of_part(part) for part in parts) + len(parts) - 1


def _length_of_part(part: str) -> int:
    return len(part) if part.isascii() else len("xn--") + len(part.encode("punycode"))


@cache
def _pattern(grammar: Grammar) -> re.Pattern[str]:
    domain = f"(?:{_SUBDOMAIN}){{0,{_MOST_SUBDOMAINS}}}{_DOMAIN_NAME}{_top_level()}"
    link = f"(?P<scheme>https?://)?(?P<domain>{domain})(?::[0-9]+)?(?P<path>{grammar.path})?"
    whole = f"(?P<before>{_BEFORE})(?P<link>{link}(?:{grammar.query})?)"
    return re.compile(whole, re.IGNORECASE | re.ASCII)


@cache
def _latin_domain() -> re.Pattern[str]:
    return re.compile(rf"(?:[\-a-z0-9{LATIN}]+\.)+{_top_level()}", re.IGNORECASE | re.ASCII)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"\.{_top_level()}", re.IGNORECASE | re.ASCII)


@cache
def _top_level() -> str:
    known = any_of(words("counting/top_level_domains.txt"), _in_either_case)
    return rf"(?:{known}(?=[^0-9a-zA-Z@+-]|\Z)|xn--[\-0-9a-z]+)"


def _in_either_case(character: str) -> str:
    if character.isascii() or len(character.upper()) != 1 or character.upper() == character:
        return re.escape(character)
    return f"[{character}{character.upper()}]"
