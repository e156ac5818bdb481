"""`publer-sync plan`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import Settings, pass_settings
from publer_sync.cli.plan_options import check_addresses, plan_options
from publer_sync.errors import InvalidUsageError
from publer_sync.planning.plan import PlanOptions

if TYPE_CHECKING:
    from publer_sync.config.project import Project
    from publer_sync.model.post import Post
    from publer_sync.planning.plan import Plan
    from publer_sync.render.markdown.links import Links
    from publer_sync.workflows.validate import ValidationResult


class PlanFormat(StrEnum):
    """The formats of a plan; `_rendered` has a case for each."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Save the plan for apply."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([each.value for each in PlanFormat]),
    default="text",
    show_default=True,
    help="For people, for scripts, for a comment on a pull request.",
)
@click.option(
    "--repository",
    metavar="URL",
    help="Where the links of the comment lead, as https://github.com/shop/posts; on GitHub Actions its own.",
)
@click.option(
    "--commit", metavar="SHA", help="The commit that they lead to, instead of the one checked out."
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
    repository: str | None,
    commit: str | None,
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
    from publer_sync.cli.checkout import links_of
    from publer_sync.cli.project_context import ensure_valid, validate_project

    options = PlanOptions(
        targets=targets,
        allow=frozenset(allow),
        update_published=update_published,
        retry_failed=retry_failed,
    )
    if out and offline:
        raise InvalidUsageError(
            "A plan that was made offline cannot be saved for apply.",
            location="--out",
            reason="apply does exactly what a saved plan says, and this one was made without reading Publer",
            hint="leave out --offline, or --out",
        )
    validation = validate_project(settings, read_media=True).allowing(options.allow)
    links = (
        links_of(settings, validation.root, repository, commit)
        if format_ == PlanFormat.MARKDOWN
        else None
    )
    if links and not validation.ok:
        _say_findings(settings, validation, links)
    project = ensure_valid(settings, validation)
    check_addresses(options, validation.posts)
    plan = _made(settings, project, validation.posts, options, offline=offline)
    if out:
        from publer_sync.render.text.notes import note_text
        from publer_sync.workflows.saved_plan import save_plan

        save_plan(plan, out, note_text)
    settings.data(_rendered(settings, validation, plan, format_, links))
    if out:
        settings.talk(_saved(plan, out, settings.project_options))
    return _exit_code(plan, detailed=detailed_exitcode)


def _saved(plan: Plan, out: Path, options: Sequence[str]) -> str:
    from publer_sync.render.text.sanitize import no_command, safe
    from publer_sync.workflows.saved_plan import hint_to_allow

    if plan.can_apply:
        command = shlex.join(["publer-sync", *options, "apply", str(out)])
        message = f"Saved. Apply exactly this plan with: {command}"
    else:
        hint = hint_to_allow(out, plan.options, plan.words_to_allow).shown(options)
        message = f"Saved, but apply will refuse it; {hint}"
    return no_command(safe(message))


def _say_findings(settings: Settings, validation: ValidationResult, links: Links) -> None:
    """The comment where there is no plan: whoever reads the pull request sees why."""
    from publer_sync.render.markdown.findings import findings_markdown

    settings.data(findings_markdown(validation.diagnostics, links=links))


def _rendered(
    settings: Settings, validation: ValidationResult, plan: Plan, format_: str, links: Links | None
) -> str:
    """The plan in a format; only the renderer of that one is loaded."""
    assert validation.project
    zone = validation.project.timezone
    match PlanFormat(format_):
        case PlanFormat.JSON:
            from publer_sync.render.plan.text import plan_json

            return plan_json(plan)
        case PlanFormat.MARKDOWN:
            from publer_sync.render.markdown.plan_comment import plan_markdown

            return plan_markdown(plan, zone=zone, findings=validation.diagnostics, links=links)
        case PlanFormat.TEXT:
            from publer_sync.render.plan.text import plan_text

            color, width, verbose = settings.colored(), settings.width, settings.verbosity > 0
            return plan_text(plan, zone=zone, color=color, width=width, verbose=verbose)


def _made(
    settings: Settings,
    project: Project,
    posts: Sequence[Post],
    options: PlanOptions,
    *,
    offline: bool,
) -> Plan:
    from publer_sync.cli.project_context import now_for, plan_with_publer, store
    from publer_sync.workflows.plan_offline import make_offline

    other_store = store(settings, project)
    state = other_store.load()
    if offline:
        now = now_for(settings, project)
        return make_offline(
            project, posts, state, now=now, options=options, environ=settings.environ
        )
    return plan_with_publer(
        settings, project, posts, store=other_store, state=state, options=options
    ).plan


def _exit_code(plan: Plan, *, detailed: bool) -> ExitCode:
    if not plan.can_apply:
        return ExitCode.REFUSED
    if detailed and plan.deletes:
        return ExitCode.DELETES
    return ExitCode.CHANGES if detailed and plan.has_changes else ExitCode.OK
