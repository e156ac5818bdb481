"""A copy of the state, to be printed, and what is said of one that was written to a file."""

from __future__ import annotations

import json
from pathlib import Path

from publer_sync.model.state import State
from publer_sync.render.text.sanitize import json_text, no_command, safe
from publer_sync.render.text.units import count


def pulled_json(text: str) -> str:
    """The text of the state, with characters that steer a terminal as `\\uXXXX`: the same when read."""
    return json_text(json.loads(text))


def pulled_text(state: State, path: Path) -> str:
    """One line."""
    posts = count(len(state.records), "post")
    return no_command(safe(f"Saved the state to {path}: {posts}, serial {state.serial}."))
