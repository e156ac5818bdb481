"""`publer-sync state rebuild`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, check_time, format_option, pass_settings
from publer_sync.cli.state.confirm import Ask, ask_with, yes_option

if TYPE_CHECKING:
    from publer_sync.cli.project_context import Connection
    from publer_sync.config.project import Project
    from publer_sync.model.address import Address
    from publer_sync.planning.state_edits.rebuild import RebuildPreview
    from publer_sync.workflows.state.rebuild import RebuildDeps, RebuildOptions


@click.command()
@click.option(
    "--take",
    "takes",
    metavar="ADDRESS=POST_ID",
    multiple=True,
    help="This post in Publer is the one of that address; may be given several times.",
)
@yes_option
@click.option(
    "--force",
    is_flag=True,
    help="Also in the place of a state that is there, or broken; it is kept beside it.",
)
@format_option
@pass_settings
def rebuild(
    settings: Settings, *, takes: tuple[str, ...], yes: bool, force: bool, format_: str
) -> int:
    """Make a new state after the old one was lost.

    Finds the posts that the files want among those in Publer. A post in the same minute with the same text
    is certain, and recorded. One with the same minute or the same text only is shown, and left out unless
    you take it. Writes nothing to Publer. Exits with 4 if there is a state, with 5 if an apply is at work,
    with 1 if you say no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.project_context import connect, credentials, valid_project
    from publer_sync.render.state.rebuild import rebuilt_text, state_rebuild_json
    from publer_sync.workflows.state.rebuild import rebuild as rebuilt_by
    from publer_sync.workflows.state.take_option import takes_of

    expected = takes_of(takes)
    project, posts = valid_project(settings)
    check_time(settings, credentials(settings, project), "Rebuilding", "record real posts")
    with connect(settings, project) as connection:
        ask = ask_with(connection.interruption, settings, yes=yes)
        wishes = _wishes(settings, project, ask, expected, yes=yes, force=force)
        rebuilt = rebuilt_by(project, posts, _sources(settings, project, connection), wishes)
    render = state_rebuild_json if format_ == "json" else rebuilt_text
    settings.data(render(rebuilt))
    return ExitCode.FAILED if rebuilt.declined else ExitCode.OK


def _sources(settings: Settings, project: Project, connection: Connection) -> RebuildDeps:
    """Publer to read from, and nothing that could write to it."""
    from publer_sync.cli.project_context import holder, store
    from publer_sync.model.clock import keep_alive
    from publer_sync.workflows.state.rebuild import RebuildDeps

    other_store = store(settings, project, rebuilding=True)
    return RebuildDeps(
        reader=connection.reader,
        store=other_store,
        clock=keep_alive(connection.clock, other_store.keep_alive),
        new_lineage=lambda: str(uuid.uuid4()),
        holder=holder(settings, "state rebuild"),
    )


def _wishes(
    settings: Settings,
    project: Project,
    ask: Ask,
    takes: Mapping[Address, str],
    *,
    yes: bool,
    force: bool,
) -> RebuildOptions:
    from publer_sync.render.state.rebuild import rebuilding_text
    from publer_sync.workflows.state.rebuild import RebuildOptions

    def show(rebuilding: RebuildPreview) -> None:
        # Nothing is confirmed that was not shown, not even with -q.
        say = settings.talk if yes else settings.insist
        say(
            rebuilding_text(
                rebuilding,
                {account.id: alias for alias, account in project.accounts.items()},
                zone=project.timezone,
                color=settings.colored(err=True),
                width=settings.width,
                verbose=settings.verbosity > 0,
            )
        )

    return RebuildOptions(
        takes=takes,
        force=force,
        show=show,
        confirm=lambda rebuilding: ask("", "Write it?"),
        tell=settings.talk,
    )
