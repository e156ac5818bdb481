"""The state in a file of the project: written to a temporary file, flushed to disk, renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from publer_sync.errors import StateProblem
from publer_sync.model.state import State
from publer_sync.source.whole_text import whole_text
from publer_sync.state.format import from_text, to_text
from publer_sync.state.lock import holder_of, locked, note_of
from publer_sync.state.whole_file import write_whole

FOLDER = ".publer-sync"


class LocalStore:
    """The state of one project (and environment) on this machine."""

    def __init__(self, root: Path, environment: str | None = None) -> None:
        name = f"state.{environment}" if environment else "state"
        self.path = root / FOLDER / f"{name}.json"

    def load(self) -> State | None:
        """The saved state, or None if there never was one; raises StateProblem if it is broken."""
        try:
            text = whole_text(self.path)
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StateProblem(
                "The state cannot be read.",
                where=str(self.path),
                why=str(error),
                hint="check the file and its permissions; it was left as it is",
            ) from None
        return from_text(text, str(self.path))

    def save(self, state: State) -> None:
        """Puts the state in the place of the older one, whole or not at all.

        Raises StateProblem if that fails; then the state stands in a rescue file that the message
        names, unless not even that was possible.
        """
        text = to_text(state)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, text)
        except OSError as error:
            raise self._rescued(text, error) from None

    def lock(self, holder: Mapping[str, Any]) -> AbstractContextManager[None]:
        """The lock of this state; raises Locked when it is taken."""
        return locked(self.path.with_suffix(".lock"), holder)

    def holder(self) -> Mapping[str, Any] | None:
        """Who holds the lock just now, or None."""
        return holder_of(self.path.with_suffix(".lock"))

    def left_note(self) -> Mapping[str, Any] | None:
        """What a holder of the lock wrote of itself and did not take back, or None."""
        return note_of(self.path.with_suffix(".lock"))

    def keep_aside(self) -> Path:
        """Copies the state as it is, also a broken one, to a new file beside it; returns its path."""
        content = self.path.read_bytes()
        for number in count(1):
            aside = self.path.with_name(f"{self.path.name}.backup-{number}")
            with suppress(FileExistsError), aside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                return aside
        raise AssertionError("numbers do not end")

    def _rescued(self, text: str, error: OSError) -> StateProblem:
        for folder in (self.path.parent.parent, Path(tempfile.gettempdir())):
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
            return StateProblem(
                "The state could not be saved. It is safe in a rescue file.",
                where=str(self.path),
                why=str(error),
                hint="mend the cause, then bring it back before you apply again: "
                f"publer-sync state push {name}",
            )
        return StateProblem(
            "The state could not be saved, not even to a rescue file.",
            where=str(self.path),
            why=str(error),
            hint="make room on the disk and apply again: posts that were made are recognised in "
            "Publer by account, minute and text",
        )
