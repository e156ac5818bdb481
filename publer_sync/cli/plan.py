"""`publer-sync plan`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.plan_options import options_from, plan_options
from publer_sync.cli.settings import Settings, pass_settings
from publer_sync.errors import UsageProblem

if TYPE_CHECKING:
    from publer_sync.config.project import Project
    from publer_sync.planning.plan import Plan, PlanOptions


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
@click.option(
    "--offline",
    is_flag=True,
    help="Compare with what was applied last instead of asking Publer; needs no key.",
)
@plan_options
@pass_settings
def plan(
    settings: Settings,
    *,
    out: Path | None,
    format_: str,
    detailed_exitcode: bool,
    offline: bool,
    targets: tuple[str, ...],
    allow: tuple[str, ...],
    update_published: bool,
    retry_failed: bool,
) -> int:
    """Show what apply would do. Reads from Publer, writes nothing there; with --offline it does not ask.

    Exits with 0, with 1 if something failed, with 4 if a guard refuses the plan.
    """
    from publer_sync.render.plan_json import plan_json
    from publer_sync.render.plan_text import plan_text
    from publer_sync.render.safe import no_command, safe
    from publer_sync.workflows.saved import save_plan

    options = options_from(
        targets, allow, update_published=update_published, retry_failed=retry_failed
    )
    if out and offline:
        raise UsageProblem(
            "A plan that was made offline cannot be saved for apply.",
            where="--out",
            why="apply does exactly what a saved plan says, and nobody asked Publer what stands there",
            hint="leave out --offline, or --out",
        )
    project, made = _made(settings, options, offline=offline)
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


def _made(settings: Settings, options: PlanOptions, *, offline: bool) -> tuple[Project, Plan]:
    from publer_sync.cli.opening import connected, now_for, store, valid_project
    from publer_sync.workflows.plan import make
    from publer_sync.workflows.plan_offline import make_offline

    project, posts = valid_project(settings)
    state = store(settings, project).load()
    if offline:
        now = now_for(settings, project)
        return project, make_offline(project, posts, state, now=now, options=options)
    with connected(settings, project) as connection:
        now = connection.clock.now()
        planned = make(project, posts, state, connection.reader, now=now, options=options)
    return project, planned.plan


def _exit_code(made: Plan, *, detailed: bool) -> ExitCode:
    if not made.can_apply:
        return ExitCode.REFUSED
    if detailed and made.deletes:
        return ExitCode.DELETES
    return ExitCode.CHANGES if detailed and made.has_changes else ExitCode.OK
