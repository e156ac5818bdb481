"""The command `publer-sync`: global options, the list of commands, and one place that ends a run."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from publer_sync import __version__
from publer_sync.cli.exit_codes import ExitCode, code_of
from publer_sync.cli.global_options import (
    SYSTEM,
    Settings,
    Time,
    settings_with,
    with_global_options,
)
from publer_sync.cli.lazy_group import LazyGroup
from publer_sync.cli.signals import terminable
from publer_sync.errors import PublerSyncError

COMMANDS = (
    "init",
    "validate",
    "explain",
    "preview",
    "plan",
    "apply",
    "status",
    "drift",
    "state",
    "accounts",
    "schema",
    "ci",
    "emulate",
    "demo",
)
"""Each is a module of this package with a click command of the same name; a new one is a line here."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""What a byte that is no UTF-8 becomes in an argument; no file, request or terminal takes it."""

ISSUES = "https://github.com/publer-sync/publer-sync/issues"


class Commands(LazyGroup):
    """All commands; one that meets a failure of the world ends with its words and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PublerSyncError as error:
            return _fail(error, ctx.obj)


@click.command(
    cls=Commands,
    package="publer_sync.cli",
    names=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@with_global_options
@click.version_option(__version__, prog_name="publer-sync")
@click.pass_context
def publer_sync(ctx: click.Context, /, **options: Any) -> None:
    """Keep social media posts as files in git and schedule them in Publer.

    Start with `publer-sync validate`, look at `publer-sync plan`, then `publer-sync apply`.
    The options below work before and after the command. The API key is read from PUBLER_API_KEY, or from
    the file that PUBLER_API_KEY_FILE names.
    """
    ctx.obj = settings_with(Settings(time=ctx.obj or SYSTEM), options)


def main(args: Sequence[str] | None = None, *, time: Time = SYSTEM) -> int:
    """Run a command line and return its exit code; nothing that a user can cause gets past here.

    `time` is what the command takes for the real time.
    """
    words = sys.argv[1:] if args is None else args
    try:
        for wrong in filter(_HALF_CHARACTER.search, words):
            raise click.UsageError(
                f"The argument {wrong!r} is not UTF-8 text. Type it again, or set a UTF-8 locale."
            )
        with terminable():
            result: Any = publer_sync.main(
                args=words,
                prog_name="publer-sync",
                standalone_mode=False,
                windows_expand_args=False,
                obj=time,
            )
        return int(result) if isinstance(result, int) else ExitCode.OK
    except click.ClickException as error:
        _say_wrong(error)
        return ExitCode.USAGE if isinstance(error, click.UsageError) else ExitCode.FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped.", err=True)  # on a line of its own, also after a question
        return ExitCode.INTERRUPTED
    except Exception as error:
        click.echo(bug_report(error), err=True)
        return ExitCode.BUG


def _say_wrong(error: click.ClickException) -> None:
    """Print click's error about a wrong call; it repeats words that may steer a terminal."""
    from publer_sync.render.text.sanitize import no_command, safe

    buffer = io.StringIO()
    error.show(buffer)
    lines = buffer.getvalue().rstrip("\n").split("\n")
    click.echo("\n".join(no_command(safe(line)) for line in lines), err=True)


def _fail(error: PublerSyncError, settings: Settings) -> ExitCode:
    from publer_sync.render.text.error import error_text

    colored, width = settings.colored(err=True), settings.width
    settings.insist(error_text(error, settings.project_options, color=colored, width=width))
    return code_of(error)


def bug_report(error: BaseException) -> str:
    """A report to paste; each key is blacked out wherever it might stand."""
    import os
    import platform
    import traceback

    from publer_sync.redaction import redactor
    from publer_sync.render.text.sanitize import no_command, safe

    lines = traceback.format_exception(error)
    text = "\n".join(
        [
            "This is a bug of publer-sync, not your mistake. What was written to Publer is recorded.",
            f"Please report what follows at {ISSUES}",
            "",
            f"publer-sync {__version__}, Python {platform.python_version()}, {platform.platform()}",
            "".join(lines).rstrip(),
        ]
    )
    key_file = os.environ.get("PUBLER_API_KEY_FILE", "").strip()
    try:
        key_in_file = Path(key_file).read_text(encoding="utf-8").strip() if key_file else ""
    except (OSError, UnicodeDecodeError):
        key_in_file = ""
    names = ("PUBLER_API_KEY", "PUBLER_SYNC_STATE_KEY", "PUBLER_SYNC_STATE_KEY_OLD")
    hidden = redactor(*(os.environ.get(name, "").strip() for name in names), key_in_file)
    return "\n".join(no_command(safe(line)) for line in hidden(text).split("\n"))


def run() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
