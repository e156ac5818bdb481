"""Length of a text, in the ways that networks count.

Every way takes any `str`, lone surrogates included, and never raises: whether a text can be sent at all is
not a question of its length.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from publer_sync.networks.counting import mastodon, weighted
from publer_sync.networks.counting.characters import graphemes, threads, utf8, utf16


@dataclass(frozen=True, slots=True)
class CountingMethod:
    """A way of counting: `words` says it to people, `count` does it."""

    words: str
    count: Callable[[str], int]


# UTF-16 is the safest reading where a network never says what a character is. Telegram measures what is left
# after the mark-up is parsed, and plain text has none.
_UNITS = CountingMethod("UTF-16 units, so most emoji count 2 or more", utf16)

WAYS: Mapping[str, CountingMethod] = {
    "codepoints": CountingMethod("Unicode code points", len),
    "utf16": _UNITS,
    "bytes": CountingMethod("UTF-8 bytes", utf8),
    "graphemes": CountingMethod("visible characters", graphemes),
    "weighted": CountingMethod(weighted.WORDS, weighted.count),
    "mastodon": CountingMethod(mastodon.WORDS, mastodon.count),
    "threads": CountingMethod(
        "visible characters, with each emoji counted by its UTF-8 bytes", threads
    ),
    "telegram": _UNITS,
}
"""The ways by their names in `rules.yaml`."""


def count(way: str, text: str) -> int:
    """The length of a text, counted in a way of `WAYS`; an unknown way is a KeyError."""
    return WAYS[way].count(text)


def count_in_words(way: str) -> str:
    """Return the name of the way of counting, as the end of a sentence such as "301 characters, counted in
    ..."."""
    return WAYS[way].words
