"""A file that gives only so many bytes in total, so that no content makes its reader run on."""

from __future__ import annotations

import io
from typing import BinaryIO

BUDGET = 64 << 20
"""Bytes that looking into one file may read: enough for the headers and indexes of all that is real."""


class TooMuch(Exception):
    """The reader has read its budget, and wants more."""


class Bounded(io.RawIOBase):
    """Reads and seeks like the file below it; raises TooMuch beyond the budget."""

    mode = "rb"

    def __init__(self, file: BinaryIO, budget: int = BUDGET) -> None:
        super().__init__()
        self._file = file
        self._left = budget

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = self._left + 1 if size is None or size < 0 else size
        piece = self._file.read(min(wanted, self._left + 1))
        # A call costs time even where it gives little: a reader that asks for nothing must not ask forever.
        self._left -= max(len(piece), 16)
        if self._left < 0:
            raise TooMuch
        return piece
