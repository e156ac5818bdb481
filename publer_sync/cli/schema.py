"""`publer-sync schema`."""

from __future__ import annotations

import json

import click

from publer_sync.cli.global_options import Settings, pass_settings


@click.command()
@click.argument(
    "name",
    type=click.Choice(
        ["project", "post", "defaults", "plan", "status", "drift", "state-list", "state-rebuild"]
    ),
)
@pass_settings
def schema(settings: Settings, *, name: str) -> None:
    """Print the JSON Schema of a file format, for editors and other tools."""
    from publer_sync.source.schema.check import load_schema

    settings.data(json.dumps(load_schema(name), indent=2, ensure_ascii=False))
