"""`publer-sync validate`."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import Settings, pass_settings

if TYPE_CHECKING:
    from publer_sync.workflows.validate import ValidationResult


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="For people, for scripts, for GitHub Actions, for code scanning.",
)
@pass_settings
def validate(settings: Settings, *, format_: str) -> int:
    """Check the files. Works offline. Points at the line and column of every problem.

    Exits with 0 when there is no error (warnings are allowed), with 1 otherwise. `publer-sync explain RULE`
    says more about a rule.
    """
    from publer_sync.cli.checkout import checkout_prefix
    from publer_sync.cli.project_context import validate_project

    gc.disable()  # a short life: what is made here is needed to its end
    validation = validate_project(settings)
    match format_:
        case "json":
            from publer_sync.render.diagnostics.json import diagnostics_json

            settings.data(diagnostics_json(validation.diagnostics, validation.skipped))
        case "sarif":
            from publer_sync.render.diagnostics.sarif import diagnostics_sarif

            lines, prefix = (
                validation.lines.of(validation.diagnostics),
                checkout_prefix(settings, validation.root),
            )
            settings.data(
                diagnostics_sarif(
                    validation.diagnostics, validation.skipped, lines=lines, prefix=prefix
                )
            )
        case "github":
            from publer_sync.render.diagnostics.github import diagnostics_github

            prefix = checkout_prefix(settings, validation.root)
            commands = diagnostics_github(validation.diagnostics, validation.skipped, prefix=prefix)
            settings.data(f"{commands}\n" if commands else "")
            _say_sum(settings, validation)
        case _:
            _say_text(settings, validation)
    return ExitCode.OK if validation.ok else ExitCode.FAILED


def _say_text(settings: Settings, validation: ValidationResult) -> None:
    from publer_sync.render.diagnostics.text import diagnostics_text, skipped_text

    color, width = settings.colored(), settings.width
    lines = validation.lines.of(validation.diagnostics)
    parts = (
        diagnostics_text(validation.diagnostics, lines=lines, color=color, width=width),
        skipped_text(validation.skipped, color=color, width=width),
    )
    for part in parts:
        if part:
            settings.data(f"{part}\n\n")
    _say_sum(settings, validation)


def _say_sum(settings: Settings, validation: ValidationResult) -> None:
    from publer_sync.render.diagnostics.text import summary

    settings.data(summary(len(validation.files), len(validation.posts), validation.diagnostics))
