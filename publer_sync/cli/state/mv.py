"""`publer-sync state mv`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings
from publer_sync.cli.state.confirm import confirmation, yes_option

if TYPE_CHECKING:
    from publer_sync.planning.state_edits.edits import RenamePreview


@click.command()
@click.argument("address")
@click.argument("new_address")
@yes_option
@format_option
@pass_settings
def mv(settings: Settings, *, address: str, new_address: str, yes: bool, format_: str) -> int:
    """Put the record of ADDRESS under NEW_ADDRESS.

    A plan sees by itself that an entry was renamed, unless its words and its time were changed as well: then
    it would delete the old post and make a new one. Change the files first, then rename. Exits with 4 where a
    post could be made twice or be deleted over it, or the outcome of a write is open, with 1 if you say no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.project_context import holder, now_for, store, valid_project
    from publer_sync.render.state.edits import moved_text, mv_question, state_mv_json
    from publer_sync.workflows.state.mv import rename

    project, posts = valid_project(settings)
    with confirmation(settings, yes=yes) as ask:

        def confirmed(coming: RenamePreview) -> bool:
            color, width = settings.colored(err=True), settings.width
            text = mv_question(coming, zone=project.timezone, color=color, width=width)
            return ask(text, "Rename it?")

        rename_preview = rename(
            project,
            posts,
            store(settings, project),
            (address, new_address),
            now=now_for(settings, project),
            holder=holder(settings, "state mv"),
            confirm=confirmed,
        )
    settings.data(
        state_mv_json(rename_preview) if format_ == "json" else moved_text(rename_preview)
    )
    return ExitCode.FAILED if rename_preview.declined else ExitCode.OK
