"""Which networks refuse a text that is too much like another one, and what counts as that."""

from __future__ import annotations

from difflib import SequenceMatcher

from publer_sync.model.network import Network

DISTINCT_TEXTS = frozenset({Network.TWITTER})
"""X refuses "duplicative or substantially similar" posts on one or more accounts (seen in production,
as the failure of a job). Where it draws the line is not published."""

ALIKE = 0.6
"""Share of common words from which we expect a refusal: rather too early than too late."""


def too_alike(one: str, other: str) -> bool:
    """Whether two texts may be refused beside each other on a network that wants distinct texts."""
    ones, others = words_of(one).split(), words_of(other).split()
    if ones == others:
        return True
    matcher = SequenceMatcher(None, ones, others, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def words_of(text: str) -> str:
    """A text as such a network reads it: its words, whatever their case and the space between them."""
    return " ".join(text.casefold().split())
