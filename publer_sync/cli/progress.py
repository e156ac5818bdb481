"""What an apply says while it is at work."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from publer_sync.cli.global_options import Settings
from publer_sync.execution.events import Event
from publer_sync.render.apply import is_waiting, stage_line


def telling(settings: Settings, zone: ZoneInfo) -> Callable[[Event], None]:
    """Says a line for each stage, to stderr; when quiet, only what is waited for."""

    def tell(event: Event) -> None:
        line = stage_line(event, zone)
        if line:
            say = settings.insist if is_waiting(event) else settings.talk
            say(line)

    return tell
