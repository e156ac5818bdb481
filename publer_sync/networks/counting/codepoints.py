"""Counting Unicode code points."""

from __future__ import annotations

WORDS = "Unicode code points"

count = len
