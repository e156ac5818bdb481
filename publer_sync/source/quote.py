"""Words of a user as a message can quote them: however long they are, the message stays readable."""

from __future__ import annotations

LONGEST = 120
"""Characters that a message quotes at most."""


def brief(text: str) -> str:
    """The text, cut with an ellipsis where it is longer than a message can bear."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
