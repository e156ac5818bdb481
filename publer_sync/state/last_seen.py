"""Remember the highest serial of each state that this clone has seen, and where, so that an older copy is
noticed, and a shared one that is gone.

The note is kept in the git directory, because a file there does not travel with branches; outside of git it
is kept beside the local state. It only ever makes a plan more careful, so a note that cannot be read or
written is not an error: then nothing is known.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from publer_sync.model.state import State
from publer_sync.source.text import whole_text
from publer_sync.state.atomic_write import write_whole
from publer_sync.state.backups import FOLDER

KEPT = 20
"""How many states are remembered; the ones used last."""

_NAME = "last-seen.json"
_PLACES = "places"


class LastSeen:
    """The highest serials by lineage: as they were when this object was made, and as they are on disk.

    `location` names the place of a shared state; the lineage that was there last is remembered with it.
    """

    def __init__(self, root: Path, location: str | None = None) -> None:
        self._path = path_for(root)
        # One clone may hold several projects, whose states have places of the same name.
        self._place = location and f"{location}, for {os.path.relpath(root, self._path.parent)}"
        self._before: Mapping[str, int] | None = None
        self._noted: dict[str, int] = {}

    def before(self, lineage: str) -> int | None:
        """The highest serial that was seen before this run, or None if none is remembered."""
        if self._before is None:
            self._before, _ = _read(self._path)
        return self._before.get(lineage)

    def in_place(self) -> int | None:
        """The highest serial of the state that was seen last in the place, or None if none was."""
        serials, places = _read(self._path)
        return serials.get(places.get(self._place or "", ""))

    def note(self, state: State) -> None:
        """Remember the serial of a state that was loaded or saved under the lock."""
        before = self.before(
            state.lineage
        )  # what this run learns must not count as known before it
        if state.serial <= max(before or 0, self._noted.get(state.lineage, 0)):
            return
        self._noted[state.lineage] = state.serial
        with suppress(OSError, ValueError):
            serials, places = _read(self._path)
            highest = max(serials.pop(state.lineage, 0), state.serial)
            latest = dict([*serials.items(), (state.lineage, highest)][-KEPT:])
            if self._place:
                places[self._place] = state.lineage
            remaining_items = {
                place: lineage for place, lineage in places.items() if lineage in latest
            }
            known_values = latest | ({_PLACES: remaining_items} if remaining_items else {})
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(known_values, indent=2) + "\n")


def path_for(root: Path) -> Path:
    """The file of the clone that a project folder is in; worktrees of one repository share it."""
    for folder in (root.absolute(), *root.absolute().parents):
        if git := _git_directory(folder / ".git"):
            return git / "publer-sync" / _NAME
    return root / FOLDER / _NAME


def _git_directory(entry: Path) -> Path | None:
    """The git directory that `.git` is or names, as git itself would find it."""
    try:
        if entry.is_file():
            named = whole_text(entry).strip()
            if not named.startswith("gitdir:"):
                return None
            entry = entry.parent / named.removeprefix("gitdir:").strip()
            common = entry / "commondir"
            if common.is_file():
                entry = (entry / whole_text(common).strip()).resolve()
        return entry if (entry / "HEAD").is_file() and (entry / "objects").is_dir() else None
    except (OSError, ValueError):
        return None


def _read(path: Path) -> tuple[dict[str, int], dict[str, str]]:
    """The highest serial by lineage, and the lineage that was seen last by place."""
    try:
        results: Any = json.loads(whole_text(path))
    except (OSError, ValueError, RecursionError):
        return {}, {}
    if not isinstance(results, dict):
        return {}, {}
    places = results.get(_PLACES)
    places = places if isinstance(places, dict) else {}
    serials = {
        lineage: serial
        for lineage, serial in results.items()
        if isinstance(serial, int) and not isinstance(serial, bool)
    }
    return serials, {p: lineage for p, lineage in places.items() if isinstance(lineage, str)}
