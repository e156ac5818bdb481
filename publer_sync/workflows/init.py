"""Init: the first files of a project, and the workflows that plan and apply it on GitHub.

Nothing that stands is overwritten: either all files can be written, or none is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publer_sync.config.load import load_project
from publer_sync.config.project import PROJECT_FILE, find_project
from publer_sync.errors import ProjectNotFoundError, PublerSyncError
from publer_sync.workflows.action_ref import pin_action
from publer_sync.workflows.examples import example_workflows

FIRST_POST = "content/first-post.md"

_PROJECT = """\
version: 1
workspace: unknown    # `publer-sync accounts` lists the ids of your workspaces
timezone: {timezone}
accounts:             # and then your accounts, ready to paste here
  example: {{id: unknown, network: linkedin}}
"""
_SHARED = "state: git            # on a branch, so that everybody who applies knows the same\n"

_POST = """\
---
accounts: [example]    # write names from publer-sync.yaml here
draft: true            # no one sees it; instead, say when: `schedule: 2036-12-01 09:00`
---
Our first post from git.
"""
_NOT_FOR_GIT = (".publer-sync/", "publer-sync-rescue-*.json")
"""A state in a commit is one that any branch or merge brings back, and every person who can push writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InitResult:
    """The project folder `root`, the `paths` that were written, and whether the state is `shared`."""

    root: Path
    paths: tuple[Path, ...]
    shared: bool


def init(folder: Path, *, timezone: str, pin: str | None) -> InitResult:
    """Write a new project into a folder, and with `pin` the workflows that call publer-sync by that name.

    With `pin` in a folder that belongs to a project already, only the workflows are written. Raises
    PublerSyncError where a file is in the way, or cannot be written.
    """
    known_values = _project_around(folder) if pin else None
    root = known_values or folder.resolve()
    expected = {} if known_values else _first_files(root, timezone, shared=pin is not None)
    if pin:
        expected |= _workflows(root, pin)
    _insist_on_room(expected)
    try:
        content = [path for path, text in expected.items() if _write(path, text)]
        content += [] if known_values else _ignore(root / ".gitignore")
    except OSError as error:
        raise PublerSyncError(
            "A file cannot be written.", location=str(error.filename), reason=error.strerror
        ) from None
    return InitResult(root=root, paths=tuple(content), shared=_is_shared(root))


def _project_around(folder: Path) -> Path | None:
    try:
        return find_project(folder)
    except ProjectNotFoundError:
        return None


def _first_files(root: Path, timezone: str, *, shared: bool) -> dict[Path, str]:
    project = _PROJECT.format(timezone=timezone) + (_SHARED if shared else "")
    files = {root / PROJECT_FILE: project}
    if not (root / "content").exists():
        files[root / FIRST_POST] = _POST
    return files


def _workflows(root: Path, pin: str) -> dict[Path, str]:
    """GitHub reads them at the top of the repository only, wherever in it the project lies."""
    top = next((each for each in (root, *root.parents) if (each / ".git").exists()), root)
    inner = root.relative_to(top).as_posix()
    location = "working-directory: ."
    target = (
        f"working-directory: {inner if inner == '.' else json.dumps(inner, ensure_ascii=False)}"
    )
    return {
        top / f".github/workflows/publer-sync-{name}.yml": pin_action(text, pin).replace(
            location, target
        )
        for name, text in example_workflows().items()
    }


def _insist_on_room(desired: Mapping[Path, str]) -> None:
    standing = [path for path, text in desired.items() if _stands(path) and not _says(path, text)]
    if standing:
        raise PublerSyncError(
            "There are files in the way.",
            location=", ".join(map(str, standing)),
            reason="init overwrites nothing, and has written nothing",
            hint="remove or rename them, or begin in another folder",
        )


def _stands(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def _write(path: Path, text: str) -> bool:
    """Write a file that is not there; whether it was not there."""
    if _stands(path):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return True


def _ignore(path: Path) -> list[Path]:
    """Add what belongs to no repository to the file that says so."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    missing = [line for line in _NOT_FOR_GIT if line not in before.splitlines()]
    if not missing:
        return []
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(
            ("" if not before or before.endswith("\n") else "\n") + "\n".join(missing) + "\n"
        )
    return [path]


def _is_shared(root: Path) -> bool:
    project, _ = load_project(root)
    return project is not None and project.state.kind != "local"
