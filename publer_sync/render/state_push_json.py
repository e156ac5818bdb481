"""What came of `state push` as the JSON that machines read."""

from __future__ import annotations

from publer_sync.model.push_check import Pushed
from publer_sync.render.json_text import json_text

FORMAT_VERSION = 1


def state_push_json(pushed: Pushed) -> str:
    """`pushed` is false where you said no or nothing was to be done; `kept` is the file of a state that
    was replaced by force."""
    done = not (pushed.declined or pushed.pushing.unchanged)
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "pushed": done,
            "declined": pushed.declined,
            "serial": pushed.serial,
            "posts": len(pushed.pushing.state.records),
            "kept": str(pushed.kept) if pushed.kept else None,
        }
    )
