"""The lines of the files that findings are about, each file read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from publer_sync.diagnostics import Diagnostic
from publer_sync.source.paths import BadPath, inside
from publer_sync.source.text import MAX_BYTES


class SourceLines:
    """Lines as findings number them: without a byte order mark, ended by LF, CRLF or CR.

    A file that cannot be read, or leads out of the project, has no lines; bytes that are not UTF-8 are
    shown as U+FFFD, so that the others keep their places.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, Sequence[str]] = {}

    def of(self, diagnostics: Iterable[Diagnostic]) -> Mapping[str, Sequence[str]]:
        """The lines of every file that one of the findings names."""
        for found in diagnostics:
            if found.location and found.location.file not in self._known:
                self._known[found.location.file] = self._read(found.location.file)
        return self._known

    def _read(self, file: str) -> Sequence[str]:
        try:
            with inside(self._root, file).open("rb") as stream:
                raw = stream.read(MAX_BYTES)
        except (BadPath, OSError):
            return ()
        text = raw.decode("utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
