"""The options before the command, how to speak to the user, and the real time, which is read here alone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from publer_sync.errors import InvalidUsageError

if TYPE_CHECKING:
    from publer_sync.api.session import Credentials

MAX_WIDTH = 110


class Time(NamedTuple):
    """Source of time of a command: `now` is an aware datetime in UTC, the others are in seconds."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]


SYSTEM = Time(partial(datetime.now, UTC), time.monotonic, time.sleep)
"""The real clock. Nothing else reads it, and a caller may pass another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The global options. `verbosity`: -1 quiet, 0 normal, 1 verbose."""

    directory: Path
    environment: str | None = None
    now: str | None = None
    color: str = "auto"
    verbosity: int = 0
    time: Time = SYSTEM
    environ: Mapping[str, str] = field(default_factory=os.environ.copy)

    @property
    def project_options(self) -> tuple[str, ...]:
        """The options with which another command is about the same project and environment."""
        folder = ("-C", str(self.directory)) if self.directory != Path() else ()
        return (*folder, *(("--env", self.environment) if self.environment else ()))

    def colored(self, *, err: bool = False) -> bool:
        """Return whether to colour; `auto` colours terminals, and NO_COLOR turns that off."""
        if self.color != "auto":
            return self.color == "always"
        stream = sys.stderr if err else sys.stdout
        return stream.isatty() and not self.environ.get("NO_COLOR")

    @property
    def width(self) -> int:
        import shutil  # it loads three ways to compress, which `--version` need not wait for

        return min(shutil.get_terminal_size((80, 24)).columns, MAX_WIDTH)

    @property
    def width_of_terminal(self) -> int | None:
        """The width, where stdout is a terminal: for what may be cut there, but in no pipe."""
        return self.width if sys.stdout.isatty() else None

    def data(self, text: str) -> None:
        """Print a result to stdout."""
        _say(text, err=False)

    def talk(self, text: str) -> None:
        """Print information to stderr, unless quiet."""
        if self.verbosity >= 0:
            self.insist(text)

    def insist(self, text: str) -> None:
        """Print a warning to stderr, also when quiet."""
        _say(text, err=True)


def _say(text: str, *, err: bool) -> None:
    """Print; a reader who has gone, as in `plan | head`, does not stop what is being done."""
    try:
        click.echo(text, nl=not text.endswith("\n"), err=err, color=True)
    except BrokenPipeError:
        stream = sys.stderr if err else sys.stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


pass_settings = click.make_pass_decorator(Settings)


def check_time(settings: Settings, credentials: Credentials, doing: str, would: str) -> None:
    """Raise InvalidUsageError if a time is pretended to the real Publer, and say what `doing` so `would`
    do."""
    from publer_sync.http import is_loopback

    if settings.now and not is_loopback(credentials.base_url):
        raise InvalidUsageError(
            f"{doing} at a pretended time would {would} by a false clock.",
            location="--now",
            hint="leave it out, or point PUBLER_API_URL at a local emulator",
        )


format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
