"""`publer-sync apply`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import Settings, check_time, format_option, pass_settings
from publer_sync.cli.plan_options import check_addresses, plan_options
from publer_sync.errors import Hint, InvalidUsageError
from publer_sync.planning.plan import PlanOptions

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from publer_sync.config.project import Project
    from publer_sync.execution.events import Event
    from publer_sync.model.post import Post
    from publer_sync.planning.plan import Plan
    from publer_sync.workflows.apply import ApplyOptions, ApplyResult
    from publer_sync.workflows.saved_plan import SavedPlan

Prompting = Callable[[], AbstractContextManager[None]]


@click.command()
@click.argument(
    "planfile",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--auto-approve", is_flag=True, help="Do not ask.")
@format_option
@plan_options
@pass_settings
def apply(
    settings: Settings,
    *,
    planfile: Path | None,
    auto_approve: bool,
    format_: str,
    targets: tuple[str, ...],
    allow: tuple[str, ...],
    update_published: bool,
    retry_failed: bool,
) -> int:
    """Apply the files to Publer: plan, confirm, write, read back.

    With PLANFILE, a plan that was saved with `plan --out`, exactly that plan is applied, or nothing if
    something has changed since. Exits with 0, with 1 if a change failed, with 4 if a guard or a stale plan
    kept something from being done. Applying again continues where an apply was stopped.
    """
    from publer_sync.cli.project_context import apply_deps, connect, credentials, valid_project
    from publer_sync.workflows.apply import apply as apply_workflow
    from publer_sync.workflows.saved_plan import SavedPlan

    options = PlanOptions(
        targets=targets,
        allow=frozenset(allow),
        update_published=update_published,
        retry_failed=retry_failed,
    )
    _check_call(planfile, options, auto_approve=auto_approve)
    saved = SavedPlan(planfile) if planfile else None
    project, posts = valid_project(settings, (saved.options if saved else options).allow)
    check_addresses(options, posts)
    check_time(settings, credentials(settings, project), "Applying", "write real posts")
    with connect(settings, project) as connection:
        asking = None if auto_approve or planfile else connection.interruption.asking
        wishes = _wishes(settings, project, saved, options, asking)
        applied = apply_workflow(
            project, posts, apply_deps(settings, project, connection, "apply"), wishes
        )
    plan_shown = not planfile and (settings.verbosity >= 0 or not auto_approve)
    requests = connection.session.requests_used
    code = _report(settings, applied, requests, format_, project.timezone, plan_shown=plan_shown)
    return ExitCode.INTERRUPTED if connection.interruption.asked else code


def _check_call(planfile: Path | None, options: PlanOptions, *, auto_approve: bool) -> None:
    if planfile and options != PlanOptions():
        raise InvalidUsageError(
            "A saved plan is applied as it was saved.",
            location=str(planfile),
            hint=Hint("give --target, --allow and the like to `{}` when it is made", (("plan",),)),
        )
    if not (auto_approve or planfile or sys.stdin.isatty()):
        raise InvalidUsageError(
            "Cannot ask for confirmation: not a terminal.",
            hint="use --auto-approve, or apply a saved plan",
        )


def _wishes(
    settings: Settings,
    project: Project,
    saved: SavedPlan | None,
    options: PlanOptions,
    asking: Prompting | None,
) -> ApplyOptions:
    from publer_sync.cli.project_context import ensure_valid, validate_project
    from publer_sync.render.plan.text import plan_text
    from publer_sync.workflows.apply import ApplyOptions, Confirmation

    def show(plan: Plan) -> None:
        if saved:
            return  # it was looked at when it was made
        color, width = settings.colored(err=True), settings.width
        # Nothing is confirmed that was not shown, not even with -q.
        say = settings.insist if asking else settings.talk
        say(plan_text(plan, zone=project.timezone, color=color, width=width))

    def confirmed(plan: Plan) -> bool:
        with asking() if asking else nullcontext():
            return _confirmed()

    def read_again() -> tuple[Project, Sequence[Post]]:
        validation = validate_project(settings, read_media=True).allowing(options.allow)
        return ensure_valid(replace(settings, verbosity=-1), validation), validation.posts

    return ApplyOptions(
        options=options,
        saved=saved,
        asking=Confirmation(confirm=confirmed, read_again=read_again) if asking else None,
        show=show,
        tell=progress_printer(settings, project.timezone),
    )


def progress_printer(settings: Settings, zone: ZoneInfo) -> Callable[[Event], None]:
    """Say a line for each stage, to stderr; when quiet, only what is waited for."""
    from publer_sync.render.apply import is_waiting, stage_line

    def on_event(event: Event) -> None:
        line = stage_line(event, zone)
        if line:
            say = settings.insist if is_waiting(event) else settings.talk
            say(line)

    return on_event


def _confirmed() -> bool:
    answer: str = click.prompt(
        "Apply these changes? Only `yes` does it", default="no", show_default=False, err=True
    )
    return answer.strip() == "yes"


def _report(
    settings: Settings,
    applied: ApplyResult,
    requests: int,
    format_: str,
    zone: ZoneInfo,
    *,
    plan_shown: bool,
) -> ExitCode:
    from publer_sync.render.apply import apply_json, apply_text

    if format_ == "json":
        settings.data(apply_json(applied.plan, applied.results, requests))
    elif applied.declined:
        settings.data("Nothing was applied.")
    else:
        color, width = settings.colored(), settings.width
        plan, results = applied.plan, applied.results
        settings.data(
            apply_text(plan, results, zone=zone, color=color, width=width, plan_shown=plan_shown)
        )
    return _exit_code(applied)


def _exit_code(applied: ApplyResult) -> ExitCode:
    from publer_sync.execution.events import Outcome

    outcomes = {result.outcome for result in applied.results}
    if applied.declined or outcomes & {Outcome.FAILED, Outcome.UNKNOWN}:
        return ExitCode.FAILED
    return ExitCode.REFUSED if Outcome.SKIPPED in outcomes else ExitCode.OK
