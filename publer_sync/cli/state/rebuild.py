"""`publer-sync state rebuild`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publer_sync.cli.format_option import format_option
from publer_sync.cli.settings import Settings, pass_settings
from publer_sync.cli.state.asking import asking, yes_option
from publer_sync.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publer_sync.model.address import Address
    from publer_sync.planning.rebuilding import Rebuilding


@click.command()
@click.option(
    "--take",
    "takes",
    metavar="ADDRESS=POST_ID",
    multiple=True,
    help="Record this post for this address; for those that are listed as uncertain.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Also in the place of a state that remembers posts or cannot be read; it is kept.",
)
@yes_option
@format_option
@pass_settings
def rebuild(
    settings: Settings, *, takes: tuple[str, ...], force: bool, yes: bool, format_: str
) -> int:
    """Make a new state for one that was lost, from what stands in Publer.

    Reads Publer, writes nothing there. A post with the account, minute and words of a file is certainly its
    own; what may be one of several is listed, and left alone until you decide with --take. Exits
    with 4 if there is a state, with 5 if an apply is at work, with 1 if you say no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.opening import connected, holder, new_lineage, store, valid_project
    from publer_sync.render.state_rebuild_json import state_rebuild_json
    from publer_sync.render.state_rebuild_text import found_text, rebuilt_text
    from publer_sync.workflows.state_rebuild import Access, Wishes, rebuild_state

    chosen = _parsed(takes)
    project, posts = valid_project(settings)
    with asking(settings, yes=yes) as ask, connected(settings, project) as connection:

        def confirmed(found: Rebuilding) -> bool:
            color = settings.colored(err=True)
            shown = found_text(found, zone=project.timezone, color=color, width=settings.width)
            if yes:
                settings.talk(shown)
            return ask(shown, "Record these posts as yours?")

        rebuilt = rebuild_state(
            project,
            posts,
            Access(
                reader=connection.reader,
                store=store(settings, project),
                holder=holder(settings, "state rebuild"),
                clock=connection.clock,
                new_lineage=new_lineage,
            ),
            Wishes(takes=chosen, force=force, confirm=confirmed),
        )
    render = state_rebuild_json if format_ == "json" else rebuilt_text
    settings.data(render(rebuilt))
    return ExitCode.FAILED if rebuilt.declined else ExitCode.OK


def _parsed(takes: tuple[str, ...]) -> Mapping[Address, str]:
    from publer_sync.model.address import Address

    parsed = {}
    for take in takes:
        address, equals, post_id = take.rpartition("=")
        try:
            key = Address.parse(address)
        except ValueError:
            equals = ""
        if not equals or not post_id.strip():
            raise UsageProblem(
                f"{take!r} names no post for an address.",
                where="--take",
                hint="write --take ENTRY@ALIAS=POST_ID",
            )
        parsed[key] = post_id.strip()
    return parsed
