"""Small copies of pictures, in little memory whatever is given; a reason in words where there can be none.

Of all pictures of some posts, each file once, within bytes that they share.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from publer_sync.errors import PublerSyncError
from publer_sync.media.formats import HEAD, IMAGES, format_of
from publer_sync.media.messages import damaged_message, unreadable_message
from publer_sync.media.probe_image import of_any_size
from publer_sync.model.media_walk import every_medium
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Post
from publer_sync.source.paths import inside
from publer_sync.source.text import open_regular

if TYPE_CHECKING:
    from PIL.Image import Image


MOST_PIXELS = 24_000_000
"""What is decoded whole: four bytes a pixel are below 100 MB. JPEGs that decode smaller may have more."""

LARGEST_JPEG = 400_000_000
"""Pixels of a JPEG that is decoded at an eighth of its size, line by line."""

_QUALITIES = (74, 55, 35)
_SMALLEST_EDGE = 32
_JUST_ENOUGH = 1.01
"""A JPEG is decoded no larger than this times what is wanted: that saves most of the time."""

_BY_PALETTE = {"1", "P"}
"""Modes whose pixels cannot be mixed."""

_DEEP = {"I", "I;16", "I;16B", "I;16L"}
"""Modes of pixels that are greys of 16 bits."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture as WebP, with its size in pixels as people see it."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class NoThumbnail:
    """Reason why there is no small copy, as the end of a sentence."""

    reason: str


def thumbnail(path: Path, *, edge: int, most_bytes: int) -> Thumbnail | NoThumbnail:
    """The picture in at most `edge` times `edge` pixels and `most_bytes`; of an animation its first frame.

    NOTE: to be called within `of_any_size`, which several threads have to share.
    """
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            return _of_file(file, edge, most_bytes)
    except OSError as error:
        return NoThumbnail(unreadable_message(error.strerror or "it cannot be decoded"))


def _of_file(file: BinaryIO, edge: int, most_bytes: int) -> Thumbnail | NoThumbnail:
    format_ = format_of(file.read(HEAD))
    if format_ not in IMAGES:
        return NoThumbnail("this is no picture that can be shown here")
    try:
        return _decoded(file, format_, edge, most_bytes)
    except Exception:  # NOTE: what Pillow raises for broken content is of any kind
        return NoThumbnail(damaged_message(format_))


def _decoded(file: BinaryIO, format_: str, edge: int, most_bytes: int) -> Thumbnail | NoThumbnail:
    from PIL import Image, ImageOps

    file.seek(0)
    with Image.open(file, formats=[format_.upper()]) as image:
        if not _is_affordable(image):
            megapixels = image.width * image.height / 1_000_000
            return NoThumbnail(f"it is too large to be shown here ({megapixels:,.0f} megapixels)")
        whole = image.convert("RGBA") if image.mode in _BY_PALETTE else image
        whole.thumbnail((edge, edge), reducing_gap=_JUST_ENOUGH)
        small = ImageOps.exif_transpose(_in_eight_bits(whole))
        return _encoded(small.convert("RGBA" if small.has_transparency_data else "RGB"), most_bytes)


def _in_eight_bits(image: Image) -> Image:
    """Greys of 16 bits as 8: to convert them would make all but the darkest white."""
    if image.mode not in _DEEP:
        return image
    return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _is_affordable(image: Image) -> bool:
    """Return whether decoding stays in little memory.

    A progressive JPEG keeps all its coefficients, however small it is wanted.
    """
    pixels = image.width * image.height
    if image.format == "JPEG" and not image.info.get("progressive"):
        return pixels <= LARGEST_JPEG
    return pixels <= MOST_PIXELS


def _encoded(image: Image, most_bytes: int) -> Thumbnail | NoThumbnail:
    """As good as fits into the bytes, then smaller."""
    while min(image.size) >= 1:
        for quality in _QUALITIES:
            buffer = io.BytesIO()
            image.save(buffer, "WEBP", quality=quality, method=1)
            if buffer.tell() <= most_bytes:
                return Thumbnail(buffer.getvalue(), *image.size)
        if max(image.size) <= _SMALLEST_EDGE:
            break
        image = image.resize((max(image.width // 2, 1), max(image.height // 2, 1)))
    return NoThumbnail("it cannot be shown in so few bytes")


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
        created = workers.map(lambda file: _one(root, file, edge, most_bytes), files)
        return dict(zip(files, created, strict=True))


def pictures_of(posts: Iterable[Post]) -> tuple[str, ...]:
    """The files of the project that the posts show as pictures, each once."""
    media = (item for post in posts for item in every_medium(post))
    return tuple(dict.fromkeys(m.file for m in media if m.file and m.kind in _PICTURES))


def _one(root: Path, file: str, edge: int, most_bytes: int) -> Thumbnail | NoThumbnail:
    try:
        path = inside(root, file)
    except PublerSyncError as error:
        return NoThumbnail(unreadable_message(error.what))
    return thumbnail(path, edge=edge, most_bytes=most_bytes)
