"""The question before a command changes what is remembered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from publer_sync.cli.global_options import Settings
from publer_sync.cli.signals import Interruption
from publer_sync.errors import InvalidUsageError

yes_option = click.option("--yes", is_flag=True, help="Do not ask.")

Ask = Callable[[str, str], bool]
"""Shows what is about to happen, then a question; whether it was answered with `yes`."""


@contextmanager
def confirmation(settings: Settings, *, yes: bool) -> Iterator[Ask]:
    """A way to ask, within which the user may interrupt; with --yes each answer is yes.

    To ask raises InvalidUsageError if no one is there.
    """
    interruption = Interruption(settings.insist, settings.time)
    with interruption.listening():
        yield ask_with(interruption, settings, yes=yes)


def ask_with(interruption: Interruption, settings: Settings, *, yes: bool) -> Ask:
    """The same for a command that is interrupted otherwise."""

    def ask(text: str, question: str) -> bool:
        if yes:
            return True
        if not sys.stdin.isatty():
            raise InvalidUsageError(
                "Cannot ask for confirmation: not a terminal.", hint="say --yes if you mean it"
            )
        settings.insist(text)
        with interruption.asking():
            answer: str = click.prompt(
                f"{question} Only `yes` does it", default="no", show_default=False, err=True
            )
        return answer.strip() == "yes"

    return ask
