"""`publer-sync state rm`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings
from publer_sync.cli.state.confirm import confirmation, yes_option

if TYPE_CHECKING:
    from publer_sync.planning.state_edits.edits import RemovePreview


@click.command()
@click.argument("addresses", metavar="ADDRESS...", nargs=-1, required=True)
@yes_option
@format_option
@pass_settings
def rm(settings: Settings, *, addresses: tuple[str, ...], yes: bool, format_: str) -> int:
    """Stop managing posts, which stay in Publer.

    From then on they are unmanaged, and neither changed nor deleted. Remove them from their files
    first: what the next plan makes of those that a file still wants is shown before you are asked. Exits
    with 4 where a post could be made twice or the outcome of a write is open, with 1 if you say no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.project_context import holder, now_for, store, valid_project
    from publer_sync.render.state.edits import forgotten_text, rm_question, state_rm_json
    from publer_sync.workflows.state.rm import forget

    project, posts = valid_project(settings)
    with confirmation(settings, yes=yes) as ask:

        def confirmed(coming: RemovePreview) -> bool:
            color, width = settings.colored(err=True), settings.width
            display = rm_question(coming, zone=project.timezone, color=color, width=width)
            return ask(display, "Forget them?")

        remove_preview = forget(
            project,
            posts,
            store(settings, project),
            addresses,
            now=now_for(settings, project),
            holder=holder(settings, "state rm"),
            confirm=confirmed,
        )
    text = forgotten_text(remove_preview, color=settings.colored(), width=settings.width)
    settings.data(state_rm_json(remove_preview) if format_ == "json" else text)
    return ExitCode.FAILED if remove_preview.declined else ExitCode.OK
