"""Counting for X: the weighted length of twitter-text v3.

The text is brought into normal form C. Each link counts the same whatever its length, each emoji counts 2
whatever it is made of, and every other code point counts 1 (Latin and most alphabets, general punctuation)
or 2 (Chinese, Japanese, Korean, symbols). The numbers are in `rules.yaml`, with their sources.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from heapq import merge
from operator import itemgetter

from publer_sync.networks.counting.emoji import emoji_spans
from publer_sync.networks.counting.links import links
from publer_sync.networks.rules_data import rules

WORDS = "as X counts: links 23, emoji and East Asian characters 2"


def count(text: str) -> int:
    """The weighted length; X allows 280 of it. Never raises, whatever the text."""
    text = unicodedata.normalize("NFC", text)
    weights = _weights()
    hundredths = end_of_last = 0
    found_links = [(start, end, weights.link) for start, end in links(text)]
    found_emoji = [(start, end, weights.emoji) for start, end in emoji_spans(text)]
    # By where they start; a link comes before an emoji that starts with it.
    for start, end, weight in merge(found_links, found_emoji, key=itemgetter(0)):
        if start >= end_of_last:
            hundredths += weights.of_plain(text[end_of_last:start]) + weight
            end_of_last = end
    return (hundredths + weights.of_plain(text[end_of_last:])) // weights.scale


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of characters, in parts of `scale`; `light` matches the code points that are not `heavy`."""

    scale: int
    link: int
    emoji: int
    heavy: int
    light: re.Pattern[str]

    def of_plain(self, text: str) -> int:
        """The weight of a text without links and emoji."""
        if text.isascii():
            return len(text) * self.scale
        heavy = len(self.light.sub("", text))
        return (len(text) - heavy) * self.scale + heavy * self.heavy


@cache
def _weights() -> Weights:
    value = rules()["counting"]["weighted"]
    scale = value["scale"]
    ranges = "".join(
        f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in value["ranges"]
    )
    return Weights(
        scale=scale,
        link=value["url_weight"] * scale,
        emoji=value["emoji_weight"] * scale,
        heavy=value["default_weight"],
        light=re.compile(f"[{ranges}]+"),
    )
