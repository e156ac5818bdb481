"""Kind of a file by its first bytes; size of a picture by its header."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file format in the vocabulary of the library."""

    format: str
    type: str
    mime: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.format: kind
    for kind in (
        FileKind("png", "photo", "image/png"),
        FileKind("jpg", "photo", "image/jpeg"),
        FileKind("webp", "photo", "image/webp"),
        FileKind("gif", "gif", "image/gif"),
        FileKind("mp4", "video", "video/mp4"),
        FileKind("mov", "video", "video/quicktime"),
        FileKind("webm", "video", "video/webm"),
        FileKind("avi", "video", "video/x-msvideo"),
        FileKind("pdf", "document", "application/pdf"),
        FileKind("doc", "document", "application/msword"),
        FileKind("ppt", "document", "application/vnd.ms-powerpoint"),
        FileKind("docx", "document", _OFFICE + "wordprocessingml.document"),
        FileKind("pptx", "document", _OFFICE + "presentationml.presentation"),
    )
}
_SUFFIXES = {"jpeg": "jpg", "m4v": "mp4"}


def sniff(content: bytes, name: str) -> FileKind | None:
    """The kind of a file: by its content, else by its name, else None."""
    return KINDS.get(_by_content(content, name) or suffix(name))


def suffix(name: str) -> str:
    """The format that a file name claims."""
    claimed = PurePosixPath(name).suffix.lower().lstrip(".")
    return _SUFFIXES.get(claimed, claimed)


def _by_content(content: bytes, name: str) -> str | None:
    for magic, value in (
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff", "jpg"),
        (b"GIF87a", "gif"),
        (b"GIF89a", "gif"),
        (b"%PDF-", "pdf"),
        (b"\x1aE\xdf\xa3", "webm"),
    ):
        if content.startswith(magic):
            return value
    if content.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"AVI ": "avi"}.get(content[8:12])
    if content[4:8] == b"ftyp":
        return "mov" if content[8:10] == b"qt" else "mp4"
    if content.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in content else "pptx" if b"ppt/" in content else None
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "ppt" if suffix(name) == "ppt" else "doc"
    return None


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a picture, or None where the header does not tell."""
    for read in _READERS:
        try:
            size = read(content)
        except (struct.error, IndexError):
            continue
        if size:
            return size
    return None


def _png(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\x89PNG"):
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _gif(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"GIF8"):
        return None
    width, height = struct.unpack_from("<HH", content, 6)
    return width, height


def _jpeg(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\xff\xd8"):
        return None
    place = 2
    while content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, place + 5)
            return width, height
        place += 2 + int(struct.unpack_from(">H", content, place + 2)[0])
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    if content[8:12] != b"WEBP":
        return None
    chunk = content[12:16]
    if chunk == b"VP8X":
        return _uint24(content, 24) + 1, _uint24(content, 27) + 1
    if chunk == b"VP8L":
        bits = struct.unpack_from("<I", content, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF


def _uint24(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 3], "little")


_READERS: tuple[Callable[[bytes], tuple[int, int] | None], ...] = (_png, _gif, _jpeg, _webp)
