"""`publer-sync state migrate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings
from publer_sync.cli.state.confirm import confirmation, yes_option

if TYPE_CHECKING:
    from publer_sync.model.state_migration import Migration


@click.command()
@click.option(
    "--to",
    "words",
    metavar="STORE",
    required=True,
    help="The new `state:`: local, git, s3://bucket/folder/state.json, or {store: git, branch: NAME}.",
)
@yes_option
@format_option
@pass_settings
def migrate(settings: Settings, *, words: str, yes: bool, format_: str) -> int:
    """Move the state to another store, and print what publer-sync.yaml has to say then.

    Run it before you change publer-sync.yaml. A mark stays in the old place, so that whoever still looks
    there hears where the state went. If it is interrupted, run it again. Exits with 4 if the
    new place holds a state that could be lost, with 5 if an apply is at work, with 1 if you say no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.project_context import holder, project_only, store, store_at
    from publer_sync.render.state.migrate import migrate_question, migrated_text, state_migrate_json
    from publer_sync.workflows.state.migrate import Stores, target_of
    from publer_sync.workflows.state.migrate import migrate as migrated_by

    project = project_only(settings)
    to = target_of(project, words)
    stores = Stores(
        source=store(settings, project),
        target=store_at(settings, project, to),
        witness=store_at(settings, project, to),
    )
    with confirmation(settings, yes=yes) as ask:

        def confirmed(coming: Migration) -> bool:
            display = migrate_question(
                coming, color=settings.colored(err=True), width=settings.width
            )
            return ask(display, "Move it?")

        migration = migrated_by(
            project, to, stores, holder=holder(settings, "state migrate"), confirm=confirmed
        )
    text = migrated_text(migration, color=settings.colored(), width=settings.width)
    settings.data(state_migrate_json(migration) if format_ == "json" else text)
    return ExitCode.FAILED if migration.declined else ExitCode.OK
