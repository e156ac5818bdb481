"""`publer-sync state show`."""

from __future__ import annotations

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings


@click.command()
@click.argument("address")
@format_option
@pass_settings
def show(settings: Settings, *, address: str, format_: str) -> None:
    """Show all that is recorded of one post, by its address (id@alias)."""
    from publer_sync.cli.project_context import project_only, store
    from publer_sync.render.state.records import state_show_json, state_show_text
    from publer_sync.workflows.state.list import find_record

    project = project_only(settings)
    memory = find_record(store(settings, project), address)
    if format_ == "json":
        settings.data(state_show_json(memory))
    else:
        color, width = settings.colored(), settings.width
        settings.data(state_show_text(memory, zone=project.timezone, color=color, width=width))
