"""Draws the media of the example posts: flat colours, the same files on every run.

Run it with `python examples/make_media.py`; it needs Pillow and PyAV, as `make .venv/.dev` installs
them, and writes to `examples/media`. Other versions of these two may write other bytes that look the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from drawing import films, papers, pictures
from PIL import Image

FOLDER = Path(__file__).parent / "media"

PICTURES: dict[str, Callable[[], Image.Image]] = {
    "shop-front.jpg": pictures.shop_front,
    "basket.jpg": pictures.basket,
    "calendar.jpg": pictures.calendar_card,
    "jar-apricot.jpg": lambda: pictures.jar("#f0b04a", "#d9822b", "#e8efe0"),
    "jar-cherry.jpg": lambda: pictures.jar("#a32c3f", "#6e1a2b", "#f4e2dc"),
    "jar-fig.jpg": lambda: pictures.jar("#7a5575", "#4b2d4f", "#e6e3ee"),
    "chair.jpg": pictures.chair,
    "market.jpg": pictures.market,
    "soup.jpg": pictures.soup,
    "fig-tart.jpg": pictures.fig_tart,
    "open-late.jpg": pictures.open_late,
    "weaving-cover.jpg": lambda: films.weaving(0.8),
    "delivery-cover.jpg": lambda: films.delivery(0.45),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        draw().save(FOLDER / name, quality=86, optimize=True)
    save_gif(FOLDER / "coffee.gif")
    for name, film in films.FILMS.items():
        films.save(FOLDER / name, film)
    papers.save(FOLDER / "straw-seat.pdf")


def save_gif(path: Path) -> None:
    first, *rest = [
        pictures.steam_frame(step / 8)
        .resize((480, 480), Image.Resampling.LANCZOS)
        .quantize(32, dither=Image.Dither.NONE)
        for step in range(8)
    ]
    first.save(path, save_all=True, append_images=rest, duration=110, loop=0, optimize=True)


if __name__ == "__main__":
    main()
