"""The commands that a message names, with the options that led this one to its project."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from publer_sync.cli.settings import Settings

_OURS = re.compile(
    r"\bpubler-sync (?=(?:validate|preview|plan|apply|status|drift|state|accounts)\b)"
)


def with_options(text: str, settings: Settings) -> str:
    """The text, its commands with `-C` and `--env` as they were given: without, they would be about another
    project or environment, and a rescued state of one could come to stand in the place of another's."""
    options: list[str] = []
    if settings.directory != Path():
        options += ["-C", str(settings.directory)]
    if settings.environment:
        options += ["--env", settings.environment]
    return _OURS.sub(lambda _: shlex.join(["publer-sync", *options]) + " ", text)
