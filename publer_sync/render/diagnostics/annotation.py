"""One workflow command of GitHub Actions that becomes an annotation, whatever stands in it."""

from __future__ import annotations

from enum import StrEnum

from publer_sync.render.diagnostics.github import LONGEST, command_data, command_property
from publer_sync.render.text.sanitize import safe


class Level(StrEnum):
    """How loud it is, in the runner's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


def annotation(level: Level, message: str, *, file: str = "", line: int = 0) -> str:
    """A command for the log; it may hold line breaks, and names a line of a file or nothing."""
    lines = "\n".join(safe(part) for part in message.split("\n"))
    said = lines if len(lines) <= LONGEST else lines[: LONGEST - 1] + "…"
    place = f"file={command_property(safe(file))},line={max(line, 1)}," if file else ""
    return f"::{level} {place}title=publer-sync::{command_data(said)}"


def mask(secret: str) -> str:
    """The commands that make the runner show stars instead of a secret. A short one would garble the log."""
    parts = [part for part in secret.splitlines() if len(part) >= _SHORTEST_SECRET]
    return "\n".join(f"::add-mask::{part.replace('%', '%25')}" for part in parts)


_SHORTEST_SECRET = 8
