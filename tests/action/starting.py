"""The script of the action, started as `action.yml` starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.shop import Done

ROOT = Path(__file__).parents[2]
BOOTSTRAP = ROOT / "action/bootstrap.py"


def command(*words: str, python: str | Path = sys.executable) -> list[str]:
    """What `action.yml` runs; without words it is `publer-sync ci`."""
    return [str(python), "-I", str(BOOTSTRAP), *words]


def environ_of_job(temp: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a step, with nothing of ours in it."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("PUBLER_", "PYTEST_", "COV_"))}
    return kept | {"RUNNER_TEMP": str(temp), "GITHUB_ACTIONS": "true"} | dict(more or {})


def started(
    *words: str,
    temp: Path,
    folder: Path,
    environ: Mapping[str, str] | None = None,
    python: str | Path = sys.executable,
) -> Done:
    """Run the script in a checkout, to its end."""
    done = subprocess.run(
        command(*words, python=python),
        cwd=folder,
        env=environ_of_job(temp, environ),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
