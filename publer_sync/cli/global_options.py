"""The global options, how to speak to the user, and the real time, which is read here alone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from publer_sync.errors import InvalidUsageError

if TYPE_CHECKING:
    from publer_sync.api.session import Credentials

MAX_WIDTH = 110
_FORCE_COLOR = ("FORCE_COLOR", "CLICOLOR_FORCE")


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

    directory: Path = Path()
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
        """Return whether to colour a stream. `--color` decides, then NO_COLOR, then FORCE_COLOR and
        CLICOLOR_FORCE, then TERM=dumb and CLICOLOR=0; otherwise terminals get colour."""
        if self.color != "auto":
            return self.color == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if any(self.environ.get(name, "0") not in {"", "0"} for name in _FORCE_COLOR):
            return True
        if self.environ.get("TERM") == "dumb" or self.environ.get("CLICOLOR") == "0":
            return False
        return (sys.stderr if err else sys.stdout).isatty()

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

_OPTIONS: Sequence[tuple[tuple[str, ...], Mapping[str, Any]]] = (
    (
        ("-C", "directory"),
        {
            "metavar": "DIR",
            "type": click.Path(exists=True, file_okay=False, path_type=Path),
            "help": "Work in this project folder instead of the current one.",
        },
    ),
    (
        ("--env", "environment"),
        {"metavar": "NAME", "help": "Use this environment of the project."},
    ),
    (
        ("--now",),
        {
            "metavar": "TIME",
            "help": "Use this time as now (with an offset, or local in the project's zone).",
        },
    ),
    (
        ("--color",),
        {
            "type": click.Choice(["auto", "always", "never"]),
            "help": "When to use colour (default: auto, for terminals).",
        },
    ),
    (("-v", "--verbose"), {"is_flag": True, "default": None, "help": "Print more."}),
    (("-q", "--quiet"), {"is_flag": True, "default": None, "help": "Print errors only."}),
)
"""The options of every command: names and attributes, for before and after the command."""


def with_global_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the global options to the command `publer-sync` itself."""
    for names, attributes in reversed(_OPTIONS):
        command = click.option(*names, **attributes)(command)
    return command


def accept_global_options(command: click.Command) -> click.Command:
    """Let a command take the global options after its name, too; they win over those before it.

    They are hidden there: the help of `publer-sync` lists them once.
    """

    def override(ctx: click.Context, option: click.Parameter, value: Any) -> None:
        if value is None or not isinstance(ctx.obj, Settings):
            return
        changed = settings_with(ctx.obj, {str(option.name): value})
        context: click.Context | None = ctx
        while context:  # the outermost one prints what goes wrong
            context.obj = changed
            context = context.parent

    names_in_use = {name for option in command.params for name in option.opts}
    for names, attributes in _OPTIONS:
        if not names_in_use.intersection(names):
            hidden: dict[str, Any] = {"hidden": True, "expose_value": False, "is_eager": True}
            command.params.append(click.Option(names, **attributes, **hidden, callback=override))
    return command


def settings_with(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """The settings with those of the options that were given."""
    values = {name: value for name, value in options.items() if value is not None}
    if values.pop("verbose", False):
        values["verbosity"] = 1
    if values.pop("quiet", False):
        values["verbosity"] = -1
    return replace(settings, **values)


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
