"""Small real pictures."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def a_picture(colour: str = "red", *, width: int = 320, height: int = 320) -> bytes:
    """A PNG of one colour."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()
