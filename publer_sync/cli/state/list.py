"""`publer-sync state list`."""

from __future__ import annotations

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings
from publer_sync.model.remote import Phase


@click.command()
@click.option(
    "--account", "aliases", metavar="ALIAS", multiple=True, help="Only posts of this account."
)
@click.option(
    "--status",
    "statuses",
    type=click.Choice([phase.value for phase in Phase]),
    multiple=True,
    help="Only posts with this status, as it was seen last.",
)
@click.option(
    "--on",
    "days",
    metavar="DAYS",
    help="Only posts of a day, or from one to another (2036-05-05..2036-05-07), in the project's zone.",
)
@format_option
@pass_settings
def list(  # noqa: A001
    settings: Settings,
    *,
    aliases: tuple[str, ...],
    statuses: tuple[str, ...],
    days: str | None,
    format_: str,
) -> None:
    """List the posts that are recorded, by time."""
    from publer_sync.cli.project_context import project_only, store
    from publer_sync.render.state.records import state_list_json, state_list_text
    from publer_sync.workflows.state.list import list_records

    project = project_only(settings)
    other_store = store(settings, project)
    listed = list_records(project, other_store, aliases=aliases, statuses=statuses, days=days)
    if format_ == "json":
        settings.data(state_list_json(listed))
    else:
        color, width = settings.colored(), settings.width
        settings.data(state_list_text(listed, zone=project.timezone, color=color, width=width))
