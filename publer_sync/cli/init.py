"""`publer-sync init`."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publer_sync.cli.global_options import Settings, pass_settings
from publer_sync.errors import InvalidUsageError

if TYPE_CHECKING:
    from publer_sync.workflows.init import InitResult

PAGE = "https://github.com/publer-sync/publer-sync/blob/main/docs/github.md"
_NAME = re.compile(r"\w[\w./-]*", re.ASCII)
_CLOCK = Path("/etc/localtime")


@click.command()
@click.option(
    "--github", is_flag=True,
    help="Add workflows that plan and apply on GitHub; in a project that is there, these only.",
)  # fmt: skip
@click.option(
    "--timezone", metavar="ZONE", help="The time zone of your posts, if not that of this machine."
)
@click.option(
    "--pin", metavar="COMMIT",
    help="With --github: the commit of publer-sync that the workflows use, if not this one.",
)  # fmt: skip
@pass_settings
def init(settings: Settings, *, github: bool, timezone: str | None, pin: str | None) -> None:
    """Begin a project: write its first files, and say what to do next.

    Writes publer-sync.yaml, a draft to look at, and what git should ignore. Overwrites nothing: where a file
    is in the way, nothing is written.
    """
    from publer_sync.workflows.action_ref import own_name
    from publer_sync.workflows.init import init as begin

    if pin and not (github and _NAME.fullmatch(pin)):
        raise InvalidUsageError(
            "`--pin` takes a commit." if github else "`--pin` is for the workflows of `--github`.",
            location=f"--pin {pin}",
        )
    name = (pin or own_name()) if github else None
    result = begin(settings.directory, timezone=_known(timezone or _zone_here(settings)), pin=name)
    for path in result.paths:
        settings.data(f"wrote {_shown(path)}")
    if not result.paths:
        settings.talk(
            "This is a project already, and its files stand as init writes them: nothing was written."
        )
    settings.talk(_numbered(_next(result, name), settings.width))


def _known(timezone: str) -> str:
    from publer_sync.config.times import zone
    from publer_sync.diagnostics import Diagnostic, Location

    result = zone(timezone, Location("--timezone", 1, 1))
    if isinstance(result, Diagnostic):
        raise InvalidUsageError("There is no such time zone.", location=timezone, hint=result.hint)
    return timezone


def _zone_here(settings: Settings) -> str:
    """The zone of this machine, where it has a name; UTC otherwise."""
    named = settings.environ.get("TZ", "").removeprefix(":")
    if named and not named.startswith("/"):
        return named
    return str(_CLOCK.resolve()).partition("/zoneinfo/")[2] or "UTC"


def _shown(path: Path) -> str:
    from publer_sync.render.text.sanitize import safe

    folder = Path.cwd()
    return safe(str(path.relative_to(folder) if path.is_relative_to(folder) else path))


def _numbered(steps: list[str], width: int) -> str:
    lines = [
        textwrap.fill(f"{number}. {step}", width, subsequent_indent="   ", break_on_hyphens=False)
        for number, step in enumerate(steps, 1)
    ]
    return "\n".join(["", "Next:", *lines])


def _next(result: InitResult, pin: str | None) -> list[str]:
    """Return the next steps, in order."""
    from publer_sync.workflows.action_ref import is_commit
    from publer_sync.workflows.init import FIRST_POST

    steps = []
    has_first = (result.root / FIRST_POST).is_file()
    first = (
        f"Write one of your accounts into {FIRST_POST} in the place of `example`, and look at it"
    )
    write = first if has_first else "Write posts, and look at them"
    # Without --github a project file that was not written is the one that init would write.
    if not pin or (result.root / "publer-sync.yaml") in result.paths:
        steps += [
            "Put your API key into PUBLER_API_KEY and run `publer-sync accounts`; fill workspace"
            " and accounts into publer-sync.yaml. Is the time zone right?",
            f"{write}: `publer-sync validate`, `publer-sync preview`.",
            "Run `publer-sync plan`, then `publer-sync apply`.",
        ]
    if pin and not result.shared:
        steps.append(
            "Say `state: git` in publer-sync.yaml, so that GitHub and you share what was done."
        )
    if pin and not is_commit(pin):
        steps.append(f"Put the full commit of {pin} into the workflows: a tag can be moved.")
    if pin:
        steps.append(
            "Make a key that signs the state with `openssl rand -hex 32`, and keep it as the secret"
            " PUBLER_SYNC_STATE_KEY in the environment that holds the API key:"
            " `gh secret set PUBLER_SYNC_STATE_KEY --env publer`. Without it, every person"
            " who can push the state branch decides what the next apply does."
        )
        steps.append(f"Protect both branches, and keep the keys in an environment: {PAGE}")
    return steps
