"""Look into videos with MediaInfo: length, picture size, frame rate and codec.

The file is handed over as a stream: given a name, MediaInfo would follow what the file refers to, to
other files and to the network.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

from publer_sync.media.messages import damaged_message
from publer_sync.model.media import MediaFacts

_CODECS = {"avc": "h264", "hevc": "h265", "mpeg-4 visual": "mpeg4"}


def open_library() -> None:
    """Raise LibraryMissingError where videos cannot be looked into."""
    try:
        from pymediainfo import MediaInfo
    except ImportError:
        raise LibraryMissingError from None
    if not MediaInfo.can_parse():
        raise LibraryMissingError


def video_facts(file: BinaryIO, size: int, format_: str) -> MediaFacts:
    """Facts of a video of one of VIDEOS; may raise anything for content that is no such video."""
    from pymediainfo import MediaInfo

    file.seek(0)
    media_info = MediaInfo.parse(file, parse_speed=0.25)
    videos = [track.to_data() for track in media_info.video_tracks]
    general = [track.to_data() for track in media_info.general_tracks]
    if not videos or is_truncated(file, size, format_):
        return MediaFacts(format=format_, bytes=size, problem=damaged_message(format_))
    video = videos[0]
    width, height = _whole(video.get("width")), _whole(video.get("height"))
    if _is_on_its_side(video):
        width, height = height, width
    milliseconds = _number((general or [{}])[0].get("duration")) or _number(video.get("duration"))
    codec = str(video.get("format") or "").lower()
    return MediaFacts(
        format=format_,
        bytes=size,
        width=width,
        height=height,
        seconds=milliseconds / 1000 if milliseconds else None,
        fps=_number(video.get("frame_rate")),
        codec=_CODECS.get(codec, codec) or None,
    )


def _is_on_its_side(video: dict[str, Any]) -> bool:
    return round((_number(video.get("rotation")) or 0) / 90) % 2 == 1


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _whole(value: object) -> int | None:
    number = _number(value)
    return int(number) if number else None


class LibraryMissingError(Exception):
    """MediaInfo's library, or the process that uses it, cannot be had; wheels bring it for most systems."""


# Sources of the layouts: ISO/IEC 14496-12 (boxes of MP4 and MOV) and Microsoft's RIFF.
_BOXES = 100_000


def is_truncated(file: BinaryIO, size: int, format_: str) -> bool:
    """Return whether the file ends inside one of its outermost parts; WebM may leave lengths open."""
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
            break  # a few bytes behind the last box harm no one
        (length,) = struct.unpack(">I", head[:4])
        if length == 1 and len(head) == 16:
            (length,) = struct.unpack(">Q", head[8:])
        if length < 8:
            break  # 0 means "up to the end"; the rest cannot be walked
        place += length
        if place > size:
            return True
    return False
