"""`publer-sync drift`."""

from __future__ import annotations

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import Settings, format_option, pass_settings


@click.command()
@format_option
@click.option(
    "--detailed-exitcode",
    is_flag=True,
    help="Exit with 2 if there is drift, or a post is overdue.",
)
@pass_settings
def drift(settings: Settings, *, format_: str, detailed_exitcode: bool) -> int:
    """Show what was edited, moved or removed in Publer since the last apply.

    Also shows what is overdue or will not be published as it stands, and names the accounts that fall silent,
    if the policy has a horizon. Reads only. Exits with 0, with 1 if something failed.
    """
    from publer_sync.cli.project_context import connect, store, valid_project
    from publer_sync.planning.state_age import age_of
    from publer_sync.render.drift import drift_json, drift_text
    from publer_sync.workflows.drift import DriftResult, find_drift

    project, posts = valid_project(settings)
    other_store = store(settings, project)
    state = other_store.load()
    drift_result = DriftResult((), None)
    if state is not None:
        with connect(settings, project) as connection:
            age = age_of(state, other_store.last_seen(state))
            drift_result = find_drift(
                project, posts, state, connection.reader, time=connection.clock.now, age=age
            )
    if format_ == "json":
        settings.data(
            drift_json(
                drift_result.drift,
                drift_result.silence,
                drift_result.settling,
                drift_result.backlog,
            )
        )
    else:
        color, width = settings.colored(), settings.width
        zone = project.timezone
        settings.data(
            drift_text(
                drift_result.drift,
                drift_result.silence,
                recorded=drift_result.recorded,
                settling=len(drift_result.settling),
                backlog=drift_result.backlog,
                zone=zone,
                color=color,
                width=width,
            )
        )
    return ExitCode.CHANGES if detailed_exitcode and drift_result.differs else ExitCode.OK
