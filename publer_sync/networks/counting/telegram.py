"""Counting for Telegram, which measures what is left after the mark-up is parsed; plain text has none."""

from __future__ import annotations

from publer_sync.networks.counting import utf16

WORDS = utf16.WORDS

count = utf16.count
