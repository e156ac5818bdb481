"""Ways of counting that look at nothing but characters: by their bytes, or as people see them."""

from __future__ import annotations

import regex

from publer_sync.networks.counting.emoji import has_emoji

# NOTE: flags are taken in pairs first: to match one, `\X` looks back over all flags before it.
_CLUSTER = regex.compile(
    r"[\U0001f1e6-\U0001f1ff]{2}(?![\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}])|\X"
)


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


def graphemes(text: str) -> int:
    """Extended grapheme clusters (Unicode annex 29), what people see as one; a CR LF pair is one."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(_CLUSTER.findall(text))


def clusters(text: str) -> list[str]:
    """The text, cut into its grapheme clusters."""
    return _CLUSTER.findall(text)


def threads(text: str) -> int:
    """Visible characters, those with an emoji in them by their UTF-8 bytes, as Threads documents it."""
    if not has_emoji(text):
        return graphemes(text)
    return sum(utf8(cluster) if has_emoji(cluster) else 1 for cluster in clusters(text))
