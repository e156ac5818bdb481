"""`publer-sync state sign`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings
from publer_sync.cli.state.confirm import confirmation, yes_option

if TYPE_CHECKING:
    from publer_sync.model.sign_review import SignReview


@click.command()
@yes_option
@format_option
@pass_settings
def sign(settings: Settings, *, yes: bool, format_: str) -> int:
    """Sign the state with PUBLER_SYNC_STATE_KEY, after showing what it signs.

    Signing begins with this command: from then on every command that writes needs the key, and refuses a
    state that was changed without it. It shows what differs from the last signed version, where the store
    has a history, else all that the state holds. Exits with 5 if an apply is at work, with 1 if you say no.
    """
    from publer_sync.cli.exit_codes import ExitCode
    from publer_sync.cli.project_context import holder, project_only, store
    from publer_sync.render.state.sign import sign_review_text, signed_text, state_sign_json
    from publer_sync.state.backups import FOLDER
    from publer_sync.workflows.state.sign import sign as signed_by

    project = project_only(settings)
    folder, place = project.root / FOLDER, Path.cwd()

    def show(review: SignReview) -> None:
        text = sign_review_text(
            review,
            color=settings.colored(err=True),
            width=settings.width,
            folder=folder.relative_to(place) if folder.is_relative_to(place) else folder,
            options=settings.project_options,
        )
        (settings.talk if yes else settings.insist)(text)

    with confirmation(settings, yes=yes) as ask:
        review = signed_by(
            project,
            store(settings, project),
            holder=holder(settings, "state sign"),
            show=show,
            confirm=lambda review: ask("", "Sign it?"),
        )
    settings.data(state_sign_json(review) if format_ == "json" else signed_text(review))
    return ExitCode.FAILED if review.declined else ExitCode.OK
