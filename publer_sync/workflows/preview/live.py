"""A page that is made anew once one of the files that it was made of has changed."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Made:
    """A page, and the files and folders that it was made of."""

    html: str
    sources: tuple[Path, ...]


class Live:
    """The page as it is now; `make` is given a version to name in the page. Several threads may ask."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._version: str | None = None
        self._made = Made("", ())

    def version(self) -> str:
        """Stands for the files as they are: another one means that the page is out of date."""
        with self._lock:
            return stamp(self._made.sources)

    def page(self) -> str:
        """The page, made anew if a file has changed."""
        with self._lock:
            if self._version is None or stamp(self._made.sources) != self._version:
                self._renew()
            return self._made.html

    def _renew(self) -> None:
        """Which files count is known only afterwards, and one may change while the page is made.

        The page then names a version that is no more, and its reader asks for another one at once.
        """
        before = stamp(self._made.sources)
        self._made = self._make(before)
        after = stamp(self._made.sources)
        if after != before:
            self._made = Made(self._made.html.replace(before, after), self._made.sources)
        self._version = after


def stamp(sources: Iterable[Path]) -> str:
    """A digest of names, sizes and times of change, of folders with all in them that is not hidden."""
    found = hashlib.sha256()
    for path in sorted(set(_files(sources))):
        try:
            known = path.stat()
        except OSError:
            continue
        found.update(
            f"{path}\0{known.st_mtime_ns}\0{known.st_size}\0{known.st_ino}\n".encode(
                errors="replace"
            )
        )
    return found.hexdigest()


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        yield source
        for folder, folders, names in os.walk(source):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(folder, name) for name in names)
