"""Which versions of the libraries looked into media: other versions may see other things.

Asking `importlib.metadata` would cost more time than reading the whole cache, so the names of the
folders in which installers note versions are read instead.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

VERSION = 2
"""Counts the changes of what looking into a file gives; facts of other versions are not reused."""

_PACKAGES = {"PIL": "pillow", "pymediainfo": "pymediainfo", "pypdf": "pypdf"}


@cache
def versions() -> str:
    """One line for the versions of our own probing and of the libraries that it uses."""
    found = [f"publer-sync probe {VERSION}"]
    for module, project in _PACKAGES.items():
        spec = find_spec(module)
        where = Path(spec.origin).parents[1] if spec and spec.origin else None
        found.append(
            next((name for name in _noted(where) if name.startswith(f"{project}-")), project)
        )
    return ", ".join(found)


@cache
def _noted(folder: Path | None) -> tuple[str, ...]:
    names: list[str] = []
    with suppress(OSError):
        names = os.listdir(folder) if folder else []  # noqa: PTH208 (names are all that is needed)
    return tuple(sorted(name.lower() for name in names if name.endswith(".dist-info")))
