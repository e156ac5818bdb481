"""Ways of counting that need no tables of their own."""

from __future__ import annotations

from publer_sync.networks.counting import graphemes
from publer_sync.networks.counting.emoji import has_emoji


def utf8(text: str) -> int:
    """Bytes of UTF-8; a lone surrogate, which UTF-8 cannot hold, counts 3."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-8", "surrogatepass"))


def utf16(text: str) -> int:
    """Units of UTF-16; a lone surrogate counts 1."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def threads(text: str) -> int:
    """Visible characters, those with an emoji in them by their UTF-8 bytes, as Threads documents it."""
    if not has_emoji(text):
        return graphemes.count(text)
    return sum(utf8(cluster) if has_emoji(cluster) else 1 for cluster in graphemes.clusters(text))
