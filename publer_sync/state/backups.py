"""Copies of a state beside the project: backups of what is replaced, rescues of what cannot be saved."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from publer_sync.errors import Hint, PlanRefusedError, StateError

FOLDER = ".publer-sync"
"""The folder of a project for what is not content."""


def ensure_inside(root: Path) -> None:
    """Raise PlanRefusedError if the folder for what is not content leads out of the project, by a link of
    a commit."""
    folder = root / FOLDER
    if folder.is_symlink() and not folder.resolve().is_relative_to(root.resolve()):
        raise PlanRefusedError(
            f"The folder {FOLDER} leads out of the project.",
            location=str(folder),
            reason=f"it is a link to {folder.resolve()}; the state and its backups must lie in the project",
            hint=f"remove the link, and move what belongs to this project into a folder {FOLDER}. Nothing "
            "was changed",
        )


def restore_backup(name: str) -> Hint:
    """Return the advice for a rescue file."""
    return Hint(
        "fix the cause, then bring it back before you apply again: {}", (("state", "push", name),)
    )


def backup(path: Path, content: bytes) -> Path:
    """Write the content to the first `<path>.backup-<n>` that is free, and return that."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        backup = path.with_name(f"{path.name}.backup-{number}")
        with suppress(FileExistsError), open(backup, "xb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            return backup
    raise AssertionError("numbers do not end")


def _private(path: str, flags: int) -> int:
    """Open a file that only its owner may read: a state may hold texts."""
    return os.open(path, flags, 0o600)


def rescue_copy(
    text: str, root: Path, location: str, reason: str, way: Callable[[str], Hint] = restore_backup
) -> StateError:
    """Put a state that cannot be saved where it belongs into a file of the project, or of the system.

    Returns the error to raise, with what to do with the file, unless not even that was possible.
    """
    name = _written(text, root)
    if name is None:
        return StateError(
            "The state could not be saved, not even to a rescue file.",
            location=location,
            reason=reason,
            hint="make room on the disk and apply again: posts that were made are recognised in "
            "Publer by account, minute and text",
        )
    problem = StateError(
        "The state could not be saved. It is safe in a rescue file.",
        location=location,
        reason=reason,
        hint=way(name),
    )
    problem.rescue = name
    return problem


def _written(text: str, root: Path) -> str | None:
    for folder in (root, Path(tempfile.gettempdir())):
        name = None
        try:
            handle, name = tempfile.mkstemp(
                prefix="publer-sync-rescue-", suffix=".json", dir=folder
            )
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            if name:
                Path(name).unlink(missing_ok=True)  # half a state must not be taken for one
            continue
        return name
    return None
