"""`publer-sync state unlock`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, format_option, pass_settings
from publer_sync.cli.state.confirm import confirmation, yes_option

if TYPE_CHECKING:
    from publer_sync.state.store import Holder


@click.command()
@yes_option
@format_option
@pass_settings
def unlock(settings: Settings, *, yes: bool, format_: str) -> None:
    """Clear the lock of a holder that has died.

    The lock of a local state is the operating system's: it is never broken while its holder lives, and free
    by itself afterwards. That of a shared state expires; before that, you are asked whether
    its holder is really dead. Exits with 5 if the lock stays.
    """
    from publer_sync.cli.project_context import project_only, store
    from publer_sync.render.state.whole_state import held_text, state_unlock_json, state_unlock_text

    other_store = store(settings, project_only(settings))
    question = "Is it dead for certain? Otherwise two would write at the same time."
    with confirmation(settings, yes=yes) as ask:

        def confirmed(holder: Holder) -> bool:
            return ask(held_text(holder), question)

        left_value = other_store.unlock(confirmed)
    render = state_unlock_json if format_ == "json" else state_unlock_text
    settings.data(render(left_value))
