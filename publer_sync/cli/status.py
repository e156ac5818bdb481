"""`publer-sync status`."""

from __future__ import annotations

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings


@click.command()
@format_option
@pass_settings
def status(settings: Settings, *, format_: str) -> None:
    """Show what is recorded and what Publer shows of it: posts, failures, open writes, the lock.

    Reads only, and needs no valid post files. Exits with 0 whatever it finds; with 1 or 4 if it cannot
    be known.
    """
    from publer_sync.cli.project_context import connect, project_only, store
    from publer_sync.render.status import status_json, status_text
    from publer_sync.workflows.status import find_status

    project = project_only(settings)
    other_store = store(settings, project)
    state, holder, result = other_store.load(), other_store.holder(), None
    if state is not None:
        with connect(settings, project) as connection:
            result = find_status(project, state, connection.reader, time=connection.clock.now)
    if format_ == "json":
        settings.data(status_json(result, holder, project.policy.settle))
    else:
        settings.data(
            status_text(
                result,
                holder,
                settle=project.policy.settle,
                zone=project.timezone,
                color=settings.colored(),
                width=settings.width,
            )
        )
