"""Whether a container of a video is shorter than its parts say.

Sources of the layouts: ISO/IEC 14496-12 (boxes of MP4 and MOV) and Microsoft's RIFF.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

_BOXES = 100_000


def is_cut(file: BinaryIO, size: int, format_: str) -> bool:
    """Whether the file ends inside one of its outermost parts; WebM may leave lengths open."""
    if format_ in {"mp4", "mov"}:
        return _boxes_are_cut(file, size)
    if format_ == "avi":
        file.seek(4)
        (length,) = struct.unpack("<I", file.read(4))
        return bool(length + 8 > size)
    return False


def _boxes_are_cut(file: BinaryIO, size: int) -> bool:
    place = 0
    for _ in range(_BOXES):
        if place == size:
            break
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            break  # a few bytes behind the last box harm nobody
        (length,) = struct.unpack(">I", head[:4])
        if length == 1 and len(head) == 16:
            (length,) = struct.unpack(">Q", head[8:])
        if length < 8:
            break  # 0 means "up to the end"; the rest cannot be walked
        place += length
        if place > size:
            return True
    return False
