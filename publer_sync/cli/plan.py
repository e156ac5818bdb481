"""`publer-sync plan`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.plan_options import options_from, plan_options
from publer_sync.cli.settings import Settings, pass_settings

if TYPE_CHECKING:
    from publer_sync.planning.plan import Plan


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Save the plan for apply."
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--detailed-exitcode",
    is_flag=True,
    help="Exit with 2 if there are changes, with 3 if some of them delete posts.",
)
@plan_options
@pass_settings
def plan(
    settings: Settings,
    *,
    out: Path | None,
    format_: str,
    detailed_exitcode: bool,
    targets: tuple[str, ...],
    allow: tuple[str, ...],
    update_published: bool,
    retry_failed: bool,
) -> int:
    """Show what apply would do. Reads from Publer, writes nothing there.

    Exits with 0, with 1 if something failed, with 4 if a guard refuses the plan.
    """
    from publer_sync.cli.opening import connected, store, valid_project
    from publer_sync.render.plan_json import plan_json
    from publer_sync.render.plan_text import plan_text
    from publer_sync.render.safe import no_command, safe
    from publer_sync.workflows.plan import make
    from publer_sync.workflows.saved import save_plan

    project, posts = valid_project(settings)
    options = options_from(
        targets, allow, update_published=update_published, retry_failed=retry_failed
    )
    state = store(settings, project).load()
    with connected(settings, project) as connection:
        now = connection.clock.now()
        made = make(project, posts, state, connection.reader, now=now, options=options).plan
    if out:
        save_plan(made, out)
    if format_ == "json":
        settings.data(plan_json(made))
    else:
        settings.data(
            plan_text(
                made,
                zone=project.timezone,
                color=settings.colored(),
                width=settings.width,
                verbose=settings.verbosity > 0,
            )
        )
    if out:
        said = f"Saved. Apply exactly this plan with: publer-sync apply {out}"
        settings.talk(no_command(safe(said)))
    return _exit_code(made, detailed=detailed_exitcode)


def _exit_code(made: Plan, *, detailed: bool) -> ExitCode:
    if not made.can_apply:
        return ExitCode.REFUSED
    if detailed and made.deletes:
        return ExitCode.DELETES
    return ExitCode.CHANGES if detailed and made.has_changes else ExitCode.OK
