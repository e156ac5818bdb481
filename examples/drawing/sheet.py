"""A sheet to draw on, in units of its final pixels, and the colours of the shop."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from PIL import Image, ImageDraw

FINE = 3  # drawn larger and scaled down, which smooths the edges

CREAM, PAPER, SAND, CLAY, BRICK = "#f6ecd9", "#fffaf0", "#e3c79b", "#c98a5a", "#a8503a"
WINE, LEAF, MOSS, TEAL, SKY = "#6e2a35", "#7a9a63", "#4c6b4f", "#2f6f73", "#bfe0e6"
NIGHT, WOOD, BARK, HONEY, ROSE = "#2a3440", "#b07a48", "#7b4f2c", "#e5a93a", "#d9796a"

Point = tuple[float, float]


class Sheet:
    """A drawing in units of its final pixels."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * FINE, height * FINE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(  # noqa: PLR0917  # a rectangle takes that many
        self, x: float, y: float, w: float, h: float, fill: str, round_: float = 0
    ) -> None:
        corners = [x * FINE, y * FINE, (x + w) * FINE, (y + h) * FINE]
        self.pen.rounded_rectangle(corners, round_ * FINE, fill=fill)

    def disc(self, x: float, y: float, rx: float, fill: str, ry: float | None = None) -> None:
        ry = rx if ry is None else ry
        self.pen.ellipse(
            [(x - rx) * FINE, (y - ry) * FINE, (x + rx) * FINE, (y + ry) * FINE], fill=fill
        )

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        dots = [(x * FINE, y * FINE) for x, y in points]
        self.pen.line(dots, fill=fill, width=round(width * FINE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, fill)

    def arc(  # noqa: PLR0917  # so does a part of a circle
        self, x: float, y: float, r: float, span: Point, fill: str, width: float
    ) -> None:
        start, end = span
        steps = [start + (end - start) * step / 40 for step in range(41)]
        self.line([(x + r * cos(a * pi), y + r * sin(a * pi)) for a in steps], fill, width)

    def picture(self) -> Image.Image:
        return self.image.resize(self.size, Image.Resampling.LANCZOS)
