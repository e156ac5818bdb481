"""Draws the pictures of the example posts: flat colours, the same files on every run.

Run it with `python examples/make_media.py`; it needs Pillow and writes to `examples/media`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "media"
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


def shop_front() -> Image.Image:
    sheet = Sheet(1080, 1080, SKY)
    sheet.disc(985, 90, 60, "#f9e3a8")
    sheet.box(0, 900, 1080, 180, SAND)
    sheet.box(0, 900, 1080, 14, CLAY)
    sheet.box(120, 170, 840, 740, CREAM)
    sheet.box(100, 140, 880, 50, BRICK, 8)
    for x in (210, 470, 730):
        sheet.box(x, 235, 140, 150, TEAL, 6)
        sheet.box(x + 10, 245, 120, 130, "#8fc3c4")
        sheet.box(x + 66, 245, 8, 130, TEAL)
        sheet.box(x - 16, 385, 172, 16, CLAY)
    sheet.box(160, 430, 760, 70, WINE, 6)
    for index in range(11):
        sheet.disc(210 + index * 66, 465, 9 if index % 2 else 15, HONEY)
    for index in range(10):
        x, fill = 160 + index * 76, PAPER if index % 2 else BRICK
        sheet.box(x, 500, 76, 80, fill)
        sheet.disc(x + 38, 580, 38, fill)
    sheet.box(190, 600, 430, 300, TEAL)
    sheet.box(208, 618, 394, 250, "#dff0ee")
    sheet.box(208, 790, 394, 14, WOOD)
    for x, fill in ((240, HONEY), (310, ROSE), (380, LEAF), (450, HONEY), (520, ROSE)):
        sheet.box(x, 735, 48, 55, fill, 8)
        sheet.box(x - 2, 722, 52, 16, BARK, 4)
    sheet.shape([(250, 868), (270, 815), (390, 815), (410, 868)], WOOD)
    sheet.shape([(440, 868), (455, 825), (560, 825), (575, 868)], CLAY)
    sheet.box(670, 600, 200, 310, WINE)
    sheet.box(695, 625, 150, 170, "#8fc3c4", 6)
    sheet.disc(845, 830, 11, HONEY)
    sheet.box(655, 905, 230, 20, CLAY)
    for x in (90, 985):
        sheet.shape([(x - 48, 850), (x + 48, 850), (x + 36, 940), (x - 36, 940)], BRICK)
        for dx, dy, r in ((-34, 0, 42), (34, 0, 42), (0, -48, 52), (0, 4, 46)):
            sheet.disc(x + dx, 810 + dy, r, MOSS if dy == 0 else LEAF)
    return sheet.picture()


def basket() -> Image.Image:
    sheet = Sheet(1080, 1080, "#dfe8d8")
    sheet.box(0, 800, 1080, 280, "#c9b08a")
    sheet.box(0, 800, 1080, 12, BARK)
    sheet.disc(540, 905, 370, "#ab9069", 46)
    sheet.arc(540, 560, 290, (1.0, 2.0), BARK, 34)
    sheet.arc(540, 560, 290, (1.0, 2.0), WOOD, 18)
    for x, y, r, fill in ((380, 530, 92, BRICK), (545, 490, 100, HONEY), (700, 535, 88, LEAF)):
        sheet.disc(x, y, r, fill)
        sheet.disc(x - r * 0.3, y - r * 0.35, r * 0.2, PAPER)
        sheet.line([(x, y - r), (x + 12, y - r - 32)], BARK, 9)
    for x, lean in ((300, -80), (800, 70)):
        sheet.line([(x, 580), (x + lean, 350)], MOSS, 12)
        for step in range(4):
            dx, y = lean * step / 4, 520 - step * 48
            sheet.disc(x + dx - 24, y, 30, MOSS, 15)
            sheet.disc(x + dx + 24, y - 14, 30, LEAF, 15)
    sheet.shape([(215, 560), (865, 560), (790, 900), (290, 900)], WOOD)
    for row in range(6):
        top = 572 + row * 56
        inset = (top - 560) * 75 / 340
        left, wide = 215 + inset, 650 - 2 * inset
        for column in range(10):
            cell = wide / 10
            fill = SAND if (row + column) % 2 else CLAY
            sheet.box(left + column * cell + 4, top, cell - 8, 44, fill, 14)
    sheet.box(195, 540, 690, 44, BARK, 22)
    sheet.box(205, 546, 670, 18, WOOD, 9)
    return sheet.picture()


def chair() -> Image.Image:
    sheet = Sheet(1200, 900, "#e9dcd0")
    sheet.box(0, 660, 1200, 240, "#c3a78c")
    sheet.box(0, 650, 1200, 16, PAPER)
    sheet.disc(600, 800, 270, "#a88d73", 34)
    sheet.box(150, 120, 210, 260, PAPER, 4)
    sheet.box(170, 140, 170, 220, SKY)
    sheet.shape([(170, 360), (170, 300), (240, 245), (300, 310), (340, 275), (340, 360)], MOSS)
    for x in (455, 725):
        sheet.box(x, 140, 32, 650, BARK, 14)
    for y in (185, 265, 345):
        sheet.box(470, y, 270, 36, WOOD, 16)
    for x in (415, 765):
        sheet.box(x, 520, 34, 285, WOOD, 12)
    sheet.box(430, 690, 350, 20, BARK, 10)
    sheet.shape([(455, 440), (757, 440), (820, 545), (394, 545)], HONEY)
    for step in range(1, 8):
        t = step / 8
        sheet.line([(455 + 302 * t, 444), (394 + 426 * t, 541)], CLAY, 4)
    for step in range(1, 5):
        t = step / 5
        y, dx = 440 + 105 * t, 61 * t
        sheet.line([(458 - dx, y), (754 + dx, y)], CLAY, 4)
    sheet.box(384, 535, 446, 34, BARK, 14)
    sheet.disc(965, 700, 74, BRICK, 22)
    sheet.box(891, 630, 148, 70, BRICK)
    sheet.disc(965, 630, 74, ROSE, 22)
    sheet.line([(930, 628), (905, 480)], WOOD, 12)
    sheet.box(884, 440, 44, 56, SAND, 10)
    sheet.line([(985, 628), (1020, 500)], NIGHT, 10)
    return sheet.picture()


def calendar_card() -> Image.Image:
    """May 2036, with the long Thursday of the 15th ringed."""
    sheet = Sheet(1080, 1080, TEAL)
    sheet.box(140, 170, 800, 780, "#235458", 30)
    sheet.box(120, 150, 800, 780, PAPER, 30)
    sheet.box(120, 150, 800, 190, BRICK, 30)
    sheet.box(120, 280, 800, 60, BRICK)
    for x in (290, 750):
        sheet.disc(x, 190, 26, WINE)
        sheet.box(x - 12, 90, 24, 110, SAND, 12)
    for index, height in enumerate((34, 20, 46, 28)):
        sheet.box(390 + index * 70, 265 - height / 2, 50, height, CREAM, 10)
    for day in range(1, 32):
        column, row = (day + 2) % 7, (day + 2) // 7
        x, y = 195 + column * 108, 400 + row * 102
        if day == 15:
            sheet.disc(x, y, 58, BRICK)
            sheet.disc(x, y, 48, PAPER)
            sheet.disc(x, y, 34, HONEY)
        else:
            sheet.box(x - 30, y - 30, 60, 60, SKY if column < 6 else ROSE, 14)
    return sheet.picture()


def jar(fill: str, fruit: str, ground: str) -> Image.Image:
    sheet = Sheet(1080, 1080, ground)
    sheet.box(0, 830, 1080, 250, WOOD)
    sheet.box(0, 830, 1080, 16, BARK)
    sheet.disc(540, 885, 270, BARK, 30)
    sheet.box(310, 300, 460, 590, PAPER, 70)
    sheet.box(332, 390, 416, 480, fill, 56)
    for x, y in (
        (410, 450),
        (520, 430),
        (640, 465),
        (690, 560),
        (390, 790),
        (510, 815),
        (655, 795),
    ):
        sheet.disc(x, y, 40, fruit)
        sheet.disc(x - 12, y - 14, 9, PAPER)
    sheet.box(300, 220, 480, 110, BRICK, 24)
    for x in range(330, 770, 60):
        sheet.box(x, 232, 26, 86, ROSE, 8)
    sheet.box(390, 540, 300, 200, CREAM, 14)
    sheet.box(425, 580, 230, 22, WINE, 11)
    sheet.box(455, 625, 170, 14, CLAY, 7)
    sheet.disc(540, 690, 26, fruit)
    sheet.box(352, 420, 26, 400, PAPER, 13)
    return sheet.picture()


def steam_frame(phase: float) -> Image.Image:
    sheet = Sheet(640, 640, "#f3dfc4")
    sheet.box(0, 500, 640, 140, WOOD)
    sheet.box(0, 500, 640, 8, BARK)
    for index, x in enumerate((250, 320, 390)):
        swing = [
            (x + 20 * sin((y / 120 + phase + index / 3) * 2 * pi), y) for y in range(110, 291, 6)
        ]
        sheet.line(swing, PAPER, 13)
    sheet.disc(320, 545, 190, BARK, 26)
    sheet.disc(320, 535, 190, PAPER, 26)
    sheet.disc(320, 530, 130, SAND, 15)
    sheet.arc(460, 405, 52, (-0.5, 0.6), TEAL, 26)
    sheet.shape([(170, 330), (470, 330), (440, 480), (400, 528), (240, 528), (200, 480)], TEAL)
    sheet.disc(320, 330, 150, "#245a5d", 34)
    sheet.disc(320, 333, 132, BARK, 25)
    sheet.disc(320, 338, 110, CLAY, 16)
    sheet.box(186, 410, 268, 16, HONEY, 8)
    return sheet.picture()


def market() -> Image.Image:
    sheet = Sheet(1200, 900, SKY)
    for x, top, fill in ((0, 230, SAND), (190, 160, CREAM), (430, 250, CLAY), (930, 190, CREAM)):
        sheet.box(x, top, 270, 500, fill)
        for dx in (40, 150):
            for dy in (60, 170):
                sheet.box(x + dx, top + dy, 56, 74, TEAL, 5)
    sheet.box(0, 690, 1200, 210, "#d6c3a1")
    for left, one in ((110, BRICK), (650, MOSS)):
        for x in (left + 10, left + 420):
            sheet.box(x, 400, 16, 380, BARK)
        for index in range(6):
            fill = PAPER if index % 2 else one
            x = left - 25 + index * 82.5
            top = left + 30 + index * 62
            sheet.shape([(top, 330), (top + 62, 330), (x + 83, 430), (x, 430)], fill)
            sheet.disc(x + 41, 430, 41, fill, 28)
        sheet.box(left - 10, 600, 465, 180, WOOD, 6)
        for index in range(4):
            x = left + 5 + index * 112
            fruit = (HONEY, BRICK, LEAF, ROSE)[index if one == BRICK else 3 - index]
            for dx, dy in ((25, 0), (55, -14), (85, 0)):
                sheet.disc(x + dx - 3, 592 + dy, 23, fruit)
            sheet.box(x - 4, 598, 108, 60, BARK, 5)
            sheet.box(x + 3, 612, 94, 10, CLAY)
            sheet.box(x + 3, 634, 94, 10, CLAY)
    return sheet.picture()


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "shop-front.png": shop_front,
    "basket.png": basket,
    "calendar.png": calendar_card,
    "jar-apricot.png": lambda: jar("#f0b04a", "#d9822b", "#e8efe0"),
    "jar-cherry.png": lambda: jar("#a32c3f", "#6e1a2b", "#f4e2dc"),
    "jar-fig.png": lambda: jar("#7a5575", "#4b2d4f", "#e6e3ee"),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        draw().quantize(64, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)
    chair().save(FOLDER / "chair.jpg", quality=88, optimize=True)
    market().save(FOLDER / "market.jpg", quality=85, optimize=True)
    first, *rest = [
        steam_frame(step / 8)
        .resize((480, 480), Image.Resampling.LANCZOS)
        .quantize(32, dither=Image.Dither.NONE)
        for step in range(8)
    ]
    first.save(
        FOLDER / "coffee.gif",
        save_all=True,
        append_images=rest,
        duration=110,
        loop=0,
        optimize=True,
    )


if __name__ == "__main__":
    main()
