"""Texts without what a server may change on the way: for comparing them, and for digests that stand for them.

Both forms are linear in the length of a text, whatever it holds: texts come from Publer and from pull
requests.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html.entities import html5


def plain(text: str | None) -> str:
    """The text with LF line ends and no space around it."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


@lru_cache(maxsize=16_384)
def normal_form(text: str | None) -> str:
    """The text without anything that a server may change in any text, for comparing and indexing."""
    value = plain(text)
    if not value:
        return ""
    value = _ENTITY.sub(_unescaped, _ENTITY.sub(_unescaped, value))
    value = _INVISIBLE.sub("", value)
    if not value.isascii():
        value = _nfc(value)
    lines = (line.rstrip() for line in plain(value).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


_INVISIBLE = re.compile(
    "[\u00ad\u034f\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_BLANK_LINES = re.compile(r"\n{3,}")
# Bounded on purpose: `html.unescape` raises ValueError for a numeric entity with thousands of digits.
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_LAST_CHARACTER = 0x10FFFF


def _unescaped(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return html5.get(f"{name};", entity[0])
    number = int(decimal) if decimal else int(hexadecimal, 16)
    surrogate = 0xD800 <= number <= 0xDFFF
    return chr(number) if 0 < number <= _LAST_CHARACTER and not surrogate else entity[0]


_MOST_MARKS = 30
"""Combining marks that may follow each other (Unicode Stream-Safe Text Format, UAX 15)."""


def _nfc(text: str) -> str:
    """The text in NFC, in pieces where marks pile up: ordering a pile takes the square of its height."""
    pieces, start, marks = [], 0, 0
    for index, character in enumerate(text):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MOST_MARKS:
            pieces.append(text[start:index])
            start, marks = index, 0
    pieces.append(text[start:])
    return "".join(unicodedata.normalize("NFC", piece) for piece in pieces)
