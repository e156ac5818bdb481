"""`publer-sync ci`: what a job of GitHub Actions runs, from the event to comments and outputs."""

from __future__ import annotations

import click

from publer_sync.cli.ci.inputs import input_options
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import Settings, pass_settings


@click.command()
@input_options
@pass_settings
def ci(settings: Settings, /, **text: str | None) -> ExitCode:
    """Run the right command for a GitHub Actions event: validate, plan, apply, drift or comment.

    Each option may be given as a variable of the environment instead, as the action does. Findings become
    annotations, the plan a comment on the pull request, drift an issue. `auto` never applies. Exits as the
    command of that name does, but changes alone never make it fail.
    """
    from publer_sync.cli.ci.job import work

    return work(settings, text)
