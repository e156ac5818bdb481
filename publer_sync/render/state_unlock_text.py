"""What `state unlock` found, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publer_sync.render.safe import safe


def state_unlock_text(left: Mapping[str, Any] | None) -> str:
    """That the lock is free, and whose note was cleared away."""
    free = "Nobody holds the lock; the next apply can take it."
    if left is None:
        return free
    who = safe(", ".join(f"{key} {value}" for key, value in left.items()) or "unknown")
    return f"{free}\nIts last holder died ({who}); what it left behind is cleared away."
