"""Looks into pictures: headers only, never pixels, so that a picture of any size costs next to nothing."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from publer_sync.media.exif import lies_on_its_side
from publer_sync.media.messages import damaged, truncated
from publer_sync.media.truncated_image import Cut, gif_frames, jpeg_ends, png_ends
from publer_sync.media.webp import webp_facts
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
    except Cut:
        problem = truncated(format_)
    if not (width and height):
        problem = damaged(format_)
    return MediaFacts(
        format=format_, bytes=size, width=width, height=height, frames=frames, problem=problem
    )


def _header(file: BinaryIO, format_: str) -> tuple[int, int, int | None]:
    """Width and height as people see it, and the frames of an animated PNG."""
    from PIL import Image

    file.seek(0)
    with of_any_size(), Image.open(file, formats=[format_.upper()]) as image:
        width, height = image.size
        if lies_on_its_side(image.info.get("exif")):
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
