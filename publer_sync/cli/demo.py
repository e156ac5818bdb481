"""`publer-sync demo`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import Settings, pass_settings
from publer_sync.errors import PublerSyncError
from publer_sync.workflows.demo import NOW, DemoStep, Edit, make, steps

HEAD, TAIL = 24, 5
_EMULATE = ("emulate", "--port", "0", "--option", "rate_limit=off")


@click.command()
@click.option("--full", is_flag=True, help="Print all of what the commands print.")
@click.option("--keep", is_flag=True, help="Leave the project folder there to look around.")
@pass_settings
def demo(settings: Settings, *, full: bool, keep: bool) -> int:
    """Show the whole loop against a local Publer, with the example posts, in a folder of its own.

    Nothing is posted anywhere, and nothing goes on running. A preview of the posts stays, to look at.
    """
    from publer_sync.cli.emulate import check_installed
    from publer_sync.workflows.examples import copy_examples

    check_installed()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the emulator ends too
    scratch = Path(tempfile.mkdtemp(prefix="publer-sync-demo-"))
    leftover = scratch
    try:
        root = copy_examples(scratch / "shop")
        with _emulator(settings, root) as environ:
            _walk(settings, root, environ, full=full)
        leftover = root
    finally:
        if not keep:
            shutil.rmtree(leftover, ignore_errors=True)
    if keep:
        settings.talk(f"The project is in {root}")
    return ExitCode.OK


def _walk(settings: Settings, root: Path, environ: Mapping[str, str], *, full: bool) -> None:
    for step in steps():
        settings.data(f"\n# {step.reason}")
        if isinstance(step, Edit):
            settings.data(f"# {step.file}: {step.before!r} becomes {step.after!r}")
            make(step, root)
        else:
            _run(settings, step, root, environ, full=full)


def _run(
    settings: Settings, step: DemoStep, root: Path, environ: Mapping[str, str], *, full: bool
) -> None:
    now = NOW.strftime("%Y-%m-%dT%H:%MZ")
    settings.data(f"$ publer-sync --now {now} {' '.join(step.words)}")
    color = ["--color", "always" if settings.colored() else "never"]
    results = subprocess.run(
        _command([*color, "--now", now, *step.words]),
        cwd=root,
        env=dict(environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    settings.data(results.stdout if full else _shortened(results.stdout))
    if results.returncode != ExitCode.OK:
        raise PublerSyncError(
            "A command of the demo failed.",
            location=f"publer-sync {' '.join(step.words)}",
            reason=f"it ended with exit code {results.returncode}",
            hint="this should not happen; please report it",
        )


def _shortened(text: str) -> str:
    lines = text.splitlines(keepends=True)
    left_out = len(lines) - HEAD - TAIL
    if left_out < HEAD:
        return text
    note = f"[{left_out} more lines; `publer-sync demo --full` prints them]\n\n"
    return "".join([*lines[:HEAD], note, *lines[-TAIL:]])


@contextmanager
def _emulator(settings: Settings, root: Path) -> Iterator[Mapping[str, str]]:
    """A local Publer whose day is that of the demo; gives the environment that points at it."""
    settings.data("# A local Publer, to try things without an account and without its rate limit.")
    settings.data(f"$ publer-sync {' '.join(_EMULATE)} &")
    process = subprocess.Popen(
        _command(["-q", *_EMULATE]),  # how to stop it is not for those who watch
        cwd=root,
        env=_environ({}),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    output = process.stdout
    if output is None:
        raise PublerSyncError("The emulator did not start.")
    try:
        url, lines = _address(output)
        settings.data("".join(lines))
        _set_clock(url)
        yield _environ({"PUBLER_API_URL": f"{url}/api/v1", "PUBLER_API_KEY": "emulator-key"})
    finally:
        process.terminate()
        process.wait()
        output.close()


def _address(output: IO[str]) -> tuple[str, Sequence[str]]:
    lines = [output.readline(), output.readline()]
    url = next((word for word in lines[0].split() if word.startswith("http://")), "")
    if not url:
        raise PublerSyncError(
            "The emulator did not start.", reason="".join(lines), hint="try `publer-sync emulate`"
        )
    return url, lines


def _set_clock(url: str) -> None:
    import httpx

    # No proxy: it is on this machine.
    httpx.post(
        f"{url}/_emulator/clock", json={"now": NOW.isoformat()}, trust_env=False
    ).raise_for_status()


def _environ(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would lead the demo elsewhere."""
    remaining_items = {
        name: value for name, value in os.environ.items() if not name.startswith("PUBLER_")
    }
    return remaining_items | {"PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"} | dict(extra)


def _command(words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "publer_sync", *words]
