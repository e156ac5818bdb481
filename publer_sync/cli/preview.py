"""`publer-sync preview`."""

from __future__ import annotations

from pathlib import Path

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.settings import Settings, pass_settings


@click.command()
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE",
    help="Write the page here.  [default: .publer-sync/preview.html of the project]",
)  # fmt: skip
@click.option(
    "--plan", "with_plan", is_flag=True, help="Show what stands in Publer too, and what apply would do."
)
@pass_settings
def preview(settings: Settings, *, out: Path | None, with_plan: bool) -> int:
    """Show the posts as people will see them: a calendar and a card for each network, in one HTML file.

    Nobody is asked, unless with --plan. Findings are shown at their posts and stop nothing. Exits with 0 once
    the page is written.
    """
    from publer_sync.cli.opening import connected, validated
    from publer_sync.workflows.preview import DEFAULT, make, write

    found = validated(settings)
    project = found.project
    assert project
    with connected(settings, project) as connection:
        now = connection.clock.now()
    path = out or project.root / DEFAULT
    write(make(found, project, now=now), path)
    settings.data(str(path))
    return ExitCode.OK
