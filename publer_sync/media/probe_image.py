"""Look into pictures: headers only, never pixels, so that a picture of any size costs next to nothing."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from publer_sync.media.messages import damaged_message, truncated_message
from publer_sync.media.truncated_image import TruncatedImageError, gif_frames, jpeg_ends, png_ends
from publer_sync.model.media import MediaFacts


def picture_facts(file: BinaryIO, size: int, format_: str) -> MediaFacts:
    """Facts of a picture of one of IMAGES; may raise anything for content that is no such picture."""
    if format_ == "webp":
        return webp_facts(file, size)
    width, height, frames = _header(file, format_)
    problem = None
    try:
        if format_ == "gif":
            frames = gif_frames(file)
        else:
            {"jpeg": jpeg_ends, "png": png_ends}[format_](file, size)
    except TruncatedImageError:
        problem = truncated_message(format_)
    if not (width and height):
        problem = damaged_message(format_)
    return MediaFacts(
        format=format_, bytes=size, width=width, height=height, frames=frames, problem=problem
    )


def _header(file: BinaryIO, format_: str) -> tuple[int, int, int | None]:
    """Width and height as people see it, and the frames of an animated PNG."""
    from PIL import Image

    file.seek(0)
    with of_any_size(), Image.open(file, formats=[format_.upper()]) as image:
        width, height = image.size
        if is_rotated(image.info.get("exif")):
            width, height = height, width
        # A JPEG can hold further pictures, such as a depth map; those are no frames.
        frames = getattr(image, "n_frames", 1) if format_ == "png" else 1
    return width, height, frames


@contextmanager
def of_any_size() -> Iterator[None]:
    """Without Pillow's guard against pictures that do not fit into memory; who decodes one looks first."""
    from PIL import Image

    limit = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = limit


_ORIENTATION = 0x0112
_ON_ITS_SIDE = {5, 6, 7, 8}


def is_rotated(exif: bytes | None) -> bool:
    """Return whether width and height change places; EXIF data that is broken counts as none."""
    if not exif:
        return False
    from PIL import Image

    with suppress(Exception):
        result = Image.Exif()
        result.load(exif)
        return result.get(_ORIENTATION) in _ON_ITS_SIDE
    return False


# WebP is read by its chunks: Pillow would decode, and make room for the whole canvas. Source of the layout:
# the WebP container specification (RIFF, VP8X, ANMF) and RFC 6386 and 9649.

_EXIF_LIMIT = 1 << 20


def webp_facts(file: BinaryIO, size: int) -> MediaFacts:
    """Size and frames of a WebP picture; raises struct.error or IndexError for what is none."""
    file.seek(4)
    (length,) = struct.unpack("<I", file.read(4))
    complete = length + 8 <= size
    dimensions: tuple[int, int] | None = None
    frames, on_its_side = 0, False
    for name, start, held_count in _chunks(file, min(size, length + 8)):
        if name in {b"VP8X", b"VP8 ", b"VP8L"} and dimensions is None:
            dimensions = _dimensions(name, _read(file, start, 16))
        elif name == b"ANMF":
            frames += 1
        elif name == b"EXIF" and held_count <= _EXIF_LIMIT:
            on_its_side = is_rotated(_read(file, start, held_count))
    if dimensions is None:
        return MediaFacts(format="webp", bytes=size, problem=damaged_message("webp"))
    width, height = reversed(dimensions) if on_its_side else dimensions
    return MediaFacts(
        format="webp",
        bytes=size,
        width=width,
        height=height,
        frames=frames or 1,
        problem=None if complete else truncated_message("webp"),
    )


def _chunks(file: BinaryIO, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and length of each chunk, in order."""
    place = 12
    while place + 8 <= end:
        name, length = struct.unpack("<4sI", _read(file, place, 8))
        yield name, place + 8, length
        place += 8 + length + length % 2


def _read(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    return file.read(length)


def _dimensions(name: bytes, head: bytes) -> tuple[int, int] | None:
    if name == b"VP8X":
        return _uint24(head[4:7]) + 1, _uint24(head[7:10]) + 1
    if name == b"VP8L":
        if head[0] != 0x2F:
            return None
        (bits,) = struct.unpack("<I", head[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if head[3:6] != b"\x9d\x01\x2a":
        return None
    width, height = struct.unpack("<HH", head[6:10])
    return width & 0x3FFF, height & 0x3FFF


def _uint24(three: bytes) -> int:
    return int.from_bytes(three, "little")
