"""Whether EXIF data says that a picture lies on its side, so that width and height change places."""

from __future__ import annotations

from contextlib import suppress

_ORIENTATION = 0x0112
_ON_ITS_SIDE = {5, 6, 7, 8}


def lies_on_its_side(exif: bytes | None) -> bool:
    """Broken EXIF data does not break a picture: it counts as none."""
    if not exif:
        return False
    from PIL import Image

    with suppress(Exception):
        found = Image.Exif()
        found.load(exif)
        return found.get(_ORIENTATION) in _ON_ITS_SIDE
    return False
