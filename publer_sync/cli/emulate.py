"""`publer-sync emulate`."""

from __future__ import annotations

import sqlite3
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, pass_settings
from publer_sync.errors import InvalidUsageError

if TYPE_CHECKING:
    from flask import Flask


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8787, show_default=True,
              help="Where to listen on 127.0.0.1; 0 takes a free port.")  # fmt: skip
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the posts in this file; without it they are forgotten at the end.",
)
@click.option("--option", "pairs", metavar="NAME=VALUE", multiple=True, help="Behave differently.")
@click.option("--seed", type=int, default=0, show_default=True, help="Where random ids start.")
@click.option("--list-options", is_flag=True, help="Show what --option can change, and exit.")
@click.option(
    "--list-accounts", is_flag=True, help="Show its accounts for a project file, and exit."
)
@pass_settings
def emulate(
    settings: Settings,
    *,
    port: int,
    db: Path | None,
    pairs: tuple[str, ...],
    seed: int,
    list_options: bool,
    list_accounts: bool,
) -> None:
    """Run a local Publer, to try things without an account.

    It speaks the API as far as it is documented, publishes nothing anywhere, and shows its queue in a
    browser. Its key is `emulator-key`.
    """
    check_installed()
    from publer_sync.emulator.store.seed import accounts_block

    if list_options:
        settings.data(_options())
    elif list_accounts:
        settings.data(accounts_block())
    else:
        _serve(settings, _app(pairs, db, seed), port)


def check_installed() -> None:
    """Raise InvalidUsageError if the extra that the emulator needs is missing."""
    missing = [name for name in ("flask", "waitress") if find_spec(name) is None]
    if missing:
        raise InvalidUsageError(
            "The emulator is not installed.",
            reason=f"missing: {', '.join(missing)}",
            hint="install publer-sync with the extra `emulator`: `pip install '.[emulator]'` in a checkout",
        )


def _options() -> str:
    from publer_sync.emulator.options.settings import OPTIONS

    return "\n\n".join(
        f"{option.name}={option.default}\n  {option.meaning}\n  takes: {option.expects}"
        for option in OPTIONS
    )


def _app(pairs: tuple[str, ...], db: Path | None, seed: int) -> Flask:
    from publer_sync.emulator.app import create_app
    from publer_sync.emulator.options.settings import parse_option

    try:
        options = dict(parse_option(pair) for pair in pairs)
        return create_app(options=options, database=db or ":memory:", seed=seed)
    except ValueError as error:
        raise InvalidUsageError(
            "The emulator has no such option.",
            location="--option",
            reason=str(error),
            hint="`publer-sync emulate --list-options` lists them",
        ) from None
    except sqlite3.Error as error:
        raise InvalidUsageError(
            "The file for the posts cannot be used.",
            location=f"--db {db}",
            reason=str(error),
            hint="name a new file, or one that the emulator made",
        ) from None


def _serve(settings: Settings, app: Flask, port: int) -> None:
    from publer_sync.emulator.server import serve
    from publer_sync.emulator.store.seed import API_KEY

    def ready(url: str) -> None:
        settings.data(f"A local Publer listens at {url} (its queue: open it in a browser).")
        settings.data(f"  export PUBLER_API_URL={url}/api/v1 PUBLER_API_KEY={API_KEY}")
        settings.talk("Stop it with Ctrl-C.")

    try:
        serve(app, port=port, ready=ready)
    except OSError as error:
        raise InvalidUsageError(
            f"Port {port} cannot be used.",
            location="--port",
            reason=str(error),
            hint="choose another one, or 0 for any free one",
        ) from None
