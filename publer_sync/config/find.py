"""Where the project is: the nearest folder upwards that holds a project file."""

from __future__ import annotations

from pathlib import Path

from publer_sync.errors import NotAProject

PROJECT_FILE = "publer-sync.yaml"

_MINIMAL = "`publer-sync init` writes one; or name the project folder with -C"


def find_project(start: Path) -> Path:
    """The project folder that `start` is in; raises NotAProject where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise NotAProject(f"There is no {PROJECT_FILE} here.", where=str(start), hint=_hint(start))


def _hint(start: Path) -> str:
    for folder in (start, *start.parents):
        other = folder / "publer-sync.yml"
        if other.is_file():
            return f"rename {other} to {PROJECT_FILE}"
    return _MINIMAL
