"""`publer-sync state take`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, check_time, format_option, pass_settings
from publer_sync.cli.state.confirm import Ask, ask_with, yes_option

if TYPE_CHECKING:
    from publer_sync.cli.project_context import Connection
    from publer_sync.config.project import Project
    from publer_sync.planning.taking import TakePreview
    from publer_sync.workflows.state.take import TakeDeps, TakeOptions


@click.command()
@click.argument("address")
@click.argument("post_id")
@click.option("--published", is_flag=True, help="Allow a post that is published already.")
@click.option(
    "--to-delete",
    is_flag=True,
    help="For an address without a file: the next apply deletes the post.",
)
@yes_option
@format_option
@pass_settings
def take(
    settings: Settings,
    *,
    address: str,
    post_id: str,
    published: bool,
    to_delete: bool,
    yes: bool,
    format_: str,
) -> int:
    """Manage the existing post POST_ID as the post of ADDRESS.

    Shows the post, its differences from the file and what the next plan does with it, then asks. Only reads
    Publer; what differs is changed by the next apply. For an address that no file has you are asked twice:
    no plan changes or deletes such a post until a file for it is applied, unless you add --to-delete. An
    open write of the address ends.

    Exits with 4 if the post must not be recorded for this address, with 5 if another command holds the lock,
    with 1 if you answer no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.project_context import connect, credentials, valid_project
    from publer_sync.render.state.take import taken_json, taken_text
    from publer_sync.workflows.state.take import take as take_post

    project, posts = valid_project(settings)
    check_time(settings, credentials(settings, project), "Taking a post", "record a real one")
    with connect(settings, project) as connection:
        ask = ask_with(connection.interruption, settings, yes=yes)
        wishes = _wishes(
            settings,
            project,
            ask,
            address=address,
            post_id=post_id,
            published=published,
            to_delete=to_delete,
            yes=yes,
        )
        take_preview = take_post(project, posts, _sources(settings, project, connection), wishes)
    if format_ == "json":
        settings.data(taken_json(take_preview))
    else:
        settings.data(taken_text(take_preview, color=settings.colored(), width=settings.width))
    return ExitCode.FAILED if take_preview.declined else ExitCode.OK


def _sources(settings: Settings, project: Project, connection: Connection) -> TakeDeps:
    from publer_sync.cli.project_context import holder, new_lineage, store
    from publer_sync.model.clock import keep_alive
    from publer_sync.workflows.state.take import TakeDeps

    other_store = store(settings, project)
    return TakeDeps(
        reader=connection.reader,
        store=other_store,
        clock=keep_alive(connection.clock, other_store.keep_alive),
        new_lineage=new_lineage,
        holder=holder(settings, "state take"),
    )


def _wishes(
    settings: Settings,
    project: Project,
    ask: Ask,
    *,
    address: str,
    post_id: str,
    published: bool,
    to_delete: bool,
    yes: bool,
) -> TakeOptions:
    from publer_sync.render.state.take import NO_FILE_QUESTIONS, take_question, without_file_text
    from publer_sync.workflows.state.take import TakeOptions

    def display(taking: TakePreview) -> str:
        color, width = settings.colored(err=True), settings.width
        return take_question(taking, zone=project.timezone, color=color, width=width)

    def confirm(taking: TakePreview) -> bool:
        if yes:
            settings.talk(display(taking))
        return ask(display(taking), "Take this post?")

    def confirm_without_file(taking: TakePreview) -> bool:
        return ask(
            without_file_text(taking, width=settings.width), NO_FILE_QUESTIONS[taking.treatment]
        )

    return TakeOptions(
        address=address,
        post_id=post_id.strip(),
        published=published,
        to_delete=to_delete,
        assume_yes=yes,
        confirm=confirm,
        confirm_without_file=confirm_without_file,
    )
