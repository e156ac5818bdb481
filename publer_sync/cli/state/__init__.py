"""`publer-sync state`: show what is recorded of posts, and correct it."""

from __future__ import annotations

import click

from publer_sync.cli.lazy_group import LazyGroup

SUBCOMMANDS = (
    "list",
    "show",
    "pull",
    "push",
    "mv",
    "rm",
    "take",
    "migrate",
    "sign",
    "unlock",
    "rebuild",
)
"""Each is a module of this package with a click command of the same name; a new one is a line here."""


@click.group(cls=LazyGroup, package=__name__, names=SUBCOMMANDS)
def state() -> None:
    """Look at what publer-sync remembers of its posts, and fix it.

    Only `take` and `rebuild` read Publer, and they write nothing there; the others need no API key.
    """
