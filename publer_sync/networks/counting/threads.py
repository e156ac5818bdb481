"""Counting for Threads: one for each visible character, but an emoji costs its bytes in UTF-8."""

from __future__ import annotations

from publer_sync.networks.counting import graphemes, utf8
from publer_sync.networks.counting.emoji import has_emoji

WORDS = "visible characters, with each emoji counted by its UTF-8 bytes"


def count(text: str) -> int:
    """Visible characters, those with an emoji in them by their UTF-8 bytes, as Threads documents it."""
    if not has_emoji(text):
        return graphemes.count(text)
    return sum(
        utf8.count(cluster) if has_emoji(cluster) else 1 for cluster in graphemes.clusters(text)
    )
