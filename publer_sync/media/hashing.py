"""Read a media file once: its hash and size, which posts get too, and an open file to look into."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from publer_sync.errors import PublerSyncError
from publer_sync.media.formats import HEAD
from publer_sync.model.media import Media
from publer_sync.model.media_walk import with_each_medium
from publer_sync.model.post import Post
from publer_sync.source.paths import inside
from publer_sync.source.text import open_regular

CHUNK = 1 << 20
HELD = 16 << 20
"""Files up to this many bytes are kept in memory while they are looked into; of larger ones only headers
are read again."""


class FileChangedError(OSError):
    """Someone wrote the file while it was read."""

    def __init__(self) -> None:
        super().__init__("it changed while it was read")


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file that was read: SHA-256 in hex, size in bytes, its first bytes, which file it is, and itself."""

    sha256: str
    size: int
    head: bytes
    identity: list[int]
    file: BinaryIO


@contextmanager
def content_at(path: Path) -> Iterator[HashedFile]:
    """The content of a regular file, for as long as it is looked at; raises OSError."""
    handle = open_regular(path)
    with os.fdopen(handle, "rb", buffering=0) as raw:
        before = os.fstat(handle)
        sha256, size, start = _hashed(raw, before.st_size)
        if size != before.st_size or identity(os.fstat(handle)) != identity(before):
            raise FileChangedError
        file: BinaryIO = io.BytesIO(start) if size <= HELD else io.BufferedReader(raw)
        yield HashedFile(sha256, size, start[:HEAD], identity(before), file)


def _hashed(raw: io.RawIOBase | BinaryIO, expected: int) -> tuple[str, int, bytes]:
    """The hash, the size, and the content if it should be held, else its beginning."""
    if expected <= HELD:
        content = _up_to(raw, expected + 1)
        return hashlib.sha256(content).hexdigest(), len(content), content
    digest, size, start = hashlib.sha256(), 0, b""
    while piece := raw.read(CHUNK):
        start = start or piece[:HEAD]
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size, start


def _up_to(raw: io.RawIOBase | BinaryIO, limit: int) -> bytes:
    """All there is, but no more than `limit`: a file that grows while it is read must not fill the memory."""
    content = raw.read(limit) or b""
    while len(content) < limit and (piece := raw.read(limit - len(content))):
        content += piece
    return content


def identity(file_status: os.stat_result) -> list[int]:
    """Return the file's identity, which tells without reading it that it is unchanged.

    Size, times of the last change and inode; nothing for what is not a regular file.
    """
    if not stat.S_ISREG(file_status.st_mode):
        return []
    return [
        file_status.st_size,
        file_status.st_mtime_ns,
        file_status.st_ctime_ns,
        file_status.st_ino,
    ]


def hash_file(posts: Iterable[Post], root: Path) -> tuple[Post, ...]:
    """The posts with `sha256` and `size` of their files.

    Files that this run has read already, as looking into them does, are not read a second time. Raises
    PublerSyncError for a file that is not there any more or leads out of the project.
    """
    known_values: dict[str, tuple[str, int]] = {}

    def with_content(item: Media) -> Media:
        if item.file is None or item.sha256 is not None:
            return item
        if item.file not in known_values:
            known_values[item.file] = _read(root, item.file)
        sha256, size = known_values[item.file]
        return replace(item, sha256=sha256, size=size)

    return tuple(with_each_medium(post, with_content) for post in posts)


def _read(root: Path, file: str) -> tuple[str, int]:
    try:
        with content_at(inside(root, file)) as content:
            return content.sha256, content.size
    except OSError as error:
        raise PublerSyncError(
            "A media file cannot be read.",
            location=file,
            reason=error.strerror or str(error),
            hint="check the file and its permissions",
        ) from None
