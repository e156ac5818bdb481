"""`publer-sync state push`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings
from publer_sync.cli.state.confirm import confirmation, yes_option

if TYPE_CHECKING:
    from publer_sync.model.push_check import PushPreview


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@yes_option
@click.option(
    "--force",
    is_flag=True,
    help="Also in the place of a state that is newer, broken or of another lineage; it is kept beside it.",
)
@format_option
@pass_settings
def push(settings: Settings, *, file: Path, yes: bool, force: bool, format_: str) -> int:
    """Make FILE the state, for instance a rescue file.

    It must be a state of this workspace and of the accounts of this environment, and newer than the present
    one of the same lineage. Exits with 4 if it is not, with 5 if an apply is at work, with 1 if you say no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.project_context import holder, now_for, project_only, store_at
    from publer_sync.render.state.whole_state import push_question, pushed_text, state_push_json
    from publer_sync.workflows.state.push import push as pushed_by

    with confirmation(settings, yes=yes) as ask:

        def confirmed(pushing: PushPreview) -> bool:
            text = push_question(pushing, color=settings.colored(err=True), width=settings.width)
            return ask(text, "Put it in place?")

        project = project_only(settings)
        pushed = pushed_by(
            project,
            store_at(settings, project, project.state),
            file,
            force=force,
            now=now_for(settings, project),
            holder=holder(settings, "state push"),
            confirm=confirmed,
        )
    render = state_push_json if format_ == "json" else pushed_text
    settings.data(render(pushed))
    return ExitCode.FAILED if pushed.declined else ExitCode.OK
