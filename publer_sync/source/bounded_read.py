"""Reads files up to a size, and files of people we do not know without waiting for what is no file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MOST = 256 << 20
"""Bytes. A state of a hundred thousand posts has about half of that."""


def whole_text(path: Path) -> str:
    """The text of a regular file; raises OSError, also for a device or a pipe, or UnicodeDecodeError.

    A link to `/dev/zero` would fill the memory, and a pipe would be waited for.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("it is not a regular file")
        raw = file.read(MOST + 1)
    if len(raw) > MOST:
        raise OSError(f"it is larger than {MOST >> 20} MiB")
    return raw.decode("utf-8")


# Opens files of people we do not know, without waiting: a pipe in the place of one would wait for ever.


def open_regular(path: Path) -> int:
    """A handle to read a regular file by; raises OSError for anything else that has its name."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    what = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
    raise OSError(f"it is {what}")
