"""A group of commands that imports one only when it is asked for, so that the others cost no time."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

import click

from publer_sync.cli.global_options import accept_global_options


class LazyGroup(click.Group):
    """`names` are modules of `package`, each with a click command of the same name."""

    def __init__(self, *args: Any, package: str, names: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._package = package
        self._names = tuple(names)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._names:
            return None
        module = importlib.import_module(f"{self._package}.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return accept_global_options(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = self._did_you_mean(args[0]) if args else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None

    def _did_you_mean(self, word: str) -> str:
        from difflib import get_close_matches

        close = get_close_matches(word, self._names, 1)
        return f" Did you mean {close[0]!r}?" if close and close[0] != word else ""
