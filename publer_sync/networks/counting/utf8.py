"""Counting UTF-8 bytes."""

from __future__ import annotations

WORDS = "UTF-8 bytes"


def count(text: str) -> int:
    """Bytes of UTF-8; a lone surrogate, which UTF-8 cannot hold, counts 3."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-8", "surrogatepass"))
