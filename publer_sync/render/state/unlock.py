"""What `state unlock` found, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publer_sync.render.text.sanitize import json_text, safe


def state_unlock_text(left: Mapping[str, Any] | None) -> str:
    """That the lock is free, and whose note was cleared away."""
    free = "Nobody holds the lock; the next apply can take it."
    if left is None:
        return free
    gone = f"Its last holder died or was taken for dead ({_words(left)})"
    return f"{free}\n{gone}; what it left behind is cleared away."


def held_text(holder: Mapping[str, Any]) -> str:
    """Who is about to lose the lock."""
    return f"The lock is held by: {_words(holder)}."


def _words(holder: Mapping[str, Any]) -> str:
    return safe(", ".join(f"{key} {value}" for key, value in holder.items()) or "unknown")


# What `state unlock` found as the JSON that machines read.

FORMAT_VERSION = 1


def state_unlock_json(left: Mapping[str, Any] | None) -> str:
    """`left_over` is what a dead holder wrote of itself, or null."""
    document = {"format_version": FORMAT_VERSION, "held": False}
    return json_text(document | {"left_over": None if left is None else dict(left)})
