"""Look into a media file: its format by content, then what its kind of file tells.

The content is untrusted. Whatever it is, the answer is MediaFacts: with a `problem` where the file
cannot be used, or would make its reader run on. Videos and documents need libraries that do much with the
content, so they are looked into by a process of its own (`isolated.py`), which may crash or run on without
harm.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from publer_sync.media import messages
from publer_sync.media.formats import APART, BOM, HEAD, IMAGES, LFS, VIDEOS, format_of
from publer_sync.media.probe_video import LibraryMissingError
from publer_sync.model.media import MediaFacts


def facts_of(path: Path) -> MediaFacts:
    """The facts of a file; raises OSError if it cannot be read.

    Raises LibraryMissingError for a video where MediaInfo is missing.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        head = file.read(HEAD)
        return facts_by_head(head, size) or facts_in(file, size, format_of(head) or "")


def facts_by_head(head: bytes, size: int) -> MediaFacts | None:
    """The facts of a file whose beginning says it all; None if one has to look further."""
    if size == 0:
        return MediaFacts(problem=messages.EMPTY)
    if head.removeprefix(BOM).startswith(LFS):
        return MediaFacts(bytes=size, problem=messages.POINTER)
    format_ = format_of(head)
    if format_ is None:
        return MediaFacts(bytes=size, problem=messages.UNKNOWN)
    if format_ in IMAGES or format_ in APART:
        return None
    return MediaFacts(format=format_, bytes=size)


def facts_in(file: BinaryIO, size: int, format_: str) -> MediaFacts:
    """The facts of an open file of a format that has to be looked into; raises LibraryMissingError as
    above."""
    stream: BinaryIO = BoundedReader(file)  # type: ignore[assignment]  # all that readers use of one
    try:
        return _looker_into(format_)(stream, size, format_)
    except LibraryMissingError:
        raise
    except (MediaTooLargeError, MemoryError):
        return MediaFacts(format=format_, bytes=size, problem=messages.TOO_SLOW)
    except Exception:  # what libraries raise for broken content is not listed anywhere
        return MediaFacts(format=format_, bytes=size, problem=messages.damaged_message(format_))


def _looker_into(format_: str) -> Callable[[BinaryIO, int, str], MediaFacts]:
    """Each is imported only where there is such a file: they bring libraries that take a while to load."""
    if format_ in IMAGES:
        from publer_sync.media.probe_image import picture_facts

        return picture_facts
    if format_ in VIDEOS:
        from publer_sync.media.probe_video import video_facts

        return video_facts
    from publer_sync.media.probe_document import document_facts

    return document_facts


BUDGET = 64 << 20
"""Bytes that looking into one file may read: enough for the headers and indexes of all that is real."""


class MediaTooLargeError(Exception):
    """The reader has read its budget, and wants more."""


class BoundedReader(io.RawIOBase):
    """Read and seek like the file below it; raise MediaTooLargeError beyond the budget."""

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
        desired = self._left + 1 if size is None or size < 0 else size
        piece = self._file.read(min(desired, self._left + 1))
        # A call costs time even where it gives little: a reader that asks for nothing must not ask forever.
        self._left -= max(len(piece), 16)
        if self._left < 0:
            raise MediaTooLargeError
        return piece
