"""The rules of style that depend on what is shown: pictures, their shapes, and the colours of networks.

A picture that many cards show is embedded once, as the background of its class.
"""

from __future__ import annotations

import base64

from publer_sync.media.thumbnails import Thumbnail
from publer_sync.render.preview.network_styles import LOOKS, Crop


class Sheet:
    """Hands out classes for pictures and shapes, and writes the rules for those that it handed out."""

    def __init__(self) -> None:
        self._pictures: dict[str, tuple[str, Thumbnail]] = {}
        self._shapes: dict[str, str] = {}

    def picture(self, file: str, image: Thumbnail) -> str:
        """The class that paints the picture."""
        name, _ = self._pictures.setdefault(file, (f"i{len(self._pictures)}", image))
        return name

    def shape(self, ratio: float, crop: Crop) -> str:
        """The class of a box that has the ratio, or as near to it as the crop allows."""
        shown = f"{min(max(ratio, crop.narrowest), crop.widest):.3f}"
        return self._shapes.setdefault(shown, f"r{len(self._shapes)}")

    def rules(self) -> str:
        """All rules, one a line."""
        lines = [
            f".{name}{{background-image:url(data:image/webp;base64,{_encoded(image)})}}"
            for name, image in self._pictures.values()
        ]
        lines += [f".{name}{{aspect-ratio:{ratio}}}" for ratio, name in self._shapes.items()]
        lines += [f".n-{network}{{--brand:{look.light}}}" for network, look in LOOKS.items()]
        dark = "".join(f".n-{network}{{--brand:{look.dark}}}" for network, look in LOOKS.items())
        return "\n".join([*lines, f"@media (prefers-color-scheme:dark){{{dark}}}"])


def _encoded(image: Thumbnail) -> str:
    return base64.b64encode(image.content).decode("ascii")
