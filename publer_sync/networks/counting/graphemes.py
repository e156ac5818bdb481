"""Counting extended grapheme clusters (Unicode annex 29): what people see as one character."""

from __future__ import annotations

import regex

WORDS = "visible characters"

# NOTE: flags are taken in pairs first: to match one, `\X` looks back over all flags before it.
_CLUSTER = regex.compile(
    r"[\U0001f1e6-\U0001f1ff]{2}(?![\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}])|\X"
)


def count(text: str) -> int:
    """Grapheme clusters; a CR LF pair is one."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(_CLUSTER.findall(text))


def clusters(text: str) -> list[str]:
    """The text, cut into its grapheme clusters."""
    return _CLUSTER.findall(text)
