"""`publer-sync state push`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.format_option import format_option
from publer_sync.cli.settings import Settings, pass_settings
from publer_sync.errors import UsageProblem

if TYPE_CHECKING:
    from publer_sync.model.succession import Pushing


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--force",
    is_flag=True,
    help="Also in the place of a state that is newer, broken or of another lineage; it is kept beside it.",
)
@format_option
@pass_settings
def push(settings: Settings, *, file: Path, yes: bool, force: bool, format_: str) -> int:
    """Make FILE the state, for instance a rescue file.

    It must be a state of this workspace, and newer than the present one of the same lineage. Exits with 4
    if it is not, with 5 if an apply is at work, with 1 if you say no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.interruption import Interruption
    from publer_sync.cli.opening import holder, project_only, store
    from publer_sync.render.state_push_json import state_push_json
    from publer_sync.render.state_push_text import pushed_text, question_text
    from publer_sync.workflows.state_push import push as pushed_by

    if not (yes or sys.stdin.isatty()):
        raise UsageProblem(
            "There is nobody to ask: this is not a terminal.", hint="say --yes if you mean it"
        )
    interruption = Interruption(settings.insist, settings.time)

    def confirmed(pushing: Pushing) -> bool:
        settings.insist(
            question_text(pushing, color=settings.colored(err=True), width=settings.width)
        )
        with interruption.asking():
            answer: str = click.prompt(
                "Put it in place? Only `yes` does it", default="no", show_default=False, err=True
            )
        return answer.strip().lower() == "yes"

    project = project_only(settings)
    with interruption.listening():
        pushed = pushed_by(
            project,
            store(project),
            file,
            force=force,
            holder=holder(settings, "state push"),
            confirm=None if yes else confirmed,
        )
    render = state_push_json if format_ == "json" else pushed_text
    settings.data(render(pushed))
    return ExitCode.FAILED if pushed.declined else ExitCode.OK
