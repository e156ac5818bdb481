"""Write files whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Put a text in the place of a file, flushed to disk; raise OSError and then leave nothing behind.

    What is there before is replaced and never written to: a link that came with someone's commit
    would lead elsewhere. Devices and pipes are no files: whoever may would replace `/dev/null` for all.
    """
    _insist_on_file(path)
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _insist_on_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except OSError:  # nothing there, or a link that leads nowhere
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError("it is a device or a pipe, and no file")


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# Writes a file that the user named, and never over one of another kind.

HEAD = 8192
"""Bytes of what is there that are looked at."""


def write_output(path: Path, text: str, *, mark: str) -> None:
    """Write the text whole or not at all, where nothing is, an empty file, or an older one of its kind.

    Whatever else is there is a post file, say, and stays: a name is mistyped soon. `mark` is a word
    that each file of the kind has at its beginning. Raises OSError.
    """
    content = b""
    # A link is replaced itself, whatever it leads to; opening a pipe would make us wait.
    if path.is_file() and not path.is_symlink():
        with path.open("rb") as file:
            content = file.read(HEAD)
    if content and mark.encode() not in content:
        raise OSError("there is a file of another kind, which stays")
    write_whole(path, text)
