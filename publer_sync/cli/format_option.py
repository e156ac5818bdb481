"""The option `--format text|json`, which is the same for most commands."""

from __future__ import annotations

import click

format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
