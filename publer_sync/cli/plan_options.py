"""The options that plan and apply share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from publer_sync.errors import InvalidUsageError
from publer_sync.model.post import Post
from publer_sync.planning.plan import DUPLICATE_TEXT, AllowWord, PlanOptions, is_allow_word
from publer_sync.source.suggest import did_you_mean

F = TypeVar("F", bound=Callable[..., Any])


class _Allowed(click.Choice[str]):
    """A word of a guard, or `duplicate-text=` and an address."""

    name = "allow"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value).partition("=")[0] != DUPLICATE_TEXT:
            return super().convert(value, param, ctx)
        if not is_allow_word(str(value)):
            self.fail(
                f"{value!r} names no post; write {DUPLICATE_TEXT}=ADDRESS, such as"
                f" {DUPLICATE_TEXT}=launch@shop-x.",
                param,
                ctx,
            )
        return str(value)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        return f"{super().get_invalid_choice_message(value, ctx)[:-1]}, '{DUPLICATE_TEXT}=ADDRESS'."


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
        metavar=f"[{'|'.join((*AllowWord, DUPLICATE_TEXT))}=ADDRESS]",
        multiple=True,
        type=_Allowed([word.value for word in AllowWord]),
        help="Lift a guard: many deletes, many replacements, posts whose time has passed, an older checkout "
        "than the one applied, posts that are not as they were recorded, or one post whose text its account "
        "has already.",
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
    """Add the shared options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_addresses(options: PlanOptions, posts: Iterable[Post]) -> None:
    """Check that a file has each address that `--allow` names; raise InvalidUsageError."""
    known_names = {str(post.address) for post in posts}
    for word in sorted(options.allow):
        name, _, address = word.partition("=")
        if name == DUPLICATE_TEXT and address not in known_names:
            raise InvalidUsageError(
                f"No file has the post {address!r}.",
                location=f"--allow {word}",
                hint=did_you_mean(address, known_names, what="posts"),
            )
