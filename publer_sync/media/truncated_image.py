"""Walks the blocks of JPEG, PNG and GIF to see whether a file was cut off, without decoding any.

Sources of the layouts: ITU T.81 (JPEG), the PNG specification, and the GIF89a specification.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

_TAIL = 64 << 10
_CHUNKS = 100_000


class TruncatedImageError(Exception):
    """The file ends before its content does."""


def jpeg_ends(file: BinaryIO, size: int) -> None:
    """Raise TruncatedImageError for a JPEG without an end marker.

    Some cameras and programs append something, mostly short, so the marker is looked for near the
    end; a file with more than that behind it is not called cut.
    """
    start = max(0, size - _TAIL)
    file.seek(start)
    tail = file.read(_TAIL)
    if b"\xff\xd9" not in tail and not _has_more(file, start):
        raise TruncatedImageError


def _has_more(file: BinaryIO, end: int) -> bool:
    """Return whether an end marker is in the last 4 MiB before `end`."""
    start = max(0, end - (4 << 20))
    file.seek(start)
    return b"\xff\xd9" in file.read(end - start)


def png_ends(file: BinaryIO, size: int) -> None:
    """Raise TruncatedImageError for a PNG without its last chunk."""
    place = 8
    for _ in range(_CHUNKS):
        file.seek(place)
        head = file.read(8)
        if len(head) < 8:
            raise TruncatedImageError
        length, name = struct.unpack(">I4s", head)
        place += 12 + length
        if place > size:
            raise TruncatedImageError
        if name == b"IEND":
            return


def gif_frames(file: BinaryIO) -> int:
    """The number of frames; raises TruncatedImageError if the file ends inside one, or has none."""
    head = _exactly(file, 0, 13)
    place = 13 + _colours(head[10])
    frames = 0
    while True:
        file.seek(place)
        kind = file.read(1)
        if kind == b",":
            place += 10 + _colours(_exactly(file, place, 10)[9]) + 1
            frames += 1
        elif kind == b"!":
            place += 2
        elif frames:
            # The trailer, or something that decoders take for it; its lack harms nothing.
            return frames
        else:
            raise TruncatedImageError
        place = _behind_blocks(file, place)


def _behind_blocks(file: BinaryIO, place: int) -> int:
    """The place behind a list of blocks, each of which begins with its length."""
    file.seek(place)
    while True:
        length = file.read(1)
        if not length:
            raise TruncatedImageError
        place += 1
        if length == b"\0":
            return place
        if len(file.read(length[0])) < length[0]:
            raise TruncatedImageError
        place += length[0]


def _exactly(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    content = file.read(length)
    if len(content) < length:
        raise TruncatedImageError
    return content


def _colours(flags: int) -> int:
    """The length of a colour table, by the flags in front of it."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
