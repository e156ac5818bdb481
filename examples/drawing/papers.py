"""The paper: three pages about the straw seat, for people who like to leaf through something."""

from __future__ import annotations

from pathlib import Path
from time import gmtime

from PIL import Image, ImageDraw, ImageFont

from drawing.films import weaving
from drawing.pictures import chair
from drawing.sheet import BRICK, CREAM, HONEY, NIGHT, SAND, TEAL, Sheet

WIDTH, HEIGHT = 900, 1125
DAY_ONE = gmtime(0)  # the date that the file says it is from, so that its bytes stay the same

NEEDED = (
    "one ball of seagrass cord",
    "one bucket of lukewarm water",
    "scissors, and a spoon that may bend",
    "two evenings, and somebody to talk to",
)
STEPS = (
    "Cut the old seat off. Keep one strand.",
    "Soak the cord for ten minutes.",
    "Wind it round the frame, front to back.",
    "Weave across: over one, under one.",
    "Push it tight with the spoon. Sit down.",
)


def pages() -> list[Image.Image]:
    """The pages in their order."""
    return [_cover(), _needed(), _steps()]


def save(path: Path) -> None:
    """Writes the pages as one PDF."""
    first, *rest = pages()
    first.save(
        path, save_all=True, append_images=rest, resolution=100, quality=88,
        title="Another forty years", creationDate=DAY_ONE, modDate=DAY_ONE,
    )  # fmt: skip


def _cover() -> Image.Image:
    page = _page(TEAL)
    page.paste(chair().resize((780, 585), Image.Resampling.LANCZOS), (60, 60))
    _say(page, (60, 730), "Another forty years", 78, CREAM)
    _say(page, (60, 840), "How to reseat a straw chair", 42, SAND)
    _say(page, (60, 1020), "Corner Shop, Via Roma 1", 30, HONEY)
    return page


def _needed() -> Image.Image:
    page = _page(CREAM)
    _say(page, (60, 80), "What you need", 64, BRICK)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(NEEDED):
        y = 240 + number * 110
        pen.rounded_rectangle((60, y, 100, y + 40), 8, outline=TEAL, width=5)
        _say(page, (130, y - 4), line, 38, NIGHT)
    _say(page, (60, 960), "We have the cord, and lend the bucket.", 34, TEAL)
    return page


def _steps() -> Image.Image:
    page = _page(CREAM)
    _say(page, (60, 80), "Five steps", 64, BRICK)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(STEPS):
        y = 220 + number * 92
        pen.ellipse((60, y, 116, y + 56), fill=HONEY)
        _say(page, (78, y + 4), str(number + 1), 40, NIGHT)
        _say(page, (145, y + 5), line, 36, NIGHT)
    seat = weaving(0.6).crop((50, 230, 490, 740)).resize((345, 400), Image.Resampling.LANCZOS)
    page.paste(seat, (60, 690))
    _say(page, (440, 800), "Stuck at step three?", 40, BRICK)
    _say(page, (440, 860), "Everybody is. Come by.", 34, TEAL)
    return page


def _page(ground: str) -> Image.Image:
    return Sheet(WIDTH, HEIGHT, ground).picture()


def _say(page: Image.Image, at: tuple[int, int], words: str, size: int, fill: str) -> None:
    ImageDraw.Draw(page).text(at, words, fill, ImageFont.load_default(size))
