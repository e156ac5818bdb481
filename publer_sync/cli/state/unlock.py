"""`publer-sync state unlock`."""

from __future__ import annotations

import click

from publer_sync.cli.format_option import format_option
from publer_sync.cli.settings import Settings, pass_settings


@click.command()
@format_option
@pass_settings
def unlock(settings: Settings, *, format_: str) -> None:
    """Make sure that nobody holds the lock, or say who does.

    The lock belongs to the operating system, so that of a dead process is free by itself; this clears
    what it left behind. Exits with 5 while a living process holds it: no lock is ever broken.
    """
    from publer_sync.cli.opening import project_only, store
    from publer_sync.render.state_unlock_json import state_unlock_json
    from publer_sync.render.state_unlock_text import state_unlock_text
    from publer_sync.workflows.state_unlock import unlock as unlocked

    left = unlocked(store(project_only(settings)))
    render = state_unlock_json if format_ == "json" else state_unlock_text
    settings.data(render(left))
