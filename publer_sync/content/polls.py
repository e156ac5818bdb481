"""`poll`: what can be voted for."""

from __future__ import annotations

from publer_sync.content.keys import Keys
from publer_sync.model.post import Poll


def read_poll(keys: Keys) -> Poll | None:
    """The poll of a post, if it has one."""
    data = keys.whole("poll")
    if data is None:
        return None
    question = data.get("question", "").strip()
    options = tuple(option.strip() for option in data["options"])
    return Poll(options=options, days=data.get("days"), question=question or None)
