"""The options that plan and apply share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from publer_sync.planning.plan import PlanOptions

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--target",
        "targets",
        metavar="WHAT",
        multiple=True,
        help="Only these posts: a file, folder, entry id, address, alias, or dates (A or A..B).",
    ),
    click.option(
        "--allow",
        multiple=True,
        type=click.Choice(["deletes", "replaces", "past"]),
        help="Lift a guard: many deletes, many replacements, or posts whose time has passed.",
    ),
    click.option(
        "--update-published",
        is_flag=True,
        help="Change the text of published posts too, where the network allows it.",
    ),
    click.option(
        "--retry-failed",
        is_flag=True,
        help="Make posts again that Publer failed to publish, or refused as a replacement.",
    ),
)


def plan_options(command: F) -> F:
    """Adds the shared options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def options_from(
    targets: tuple[str, ...], allow: tuple[str, ...], *, update_published: bool, retry_failed: bool
) -> PlanOptions:
    """The options as planning wants them."""
    return PlanOptions(
        targets=targets,
        allow=frozenset(allow),
        update_published=update_published,
        retry_failed=retry_failed,
    )
