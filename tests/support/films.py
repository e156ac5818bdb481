"""Small real videos, made by FFmpeg's own libraries."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import av

_MATRIX = 48
"""Where the matrix of a track header stands, counted from the name of its box, in version 0."""
_A_QUARTER = bytes.fromhex(
    "00000000 00010000 00000000 ffff0000 00000000 00000000 00000000 00000000 40000000"
)


@cache
def a_film(
    container: str = "mp4",
    *,
    codec: str = "mpeg4",
    width: int = 320,
    height: int = 180,
    fps: int = 25,
    seconds: float = 2,
) -> bytes:
    """A grey video; `container` is mp4, mov, webm, avi or matroska."""
    buffer = BytesIO()
    with av.open(buffer, "w", format=container) as film:
        stream = film.add_stream(codec, rate=fps)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"  # type: ignore[union-attr]
        frame = av.VideoFrame(width, height, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([100]) * plane.buffer_size)
        for number in range(round(seconds * fps)):
            frame.pts = number
            film.mux(stream.encode(frame))  # type: ignore[union-attr, arg-type]
        film.mux(stream.encode())  # type: ignore[union-attr]
    return buffer.getvalue()


def turned(film: bytes) -> bytes:
    """An MP4 or MOV that players show turned by a quarter, as phones record it."""
    place = film.index(b"tkhd") + _MATRIX - 4
    return film[:place] + _A_QUARTER + film[place + len(_A_QUARTER) :]
