"""Take the pictures of docs/gallery in Chromium."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.gallery.sheets import in_a_terminal, on_github
from tests.gallery.week import Week, the_week

GALLERY = Path(__file__).parents[2] / "docs/gallery"


def main() -> None:
    """Write all pictures."""
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        week = the_week(Path(scratch) / "shop")
        file = Path(scratch) / "preview.html"
        file.write_text(week.page, encoding="utf-8")
        _preview(chromium, file)
        _plan(chromium, week)
        chromium.close()


def _preview(chromium: Browser, file: Path) -> None:
    light = chromium.new_page(viewport={"width": 1280, "height": 960})
    light.goto(file.as_uri())
    _save(light.screenshot(), "preview-calendar.png")
    dark = chromium.new_page(viewport={"width": 1280, "height": 760}, color_scheme="dark")
    dark.goto(file.as_uri())
    dark.locator("article", has_text="15-long-thursday").evaluate(
        "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 24)"
    )
    _save(dark.screenshot(), "preview-cards.png")


def _plan(chromium: Browser, week: Week) -> None:
    terminal = chromium.new_page(viewport={"width": 780, "height": 400})
    terminal.set_content(in_a_terminal(week.terminal))
    _save(terminal.screenshot(full_page=True), "plan-terminal.png")
    comment = chromium.new_page(viewport={"width": 914, "height": 400})
    comment.set_content(on_github(week.comment))
    comment.locator("details", has_text="12-goat-cheese").first.evaluate("e => e.open = true")
    _save(comment.screenshot(full_page=True), "plan-comment.png")


def _save(png: bytes, name: str) -> None:
    """As a PNG of 256 colours, which is a fraction of the bytes."""
    with Image.open(io.BytesIO(png)) as image:
        few = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        few.save(GALLERY / name, optimize=True)


if __name__ == "__main__":
    main()
