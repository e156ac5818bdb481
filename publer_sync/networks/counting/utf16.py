"""Counting UTF-16 code units: the safest reading where a network never says what a character is."""

from __future__ import annotations

WORDS = "UTF-16 units, so most emoji count 2 or more"


def count(text: str) -> int:
    """Units of UTF-16; a lone surrogate counts 1."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
