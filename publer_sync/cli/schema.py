"""`publer-sync schema`."""

from __future__ import annotations

import json

import click

from publer_sync.cli.global_options import Settings, pass_settings

SCHEMAS = {
    "project": "the project file, publer-sync.yaml",
    "post": "a post file",
    "defaults": "defaults of a folder, _defaults.yaml",
    "plan": "output of `plan --format json`, and a saved plan",
    "status": "output of `status --format json`",
    "drift": "output of `drift --format json`",
    "state-list": "output of `state list --format json`",
    "state-rebuild": "output of `state rebuild --format json`",
}
"""The schemas by name, with what each describes."""


@click.command()
@click.argument("name", metavar="[NAME]", required=False, type=click.Choice(list(SCHEMAS)))
@pass_settings
def schema(settings: Settings, *, name: str | None) -> None:
    """Print the JSON Schema of a file format, for editors and other tools; without NAME, list them."""
    from publer_sync.source.schema.check import load_schema

    if name is None:
        for each, subject in SCHEMAS.items():
            settings.data(f"{each:<14} {subject}")
        return
    settings.data(json.dumps(load_schema(name), indent=2, ensure_ascii=False))
