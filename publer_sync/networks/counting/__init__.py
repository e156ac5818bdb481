"""How long a text is, in the ways that networks count.

Every way takes any `str`, lone surrogates included, and never raises: whether a text can be sent at all is
not a question of its length.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from publer_sync.networks.counting import (
    codepoints,
    graphemes,
    mastodon,
    telegram,
    threads,
    utf8,
    utf16,
    weighted,
)


class Way(Protocol):
    """A way of counting: `WORDS` says it to people, `count` does it."""

    @property
    def WORDS(self) -> str: ...

    def count(self, text: str, /) -> int: ...


WAYS: Mapping[str, Way] = {
    "codepoints": codepoints,
    "utf16": utf16,
    "bytes": utf8,
    "graphemes": graphemes,
    "weighted": weighted,
    "mastodon": mastodon,
    "threads": threads,
    "telegram": telegram,
}
"""The ways by their names in `rules.yaml`."""


def count(way: str, text: str) -> int:
    """The length of a text, counted in a way of `WAYS`; an unknown way is a KeyError."""
    return WAYS[way].count(text)


def in_words(way: str) -> str:
    """How that way counts, as the end of a sentence such as "301 characters, counted in ..."."""
    return WAYS[way].WORDS
