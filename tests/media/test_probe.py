"""What is seen in real files of every kind, and what is said of those that cannot be used."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from publer_sync.media import messages
from publer_sync.media.probe import facts_of
from publer_sync.model.media import MediaFacts
from tests.support.films import a_film, turned
from tests.support.papers import a_docx, a_pdf, a_pptx, an_archive, an_old_document
from tests.support.pictures import a_picture


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a-name-that-tells-nothing"


def facts(file: Path, content: bytes) -> MediaFacts:
    file.write_bytes(content)
    found = facts_of(file)
    assert found.bytes == len(content)
    return found


@pytest.mark.parametrize("format_", ["jpeg", "png", "gif", "webp"])
def test_format_and_size_of_a_picture(file: Path, format_: str) -> None:
    found = facts(file, a_picture(format_=format_, width=30, height=20))
    assert (found.format, found.width, found.height) == (format_, 30, 20)
    assert (found.frames, found.problem) == (1, None)


@pytest.mark.parametrize("format_", ["jpeg", "png", "webp"])
@pytest.mark.parametrize(("orientation", "size"), [(3, (30, 20)), (6, (20, 30)), (8, (20, 30))])
def test_a_picture_is_as_large_as_people_see_it(
    file: Path, format_: str, orientation: int, size: tuple[int, int]
) -> None:
    content = a_picture(format_=format_, width=30, height=20, orientation=orientation)
    found = facts(file, content)
    assert (found.width, found.height) == size


@pytest.mark.parametrize("format_", ["gif", "png", "webp"])
def test_frames_of_an_animation(file: Path, format_: str) -> None:
    assert facts(file, a_picture(format_=format_, frames=5)).frames == 5


def test_a_picture_of_a_hundred_million_dots_costs_nothing(file: Path) -> None:
    head = struct.pack(">IIBBBBB", 60_000, 50_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(10))), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    ]
    found = facts(file, b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    assert (found.width, found.height, found.problem) == (60_000, 50_000, None)


@pytest.mark.parametrize(
    ("container", "codec", "format_", "named"),
    [
        ("mp4", "mpeg4", "mp4", "mpeg4"),
        ("mov", "mpeg4", "mov", "mpeg4"),
        ("avi", "mpeg4", "avi", "mpeg4"),
        ("webm", "libvpx", "webm", "vp8"),
        ("matroska", "mpeg4", "matroska", "mpeg4"),
    ],
)
def test_length_size_rate_and_codec_of_a_video(
    file: Path, container: str, codec: str, format_: str, named: str
) -> None:
    found = facts(file, a_film(container, codec=codec))
    assert (found.format, found.codec, found.problem) == (format_, named, None)
    assert (found.width, found.height, found.fps, found.seconds) == (320, 180, 25, 2)


def test_a_video_of_a_phone_held_upright(file: Path) -> None:
    found = facts(file, turned(a_film()))
    assert (found.width, found.height) == (180, 320)


@pytest.mark.parametrize(
    ("content", "format_", "pages"),
    [
        (a_pdf(3), "pdf", 3),
        (b"\n\n" + a_pdf(2), "pdf", 2),
        (a_docx(), "docx", None),
        (a_pptx(4), "pptx", 4),
        (an_old_document(), "doc", None),
        (an_old_document("PowerPoint Document"), "ppt", None),
        (an_archive("readme.txt"), "zip", None),
    ],
)
def test_documents(file: Path, content: bytes, format_: str, pages: int | None) -> None:
    found = facts(file, content)
    assert (found.format, found.pages, found.problem) == (format_, pages, None)


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (b"<!DOCTYPE html><html><p>Not found", "html"),
        (b'<?xml version="1.0"?><svg xmlns="x"/>', "svg"),
        (b'{"error": "not found"}', "json"),
        ("Non c'\u00e8 nulla".encode(), "text"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "heic"),
    ],
)
def test_what_is_no_medium_is_named(file: Path, content: bytes, format_: str) -> None:
    assert facts(file, content) == MediaFacts(format=format_, bytes=len(content))


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", messages.EMPTY),
        (POINTER, messages.POINTER),
        (b"\xef\xbb\xbf" + POINTER, messages.POINTER),
        (bytes(100), messages.UNKNOWN),
        (a_picture()[:-20], messages.truncated_message("png")),
        (a_picture(format_="JPEG")[:-2], messages.truncated_message("jpeg")),
        (a_picture(format_="GIF")[:-20], messages.truncated_message("gif")),
        (a_picture(format_="WEBP")[:-20], messages.truncated_message("webp")),
        (b"\xff\xd8\xff\xe0 and no more", messages.damaged_message("jpeg")),
        (a_film()[:-100], messages.damaged_message("mp4")),
        (a_film("avi")[:-100], messages.damaged_message("avi")),
        (b"%PDF-1.7\nand nothing else", messages.damaged_message("pdf")),
        (a_pdf(password="hush"), messages.ENCRYPTED),
        (an_old_document("EncryptedPackage"), messages.ENCRYPTED),
        (a_docx()[:-30], messages.damaged_message("zip")),
    ],
)
def test_files_that_cannot_be_used(file: Path, content: bytes, problem: str) -> None:
    assert facts(file, content).problem == problem


def test_a_document_whose_pages_contain_themselves(file: Path) -> None:
    content = a_pdf(1).replace(b"/Kids [ 4 0 R ]", b"/Kids [ 2 0 R ]")
    found = facts(file, content)
    assert (found.format, found.pages) == ("pdf", None) or found.problem
