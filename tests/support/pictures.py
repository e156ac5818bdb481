"""Small real pictures."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image


def a_picture(
    colour: str = "red",
    *,
    width: int = 320,
    height: int = 320,
    format_: str = "PNG",
    frames: int = 1,
    orientation: int | None = None,
) -> bytes:
    """A picture of one colour; a PNG unless told otherwise, animated if it has several frames."""
    pages = [
        Image.new("RGB", (width, height), colour if number % 2 == 0 else "blue")
        for number in range(frames)
    ]
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    rest = {"save_all": True, "append_images": pages[1:], "duration": 100} if frames > 1 else {}
    buffer = BytesIO()
    pages[0].save(buffer, format_, exif=exif.tobytes(), **rest)
    return buffer.getvalue()


def a_photograph(*, width: int = 320, height: int = 320) -> bytes:
    """A PNG of grey noise, as large in bytes as real ones are; the same each time."""
    noise = Random(1).randbytes(width * height)
    buffer = BytesIO()
    Image.frombytes("L", (width, height), noise).save(buffer, "PNG")
    return buffer.getvalue()
