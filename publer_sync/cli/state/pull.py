"""`publer-sync state pull`."""

from __future__ import annotations

from pathlib import Path

import click

from publer_sync.cli.global_options import Settings, pass_settings


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file, readable by its owner only.",
)
@pass_settings
def pull(settings: Settings, *, out: Path | None) -> None:
    """Print the state as JSON, or write it to a file, as `state push` takes it back.

    Exits with 1 if there is none.
    """
    from publer_sync.cli.project_context import project_only, store
    from publer_sync.render.state.whole_state import pulled_json, pulled_text
    from publer_sync.workflows.state.pull import pull as pulled_from
    from publer_sync.workflows.state.pull import save_copy

    state, text = pulled_from(store(settings, project_only(settings)))
    if out is None:
        settings.data(pulled_json(text))
    else:
        save_copy(text, out)
        settings.talk(pulled_text(state, out))
