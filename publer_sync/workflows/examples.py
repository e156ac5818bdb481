"""Access to `examples`: found in the installed package, or in the repository it is installed from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from publer_sync.errors import ProjectNotFoundError


def copy_examples(folder: Path) -> Path:
    """Copy the example project into a new folder and return it."""
    left_out = shutil.ignore_patterns("*.py", "__pycache__", "workflows")
    with _examples() as source:
        return Path(shutil.copytree(source, folder, ignore=left_out))


def example_workflows() -> dict[str, str]:
    """The workflows for GitHub Actions by their names: `review`, `apply` and so on."""
    with _examples() as source:
        paths = sorted((source / "workflows").glob("*.yml"))
        return {path.stem: path.read_text(encoding="utf-8") for path in paths}


@contextmanager
def _examples() -> Iterator[Path]:
    packaged = files("publer_sync") / "examples"
    if packaged.is_dir():
        with as_file(packaged) as source:
            yield source
        return
    checkout = Path(__file__).parents[2] / "examples"
    if not checkout.is_dir():
        raise ProjectNotFoundError(
            "The examples are not part of this installation.",
            location=str(checkout),
            hint="install publer-sync again",
        )
    yield checkout
