"""The example project: found in the installed package, or in the repository it is installed from."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from publer_sync.errors import NotAProject


def copy_examples(folder: Path) -> Path:
    """Copies the example project into a new folder and returns it."""
    packaged = files("publer_sync") / "examples"
    if packaged.is_dir():
        with as_file(packaged) as source:
            return _copy(source, folder)
    checkout = Path(__file__).parents[2] / "examples"
    if checkout.is_dir():
        return _copy(checkout, folder)
    raise NotAProject(
        "The examples are not part of this installation.",
        where=str(checkout),
        hint="install publer-sync again",
    )


def _copy(source: Path, folder: Path) -> Path:
    return Path(
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    )
