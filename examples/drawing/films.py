"""The films: a seat that is woven, and a delivery that crosses the market square."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin
from pathlib import Path

import av
from PIL import Image

from drawing.sheet import BARK, BRICK, CLAY, HONEY, NIGHT, PAPER, SAND, SKY, TEAL, WOOD, Sheet

RATE = 24  # frames per second: the least that Facebook takes for a reel
SECONDS = 5


def weaving(progress: float) -> Image.Image:
    """A straw seat from above, upright, woven from the front to the back."""
    sheet = Sheet(540, 960, "#e9dcd0")
    sheet.box(0, 0, 540, 960, "#d8c4ae")
    for y in range(0, 960, 120):
        sheet.box(0, y, 540, 6, "#c3a78c")
    for x in (70, 430):
        sheet.box(x, 130, 40, 700, BARK, 18)
    for y in (240, 690):
        sheet.box(60, y, 420, 40, WOOD, 18)
    for step in range(11):
        x = 125 + step * 29
        sheet.line([(x, 285), (x, 685)], SAND, 15)
    rows = 16
    done = progress * rows * 1.12
    for row in range(rows):
        reach = min(1.0, done - row)
        if reach <= 0:
            break
        y = 668 - row * 24.5
        _strand(sheet, y, reach, row)
    row = min(int(done), rows - 1)
    if done < rows:
        reach = done - row
        x = 110 + 320 * reach if row % 2 == 0 else 430 - 320 * reach
        _shuttle(sheet, x, 668 - row * 24.5)
    _ball(sheet, 1 - progress * 0.55, progress)
    return sheet.picture()


def _strand(sheet: Sheet, y: float, reach: float, row: int) -> None:
    cells = 11
    for cell in range(cells):
        if cell / cells >= reach:
            break
        column = cell if row % 2 == 0 else cells - 1 - cell
        over = (row + column) % 2 == 0
        sheet.box(111 + column * 29, y - 9, 28, 18, HONEY if over else CLAY, 8)


def _shuttle(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y, 34, BARK, 13)
    sheet.disc(x, y, 20, SAND, 6)


def _ball(sheet: Sheet, size: float, turn: float) -> None:
    r = 52 * size
    sheet.disc(270, 905 - r * 0.3, r, CLAY)
    for step in range(4):
        at = turn * 9 + step * pi / 4
        x, y = 270 + r * 0.5 * cos(at), 905 - r * 0.3 + r * 0.5 * sin(at)
        sheet.arc(x, y, r * 0.4, (step / 4, step / 4 + 1), HONEY, 4)


def delivery(progress: float) -> Image.Image:
    """A bicycle with a crate of jam rides across the square."""
    sheet = Sheet(960, 540, SKY)
    sheet.disc(790, 95, 46, "#f9e3a8")
    for x, y in ((180, 90), (520, 60)):
        drift = x + progress * 50
        sheet.disc(drift, y, 50, PAPER, 20)
        sheet.disc(drift + 40, y - 12, 40, PAPER, 22)
    for index, (x, top) in enumerate(((0, 150), (190, 110), (400, 165), (590, 120), (780, 155))):
        sheet.box(x, top, 195, 420 - top, (SAND, "#f6ecd9", "#dcae85")[index % 3])
        sheet.shape([(x - 8, top), (x + 203, top), (x + 178, top - 30), (x + 17, top - 30)], BRICK)
        for dx in (32, 118):
            for dy in (40, 120):
                sheet.box(x + dx, top + dy, 42, 54, TEAL, 4)
    sheet.box(0, 420, 960, 120, "#d6c3a1")
    for step in range(9):
        sheet.box(step * 120 - 30, 462, 70, 5, SAND, 2)
    _bicycle(sheet, -160 + progress * 1280, 470, progress)
    return sheet.picture()


def _bicycle(sheet: Sheet, x: float, y: float, progress: float) -> None:
    turn = progress * 1280 / 46
    sheet.disc(x + 70, y + 48, 130, "#bfa985", 8)
    for wheel in (x, x + 140):
        sheet.disc(wheel, y, 46, NIGHT)
        sheet.disc(wheel, y, 39, "#d6c3a1")
        for spoke in range(4):
            at = turn + spoke * pi / 4
            dx, dy = 39 * cos(at), 39 * sin(at)
            sheet.line([(wheel - dx, y - dy), (wheel + dx, y + dy)], "#8593a6", 2)
    frame = [(x, y), (x + 40, y - 62), (x + 118, y - 62), (x + 66, y), (x, y)]
    sheet.line(frame, BRICK, 8)
    sheet.line([(x + 66, y), (x + 34, y - 78)], BRICK, 8)
    sheet.line([(x + 140, y), (x + 112, y - 92), (x + 92, y - 98)], NIGHT, 7)
    sheet.box(x + 14, y - 90, 44, 12, BARK, 6)
    sheet.box(x + 112, y - 104, 74, 46, WOOD, 5)
    for index, fill in enumerate(("#f0b04a", "#a32c3f", "#7a5575")):
        sheet.box(x + 117 + index * 22, y - 126, 18, 26, fill, 4)
        sheet.box(x + 116 + index * 22, y - 132, 20, 8, PAPER, 3)
    pedal = turn * 0.6
    px, py = x + 66 + 20 * cos(pedal), y + 20 * sin(pedal)
    sheet.line([(x + 38, y - 92), (x + 78, y - 48), (px, py)], "#2f4a63", 17)
    sheet.line([(x + 38, y - 100), (x + 58, y - 160)], TEAL, 34)
    sheet.line([(x + 58, y - 152), (x + 96, y - 104)], TEAL, 13)
    sheet.disc(x + 68, y - 198, 22, "#e0b08a")
    sheet.shape([(x + 44, y - 204), (x + 98, y - 204), (x + 86, y - 224), (x + 52, y - 224)], SAND)


FILMS: dict[str, Callable[[float], Image.Image]] = {
    "weaving.mp4": weaving,
    "delivery.mp4": delivery,
}


def save(path: Path, draw: Callable[[float], Image.Image]) -> None:
    """Films what is drawn from 0 to 1; one thread, no dates and no assembly, or the bytes differ."""
    last = RATE * SECONDS - 1
    _write(path, [draw(step / last) for step in range(last + 1)])


def _write(path: Path, pictures: Sequence[Image.Image]) -> None:
    options = {"preset": "veryslow", "crf": "23", "threads": "1", "x264-params": "asm=0"}
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as film:
        film.flags |= av.container.Flags.bitexact.value
        stream = film.add_stream("libx264", rate=RATE, options=options)
        stream.pix_fmt = "yuv420p"
        stream.width, stream.height = pictures[0].size
        for picture in pictures:
            film.mux(stream.encode(av.VideoFrame.from_image(picture)))
        film.mux(stream.encode())
