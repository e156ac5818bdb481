"""Small copies of all pictures of some posts, each file once, within bytes that they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from publer_sync.errors import PublerSyncError
from publer_sync.media.messages import unreadable
from publer_sync.media.probe_image import of_any_size
from publer_sync.media.thumbnail import NoThumbnail, Thumbnail, thumbnail
from publer_sync.model.media_walk import every_medium
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Post
from publer_sync.source.paths import inside

Thumbnails = Mapping[str, Thumbnail | NoThumbnail]
"""By the file of the project."""

BUDGET = 16_000_000
"""Bytes of all copies together."""

_AT_ONCE = 2
"""Pictures that are decoded at the same time: each may take 100 MB for a moment."""

_MOST_EACH = 60_000
_EDGES = ((60, 720), (250, 480))
_EDGE_OF_MANY = 320
_PICTURES = {MediaKind.PHOTO, MediaKind.GIF}


def thumbnails(posts: Iterable[Post], root: Path, *, budget: int = BUDGET) -> Thumbnails:
    """A copy of every picture that the posts use, or why there is none; many pictures become smaller."""
    files = pictures_of(posts)
    edge = next((edge for number, edge in _EDGES if len(files) <= number), _EDGE_OF_MANY)
    most_bytes = min(_MOST_EACH, budget // max(len(files), 1))
    with of_any_size(), ThreadPoolExecutor(_AT_ONCE) as workers:
        made = workers.map(lambda file: _one(root, file, edge, most_bytes), files)
        return dict(zip(files, made, strict=True))


def pictures_of(posts: Iterable[Post]) -> tuple[str, ...]:
    """The files of the project that the posts show as pictures, each once."""
    media = (item for post in posts for item in every_medium(post))
    return tuple(dict.fromkeys(m.file for m in media if m.file and m.kind in _PICTURES))


def _one(root: Path, file: str, edge: int, most_bytes: int) -> Thumbnail | NoThumbnail:
    try:
        path = inside(root, file)
    except PublerSyncError as error:
        return NoThumbnail(unreadable(error.what))
    return thumbnail(path, edge=edge, most_bytes=most_bytes)
