"""`publer-sync preview`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import Settings, pass_settings
from publer_sync.errors import InvalidUsageError

if TYPE_CHECKING:
    from publer_sync.config.project import Project
    from publer_sync.render.preview.inputs import ComparedPlan
    from publer_sync.workflows.validate import ValidationResult


@click.command()
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write the page here instead of to .publer-sync/preview.html in the project.",
)  # fmt: skip
@click.option(
    "--plan", "compare", is_flag=True,
    help="Ask Publer too: show what is there and what apply would do.",
)  # fmt: skip
@click.option(
    "--serve", is_flag=True, help="Show the page on this machine and update it while you write."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8788, show_default=True,
    help="Where --serve listens on 127.0.0.1; 0 takes a free port.",
)  # fmt: skip
@pass_settings
def preview(
    settings: Settings, *, out: Path | None, compare: bool, serve: bool, port: int
) -> ExitCode:
    """Show the posts as people will see them: a calendar, and a card for each network, in one HTML file.

    Without --plan, Publer is not asked. What validate finds is shown at its post and stops nothing, but with
    --plan errors do. Exits with 0 once the page is written, with 1 if there is nothing to show.
    """
    from publer_sync.render.text.sanitize import no_command, safe

    if serve and (compare or out):
        raise InvalidUsageError(
            "`--serve` shows the files only, and writes no page.",
            location="--plan" if compare else "-o",
            reason="each change makes a new page, and Publer limits requests",
            hint="leave one of the two out",
        )
    if serve:
        from publer_sync.cli.preview_page import serve_preview

        serve_preview(settings, port)
    else:
        path = _written(settings, out, compare=compare)
        settings.data(no_command(safe(str(path.resolve()))))
    return ExitCode.OK


def _written(settings: Settings, out: Path | None, *, compare: bool) -> Path:
    from publer_sync.cli.preview_page import html_of
    from publer_sync.cli.project_context import ensure_project, ensure_valid, validate_project
    from publer_sync.workflows.preview.page import DEFAULT, save_page

    validation = validate_project(settings, read_media=compare)
    project = ensure_project(settings, validation)
    compared = None
    if compare:
        ensure_valid(settings, validation)
        compared = _compared(settings, project, validation)
    path = out or project.root / DEFAULT
    save_page(html_of(settings, project, validation, compared=compared), path)
    _say_findings(settings, validation)
    return path


def _compared(settings: Settings, project: Project, validation: ValidationResult) -> ComparedPlan:
    from publer_sync.cli.project_context import plan_with_publer, store
    from publer_sync.planning.plan import PlanOptions
    from publer_sync.render.preview.inputs import ComparedPlan

    other_store = store(settings, project)
    result = plan_with_publer(
        settings,
        project,
        validation.posts,
        store=other_store,
        state=other_store.load(),
        options=PlanOptions(),
        plan_tells=False,
    )
    return ComparedPlan(result.plan, result.view)


def _say_findings(settings: Settings, validation: ValidationResult) -> None:
    """Print the number of findings: the page shows them."""
    from publer_sync.render.diagnostics.text import summary

    if validation.diagnostics:
        message = summary(len(validation.files), len(validation.posts), validation.diagnostics)
        settings.talk(f"{message}; the page shows them at their posts.")
