"""What `state unlock` found as the JSON that machines read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publer_sync.render.json_text import json_text

FORMAT_VERSION = 1


def state_unlock_json(left: Mapping[str, Any] | None) -> str:
    """`left_over` is what a dead holder wrote of itself, or null."""
    document = {"format_version": FORMAT_VERSION, "held": False}
    return json_text(document | {"left_over": None if left is None else dict(left)})
