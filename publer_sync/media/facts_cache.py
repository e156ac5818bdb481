"""Remembers facts of media by their content, and which content a file had when it was last read.

The file holds nothing that cannot be found again: it may be deleted at any time, is written whole or
not at all, and where it cannot be read or written it is done without. Two processes that write it at
once cost one of them a second look, no more.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from platformdirs import user_cache_path

from publer_sync.model.media import MediaFacts

MOST = 20_000
"""Entries of each kind that are kept; those that the last run used come first."""

_TOO_LARGE = 64 << 20

_LARGEST = 1 << 53
"""No fact of a file is larger, and a float holds every whole number up to here."""


class FactsCache:
    """The cache in a file. `None` as its path means a cache that forgets everything."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._files: dict[str, list[Any]] = {}
        self._facts: dict[str, dict[str, Any]] = {}
        self._used: set[str] = set()
        self._changed = False
        self._load()

    def content_of(self, file: str, identity: list[int]) -> str | None:
        """The hash of a file that is, by size, times and inode, the one that was read before."""
        known_names = self._files.get(file)
        if not known_names or known_names[:-1] != identity:
            return None
        return str(known_names[-1])

    def facts_of(self, sha256: str) -> MediaFacts | None:
        """The facts of a content, if they are remembered."""
        values = self._facts.get(sha256)
        facts = _facts(values) if values is not None else None
        if facts:
            self._used.add(sha256)
        return facts

    def note_file(self, file: str, identity: list[int], sha256: str) -> None:
        """Remembers what a file holds."""
        entry = [*identity, sha256]
        if self._files.get(file) != entry:
            self._files.pop(file, None)
            self._files[file] = entry
            self._changed = True

    def note_facts(self, sha256: str, facts: MediaFacts) -> None:
        """Remembers the facts of a content."""
        values = {name: value for name, value in asdict(facts).items() if value is not None}
        self._used.add(sha256)
        if self._facts.get(sha256) != values:
            self._facts[sha256] = values
            self._changed = True

    def save(self, last_values: Iterable[str]) -> None:
        """Write what is new; `last_values` are the files of this run, which are kept before all others."""
        if self._path is None or not self._changed:
            return
        mine = {name: self._files[name] for name in last_values if name in self._files}
        others = {name: entry for name, entry in self._files.items() if name not in mine}
        used = {h: values for h, values in self._facts.items() if h in self._used}
        rest = {h: options for h, options in self._facts.items() if h not in self._used}
        document = {
            "versions": versions(),
            "files": _first(MOST, mine, others),
            "facts": _first(MOST, used, rest),
        }
        with suppress(OSError):
            _replace(self._path, json.dumps(document, separators=(",", ":")))
            self._changed = False

    def _load(self) -> None:
        if self._path is None:
            return
        with suppress(OSError, ValueError, RecursionError):
            if not _is_ours(self._path.stat()):
                return
            document = json.loads(self._path.read_bytes())
            if isinstance(document, dict) and document.get("versions") == versions():
                self._files = _entries(document.get("files"), _is_file)
                self._facts = _entries(document.get("facts"), lambda value: isinstance(value, dict))


def _is_ours(file_status: os.stat_result) -> bool:
    """Return whether this user wrote the file, and no one else could."""
    private = os.name != "posix" or (
        file_status.st_uid == os.geteuid() and not file_status.st_mode & 0o077
    )
    return private and file_status.st_size <= _TOO_LARGE


def _entries(values: Any, is_right: Any) -> dict[str, Any]:
    if not isinstance(values, dict):
        return {}
    return {name: entry for name, entry in values.items() if is_right(entry)}


def _is_file(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 5 and isinstance(entry[-1], str)


def _first(most: int, *parts: Mapping[str, Any]) -> dict[str, Any]:
    results: dict[str, Any] = {}
    for part in parts:
        for name, entry in part.items():
            if len(results) >= most:
                return results
            results[name] = entry
    return results


_TYPES: Mapping[str, tuple[type, ...]] = {}


def _facts(values: Mapping[str, Any]) -> MediaFacts | None:
    """Facts as they were written, or None for what is none: a cache can be damaged like any file."""
    for name, value in values.items():
        if name not in _types() or not isinstance(value, _types()[name]) or isinstance(value, bool):
            return None
        if isinstance(value, int | float) and not 0 <= value <= _LARGEST:
            return None
    return MediaFacts(**values)


def _types() -> Mapping[str, tuple[type, ...]]:
    global _TYPES  # noqa: PLW0603
    if not _TYPES:
        hints = get_type_hints(MediaFacts)
        _TYPES = {field.name: _accepted(hints[field.name]) for field in fields(MediaFacts)}
    return _TYPES


def _accepted(hint: Any) -> tuple[type, ...]:
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return (*kinds, int) if float in kinds else tuple(kinds)


def _replace(path: Path, text: str) -> None:
    import tempfile  # not needed when nothing has changed

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


# Which versions of the libraries looked into media: other versions may see other things.
# Asking `importlib.metadata` would cost more time than reading the whole cache, so the names of the folders
# in which installers note versions are read instead.

VERSION = 2
"""Counts the changes of what looking into a file gives; facts of other versions are not reused."""

_PACKAGES = {"PIL": "pillow", "pymediainfo": "pymediainfo", "pypdf": "pypdf"}


@cache
def versions() -> str:
    """One line for the versions of our own probing and of the libraries that it uses."""
    results = [f"publer-sync probe {VERSION}"]
    for module, project in _PACKAGES.items():
        spec = find_spec(module)
        place = Path(spec.origin).parents[1] if spec and spec.origin else None
        results.append(
            next((name for name in _noted(place) if name.startswith(f"{project}-")), project)
        )
    return ", ".join(results)


@cache
def _noted(folder: Path | None) -> tuple[str, ...]:
    names: list[str] = []
    with suppress(OSError):
        names = os.listdir(folder) if folder else []  # noqa: PTH208 (names are all that is needed)
    return tuple(sorted(name.lower() for name in names if name.endswith(".dist-info")))


# The cache lies in the user's cache folder, not in the project. A file inside the project may come from
# someone's commit, and could then claim anything about a medium.

_APPLICATION = "publer-sync"


def cache_file(root: Path) -> Path | None:
    """The file for the project in `root`; None for a user that has no home."""
    folder = user_cache_path(_APPLICATION, appauthor=False)
    if not folder.is_absolute():
        return None
    project = sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    return folder / "media-facts" / f"{project}.json"
