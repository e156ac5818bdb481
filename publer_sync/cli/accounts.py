"""`publer-sync accounts`."""

from __future__ import annotations

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings


@click.command()
@format_option
@pass_settings
def accounts(settings: Settings, *, format_: str) -> None:
    """List the accounts of the workspace, and those that the project does not name yet."""
    from publer_sync.cli.project_context import connect, project_only
    from publer_sync.lookup.workspace import read_accounts
    from publer_sync.render.accounts import accounts_json, accounts_text

    project = project_only(settings)
    with connect(settings, project) as connection:
        listed = read_accounts(connection.reader, project)
    if format_ == "json":
        settings.data(accounts_json(listed, project.accounts))
    else:
        color, width = settings.colored(), settings.width_of_terminal
        settings.data(accounts_text(listed, project.accounts, color=color, width=width))
