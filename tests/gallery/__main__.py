"""Takes the pictures of docs/gallery in Chromium."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.gallery.week import page_of_the_week

GALLERY = Path(__file__).parents[2] / "docs/gallery"


def main() -> None:
    """Writes both pictures."""
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "preview.html"
        page.write_text(page_of_the_week(Path(scratch) / "shop"), encoding="utf-8")
        with sync_playwright() as driver:
            chromium = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            light = chromium.new_page(viewport={"width": 1280, "height": 960})
            light.goto(page.as_uri())
            _save(light, "preview-calendar.png")
            dark = chromium.new_page(viewport={"width": 1280, "height": 760}, color_scheme="dark")
            dark.goto(page.as_uri())
            dark.locator("article", has_text="15-long-thursday").evaluate(
                "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 24)"
            )
            _save(dark, "preview-cards.png")
            chromium.close()


def _save(page: Page, name: str) -> None:
    """As a PNG of 256 colours, which is a fraction of the bytes."""
    with Image.open(io.BytesIO(page.screenshot())) as image:
        few = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        few.save(GALLERY / name, optimize=True)


if __name__ == "__main__":
    main()
