"""`publer-sync state`: looks at what is remembered, and mends it. Only `rebuild` asks Publer."""

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
    "migrate",
    "unlock",
    "rebuild",
)
"""Each is a module of this package with a click command of the same name; a new one is a line here."""


@click.group(cls=LazyGroup, package=__name__, names=SUBCOMMANDS)
def state() -> None:
    """Look at what publer-sync remembers of its posts, and mend it.

    Only `rebuild` asks Publer, and it writes nothing there; the others need no key.
    """
