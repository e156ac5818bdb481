"""Counting extended grapheme clusters (Unicode annex 29): what people see as one character."""

from __future__ import annotations

import regex

WORDS = "visible characters"

_CLUSTER = regex.compile(r"\X")


def count(text: str) -> int:
    """Grapheme clusters; a CR LF pair is one."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(_CLUSTER.findall(text))


def clusters(text: str) -> list[str]:
    """The text, cut into its grapheme clusters."""
    return _CLUSTER.findall(text)
