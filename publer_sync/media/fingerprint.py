"""Reads each media file once and gives the posts its content hash and size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from publer_sync.errors import PublerSyncError
from publer_sync.model.media_of import with_each_medium
from publer_sync.model.post import Media, Post
from publer_sync.source.paths import inside

CHUNK = 1 << 20


def hashed(posts: Iterable[Post], root: Path) -> tuple[Post, ...]:
    """The posts with `sha256` and `size` of their files; raises PublerSyncError for a file that
    is not there any more or leads out of the project."""
    known: dict[str, tuple[str, int]] = {}

    def with_content(item: Media) -> Media:
        if item.file is None:
            return item
        if item.file not in known:
            known[item.file] = _read(root, item.file)
        sha256, size = known[item.file]
        return replace(item, sha256=sha256, size=size)

    return tuple(with_each_medium(post, with_content) for post in posts)


def _read(root: Path, file: str) -> tuple[str, int]:
    try:
        return content_of(inside(root, file))
    except OSError as error:
        raise PublerSyncError(
            "A media file cannot be read.",
            where=file,
            why=error.strerror,
            hint="check the file and its permissions",
        ) from None


def content_of(path: Path) -> tuple[str, int]:
    """SHA-256 (hex) and size in bytes of a file, read in pieces."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            found.update(piece)
            size += len(piece)
    return found.hexdigest(), size
