"""Files to text: UTF-8 without surprises, or a finding that says where it is not."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from publer_sync.diagnostics import Diagnostic, Location, error

MAX_BYTES = 1024 * 1024

# Tab and line feed are text; every other control character is an accident or an attack on a terminal.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8 = "save the file as UTF-8"


def read_text(path: Path, file: str) -> str | Diagnostic:
    """The text of a file with LF line ends and without a byte order mark.

    `file` is its name in findings, relative to the project.
    """
    try:
        with os.fdopen(open_regular(path), "rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as failure:
        reason = failure.strerror or str(failure) or type(failure).__name__
        hint = "check that it exists and that you may read it"
        return error(
            "file-unreadable", f"cannot read the file: {reason}", Location(file), hint=hint
        )
    if len(raw) > MAX_BYTES:
        hint = "split it into several files"
        return error("file-too-large", "the file is larger than 1 MiB", Location(file), hint=hint)
    return _decode(raw, file)


def _decode(raw: bytes, file: str) -> str | Diagnostic:
    if raw.startswith(_UTF16):
        return error("file-encoding", "the file is UTF-16", Location(file), hint=_SAVE_AS_UTF8)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = raw[: failure.start].decode("utf-8-sig")
        message = f"byte 0x{raw[failure.start]:02x} is not UTF-8"
        return error("file-encoding", message, _end_of(before, file), hint=_SAVE_AS_UTF8)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = CONTROL.search(text)
    if control:
        message = f"control character U+{ord(control[0]):04X} in the text"
        place = _end_of(text[: control.start()], file)
        return error("file-encoding", message, place, hint="remove this character")
    return text


def _end_of(before: str, file: str) -> Location:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Location(file, len(lines), len(lines[-1]) + 1)


# Files up to a size, and files of people we do not know without waiting for what is no file.

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


def open_regular(path: Path) -> int:
    """A handle to read a regular file by; raises OSError for anything else that has its name."""
    # Without waiting: a pipe in the place of a file would wait for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    what = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
    raise OSError(f"it is {what}")
