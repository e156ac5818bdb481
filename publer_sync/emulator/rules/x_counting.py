"""The weighted length of a text on X, by the rules of twitter-text 3.1.

A link counts 23, an emoji 2, any other code point 1 (Latin and most alphabets) or 2. A link needs no
scheme: any domain on a known top-level domain is one. The patterns follow the published grammar,
https://github.com/twitter/twitter-text.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from importlib import resources
from itertools import product
from unicodedata import normalize

import regex

LINK, EMOJI = 23, 2
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LONGEST_LINK = 4096
_LONGEST_LABEL = 63
_LONGEST_SLUG = 40

_SPACES = r"\x09-\x0d \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVALID = r"\ufffe\ufeff\uffff"
_DIRECTIONS = r"\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_NO_LABEL = rf"!'#%&()*+,\\./:;<=>?@\[\]\^{{|}}~${_SPACES}{_INVALID}{_DIRECTIONS}"
_LATIN = (
    r"\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f"
    r"\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)

# The bounds keep hostile texts from taking quadratic time; what exceeds them is no domain in DNS either.
_EDGE = rf"[^_\-{_NO_LABEL}]"
_SUBDOMAIN = rf"{_EDGE}(?:[^{_NO_LABEL}]{{0,255}}{_EDGE})?\."
_NAME = rf"{_EDGE}(?:[^_{_NO_LABEL}]{{0,255}}{_EDGE})?\."
_PATH_CHARACTER = rf"[a-z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}]"
_BRACKETS = (
    rf"\((?:{_PATH_CHARACTER}+|{_PATH_CHARACTER}*\({_PATH_CHARACTER}+\){_PATH_CHARACTER}*)\)"
)
_PATH_END = rf"[+\-a-z\u0400-\u04ff0-9=_#/{_LATIN}]"
_PATH = rf"/(?:{_PATH_CHARACTER}*(?:{_BRACKETS}{_PATH_CHARACTER}*)*{_PATH_END}|{_BRACKETS})*"
_QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"

_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_DRESSED = regex.compile(r"([\p{Emoji}--\p{Emoji_Presentation}])\ufe0f", regex.VERSION1)
_ONE_EMOJI = regex.compile(
    r"[#*0-9]\ufe0f?\u20e3"
    r"|[\xa9\xae\u2122\u265f]\ufe0f"
    rf"|\p{{Emoji_Modifier_Base}}(?:\ufe0f|(?!\ufe0e))[{_TONES}]?"
    r"|[\p{Emoji_Presentation}--[\u2000-\u3300]]"
    r"|[\p{Emoji}--[#*0-9\xa9\xae\u2122\u265f]](?:\ufe0f|(?!\ufe0e))",
    regex.VERSION1,
)


def x_length(text: str) -> int:
    """The weighted length of a text; X allows 280 of it."""
    text = normalize("NFC", text)
    link_ends = dict(links(text))
    length = at = 0
    while at < len(text):
        if at in link_ends:
            length, at = length + LINK, link_ends[at]
        elif end := _emoji_end(text, at):
            length, at = length + EMOJI, end
        else:
            length, at = length + _weight(ord(text[at])), at + 1
    return length


def links(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each link in a text of normal form C."""
    if "." not in text:
        return
    for match in _link_pattern().finditer(text):
        start, end = match.span("link")
        if not _is_acceptable(match["scheme"] or "https://", match["domain"], end - start):
            continue
        if not match["scheme"]:
            yield from _bare(match)
        elif short := _short_pattern().match(match["link"]):
            if len(short[1]) <= _LONGEST_SLUG:
                yield start, start + short.end()
        else:
            yield start, end


def _bare(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Without a scheme, the parts of the domain in Latin letters are links; the last has the path."""
    if match["before"] in tuple("-_./"):
        return
    offset = match.start("domain")
    spans = [part.span() for part in _latin_pattern().finditer(match["domain"])]
    for number, (start, end) in enumerate(spans, 1):
        with_path = number == len(spans) and match["path"]
        yield offset + start, match.end("link") if with_path else offset + end


def _is_acceptable(scheme: str, domain: str, length: int) -> bool:
    if domain.startswith("xn--") and not _latin_pattern().search(domain):
        return False
    labels = [_in_dns(label) for label in domain.split(".")]
    longer = sum(map(len, labels)) + len(labels) - 1 - len(domain)
    within = len(scheme) + length + longer <= _LONGEST_LINK
    return within and all(len(label) <= _LONGEST_LABEL for label in labels)


def _in_dns(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


@cache
def _link_pattern() -> re.Pattern[str]:
    before = rf"(?P<before>[^A-Za-z0-9@\uff20$#\uff03{_INVALID}]|^)"
    domain = rf"(?P<domain>(?:{_SUBDOMAIN}){{0,126}}{_NAME}{_ending()})"
    rest = rf"(?::[0-9]+)?(?P<path>{_PATH})?(?:{_QUERY})?"
    return re.compile(rf"{before}(?P<link>(?P<scheme>https?://)?{domain}{rest})", re.IGNORECASE)


@cache
def _latin_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:[\-a-z0-9{_LATIN}]+\.)+{_ending()}", re.IGNORECASE)


@cache
def _short_pattern() -> re.Pattern[str]:
    return re.compile(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", re.IGNORECASE)


def _ending() -> str:
    """The pattern of a top-level domain."""
    return rf"(?:{_any_of(_words('top_level_domains.txt'))}(?![0-9A-Za-z@+\-])|xn--[\-0-9a-z]+)"


def _any_of(words: Collection[str]) -> str:
    """The pattern of any of some words, letter by letter: a list of a thousand is slow to try."""
    rests: dict[str, set[str]] = {}
    for word in filter(None, words):
        rests.setdefault(word[0], set()).add(word[1:])
    if not rests:
        return ""
    branches = "|".join(letter + _any_of(rest) for letter, rest in sorted(rests.items()))
    return f"(?:{branches}){'?' if '' in words else ''}"


def _emoji_end(text: str, at: int) -> int:
    """The end of the emoji that starts there; 0 if none does."""
    if text[at] < "\u203c" and text[at + 1 : at + 2] not in ("\ufe0f", "\u20e3"):
        return 0
    sequences, longest = _sequences()
    for end in range(min(len(text), at + longest), at + 1, -1):
        if _DRESSED.sub(r"\1", text[at:end]) in sequences:
            return end
    one = _ONE_EMOJI.match(text, at)
    return one.end() if one else 0


@cache
def _sequences() -> tuple[frozenset[str], int]:
    """All sequences without their variation selectors, and the most code points that one has with them."""
    sequences = {sequence for word in _words("emoji_sequences.txt") for sequence in _toned(word)}
    return frozenset(sequences), 2 * max(map(len, sequences))


def _toned(word: str) -> Iterator[str]:
    """The sequence of a word with and without each skin tone."""
    parts = [
        [chr(int(code.rstrip("*"), 16)) + tone for tone in ("", *_TONES)]
        if code.endswith("*")
        else [chr(int(code, 16))]
        for code in word.split("-")
    ]
    return map("".join, product(*parts))


def _weight(point: int) -> int:
    return 1 if any(low <= point <= high for low, high in _LIGHT) else 2


@cache
def _words(name: str) -> frozenset[str]:
    """The words of a file in `data`, without its comments."""
    folder = resources.files("publer_sync.emulator").joinpath("data")
    lines = folder.joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
