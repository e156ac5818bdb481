"""The state as a whole: what `state push`, `state pull` and `state unlock` did or are about to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publer_sync.model.push_check import PushPreview, PushResult
from publer_sync.model.state import State
from publer_sync.model.state_migration import DepartureMarker
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text, no_command, safe
from publer_sync.render.text.units import count

SHOWN = 10

TWO_STATES = (
    "If the other store still holds the state, there will be two, and posts will be made twice. Do this only "
    "if it is lost there."
)


def push_question(pushing: PushPreview, *, color: bool, width: int) -> str:
    """Both states side by side, and which posts would be forgotten."""
    page = TextPage(color=color, width=width)
    page.row("present", [_present(pushing)], indent=2, column=12)
    page.row("new", [f"{_counted(pushing.state)} ({pushing.file})"], indent=2, column=12)
    if pushing.mark:
        page.line(Piece(TWO_STATES, Style.RED))
    before = pushing.present.records if pushing.present else {}
    lost = sorted(str(address) for address in before if address not in pushing.state.records)
    for address in lost[:SHOWN]:
        page.line(Piece(f"  forgets {address}", Style.RED), hang=4)
    if len(lost) > SHOWN:
        page.line(Piece(f"  forgets {count(len(lost) - SHOWN, 'more post')}", Style.RED))
    return page.text()


def pushed_text(pushed: PushResult) -> str:
    """One line, and a second one where the older state was kept."""
    if pushed.declined:
        return "Nothing was changed."
    if pushed.pushing.unchanged:
        return "Nothing to do: this is the present state already."
    posts = count(len(pushed.pushing.state.records), "post")
    copy = f"\nThe state before it is kept in {safe(str(pushed.backup))}." if pushed.backup else ""
    file = safe(str(pushed.pushing.file))
    return f"The state is now that of {file}: {posts}, serial {pushed.serial}.{copy}"


def _present(pushing: PushPreview) -> str:
    if pushing.is_broken:
        return "a file that cannot be read"
    if isinstance(pushing.mark, DepartureMarker):
        return f"moved to `state: {pushing.mark.moved_to}` with serial {pushing.mark.serial}"
    if pushing.mark:
        return f"on its way here from `state: {pushing.mark.moved_from}`"
    return _counted(pushing.present) if pushing.present else "none"


def _counted(state: State) -> str:
    open_writes = f", {count(len(state.intents), 'open write')}" if state.intents else ""
    return f"serial {state.serial}, {count(len(state.records), 'post')}{open_writes}"


PUSH_FORMAT = 1


def state_push_json(pushed: PushResult) -> str:
    """`pushed` is false where you said no or nothing was to be done; `kept` is the file of a state that
    was replaced by force."""
    is_done = not (pushed.declined or pushed.pushing.unchanged)
    return json_text(
        {
            "format_version": PUSH_FORMAT,
            "pushed": is_done,
            "declined": pushed.declined,
            "serial": pushed.serial,
            "posts": len(pushed.pushing.state.records),
            "kept": str(pushed.backup) if pushed.backup else None,
        }
    )


def pulled_json(text: str) -> str:
    """The text of the state, with characters that steer a terminal as `\\uXXXX`: the same when read."""
    return json_text(json.loads(text))


def pulled_text(state: State, path: Path) -> str:
    """One line."""
    posts = count(len(state.records), "post")
    return no_command(safe(f"Saved the state to {path}: {posts}, serial {state.serial}."))


def state_unlock_text(left_value: Mapping[str, Any] | None) -> str:
    """That the lock is free, and whose note was cleared away."""
    free = "The lock is free; the next apply can take it."
    if left_value is None:
        return free
    missing = f"Its last holder died or was taken for dead ({_words(left_value)})"
    return f"{free}\n{missing}; what it left behind is cleared away."


def held_text(holder: Mapping[str, Any]) -> str:
    """Who is about to lose the lock."""
    return f"The lock is held by: {_words(holder)}."


def _words(holder: Mapping[str, Any]) -> str:
    return safe(", ".join(f"{key} {value}" for key, value in holder.items()) or "unknown")


UNLOCK_FORMAT = 1


def state_unlock_json(left_value: Mapping[str, Any] | None) -> str:
    """`left_over` is what a dead holder wrote of itself, or null."""
    document = {"format_version": UNLOCK_FORMAT, "held": False}
    return json_text(document | {"left_over": None if left_value is None else dict(left_value)})
