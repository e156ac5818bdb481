"""Gives posts the content hash and size of their media files, from the bytes of this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from publer_sync.errors import PublerSyncError
from publer_sync.media.hashing import content_at
from publer_sync.model.media import Media
from publer_sync.model.media_walk import with_each_medium
from publer_sync.model.post import Post
from publer_sync.source.paths import inside


def hashed(posts: Iterable[Post], root: Path) -> tuple[Post, ...]:
    """The posts with `sha256` and `size` of their files.

    Files that this run has read already, as looking into them does, are not read a second time. Raises
    PublerSyncError for a file that is not there any more or leads out of the project.
    """
    known: dict[str, tuple[str, int]] = {}

    def with_content(item: Media) -> Media:
        if item.file is None or item.sha256 is not None:
            return item
        if item.file not in known:
            known[item.file] = _read(root, item.file)
        sha256, size = known[item.file]
        return replace(item, sha256=sha256, size=size)

    return tuple(with_each_medium(post, with_content) for post in posts)


def _read(root: Path, file: str) -> tuple[str, int]:
    try:
        with content_at(inside(root, file)) as content:
            return content.sha256, content.size
    except OSError as error:
        raise PublerSyncError(
            "A media file cannot be read.",
            where=file,
            why=error.strerror or str(error),
            hint="check the file and its permissions",
        ) from None
