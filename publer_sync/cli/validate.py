"""`publer-sync validate`."""

from __future__ import annotations

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.settings import Settings, pass_settings


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@pass_settings
def validate(settings: Settings, *, format_: str) -> int:
    """Check the files, offline; point at line and column of everything that is wrong.

    Exits with 0 when there is no error (warnings are allowed), with 1 otherwise.
    """
    from publer_sync.cli.opening import validated
    from publer_sync.render.diagnostics_json import diagnostics_json
    from publer_sync.render.diagnostics_text import diagnostics_text, summary

    found = validated(settings)
    if format_ == "json":
        settings.data(diagnostics_json(found.diagnostics))
    else:
        if found.diagnostics:
            color = settings.colored()
            text = diagnostics_text(found.diagnostics, color=color, width=settings.width)
            settings.data(f"{text.rstrip()}\n\n")
        settings.data(summary(len(found.files), len(found.posts), found.diagnostics))
    return ExitCode.OK if found.ok else ExitCode.FAILED
