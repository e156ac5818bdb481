"""Small copies of pictures: bounded in pixels, in bytes and in memory, and words where there is none."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from publer_sync.media.probe_image import of_any_size
from publer_sync.media.thumbnails import NoThumbnail, Thumbnail, thumbnail, thumbnails
from publer_sync.model.network import MediaKind
from tests.support.builders import a_medium, a_post
from tests.support.pictures import a_photograph, a_picture

EDGE, BYTES = 320, 20_000


def of(folder: Path, content: bytes) -> Thumbnail | NoThumbnail:
    path = folder / "picture"
    path.write_bytes(content)
    with of_any_size():
        return thumbnail(path, edge=EDGE, most_bytes=BYTES)


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "GIF", "WEBP"])
def test_each_format_becomes_a_small_webp(tmp_path: Path, format_: str) -> None:
    found = of(tmp_path, a_picture(width=1200, height=600, format_=format_))
    assert isinstance(found, Thumbnail)
    assert (found.width, found.height) == (320, 160)
    with Image.open(io.BytesIO(found.content)) as image:
        assert (image.format, image.size) == ("WEBP", (320, 160))


def test_noise_fits_into_the_bytes_too(tmp_path: Path) -> None:
    found = of(tmp_path, a_photograph(width=900, height=900))
    assert isinstance(found, Thumbnail)
    assert len(found.content) <= BYTES


def test_a_picture_that_lies_on_its_side_is_put_upright(tmp_path: Path) -> None:
    found = of(tmp_path, a_picture(width=400, height=200, format_="JPEG", orientation=6))
    assert isinstance(found, Thumbnail)
    assert (found.width, found.height) == (160, 320)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA", "CMYK"])
def test_each_kind_of_pixel_is_understood(tmp_path: Path, mode: str) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (40, 30)).save(buffer, "JPEG" if mode == "CMYK" else "PNG")
    assert isinstance(of(tmp_path, buffer.getvalue()), Thumbnail)


def test_greys_of_16_bits_stay_grey(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("I;16", (40, 30), 0x6400).save(buffer, "PNG")
    found = of(tmp_path, buffer.getvalue())
    assert isinstance(found, Thumbnail)
    with Image.open(io.BytesIO(found.content)) as image:
        (red, _, _) = image.convert("RGB").getpixel((20, 15))  # type: ignore[misc]
    assert abs(red - 0x64) < 4


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (a_picture()[:200], "damaged"),
        (a_picture(format_="JPEG")[:300], "damaged"),
        (b"", "no picture"),
        (b"%PDF-1.4", "no picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "damaged"),
    ],
)
def test_what_cannot_be_shown_is_said(tmp_path: Path, content: bytes, says: str) -> None:
    found = of(tmp_path, content)
    assert isinstance(found, NoThumbnail)
    assert says in found.reason


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    found = thumbnail(tmp_path / "none.png", edge=EDGE, most_bytes=BYTES)
    assert isinstance(found, NoThumbnail)
    assert "cannot be read" in found.reason


def a_huge_png(width: int, height: int) -> bytes:
    """A PNG of so many black pixels, packed into a few kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" * (width + 1)) for _ in range(height)) + packer.flush()
    sizes = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0"
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", sizes) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


MEASURE = """
import resource, sys
from pathlib import Path
from publer_sync.media.probe_image import of_any_size
from publer_sync.media.thumbnails import thumbnail
import PIL.Image
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with of_any_size():
    found = thumbnail(Path(sys.argv[1]), edge=320, most_bytes=20000)
print(type(found).__name__, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory in kilobytes, as Linux does")
@pytest.mark.parametrize(
    ("format_", "comes_of_it"),
    [("png", "NoThumbnail"), ("jpeg", "Thumbnail"), ("progressive", "NoThumbnail")],
)
def test_100_megapixels_take_little_memory(tmp_path: Path, format_: str, comes_of_it: str) -> None:
    path = tmp_path / "huge"
    if format_ == "png":
        path.write_bytes(a_huge_png(10_000, 10_000))
    else:
        with Image.new("L", (10_000, 10_000)) as image:
            image.save(path, "JPEG", quality=30, progressive=format_ == "progressive")
    words = [sys.executable, "-c", MEASURE, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=os.environ)
    kind, kilobytes = done.stdout.split()
    assert kind == comes_of_it
    assert int(kilobytes) < 60_000


def test_posts_share_their_pictures_and_a_budget(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.png").write_bytes(a_photograph(width=400, height=400))
    media = tuple(a_medium(file=f"{number}.png") for number in (0, 1, 2, 3, 0))
    film = a_medium(MediaKind.VIDEO, file="film.mp4", cover=a_medium(file="1.png"))
    found = thumbnails([a_post(media=media), a_post(media=(film,))], tmp_path, budget=40_000)
    assert list(found) == ["0.png", "1.png", "2.png", "3.png"]
    sizes = [len(each.content) for each in found.values() if isinstance(each, Thumbnail)]
    assert len(sizes) == 4
    assert sum(sizes) <= 40_000


def test_a_picture_outside_the_project_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(a_picture())
    root = tmp_path / "shop"
    root.mkdir()
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    (found,) = thumbnails([a_post(media=(a_medium(file="link.png"),))], root).values()
    assert isinstance(found, NoThumbnail)
    assert "outside the project" in found.reason
