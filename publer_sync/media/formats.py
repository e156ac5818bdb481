"""Kind of a file by its first bytes, whatever its name says, in the words of the rules file."""

from __future__ import annotations

HEAD = 4096
"""How many bytes from the start of a file tell its format."""

IMAGES = frozenset({"jpeg", "png", "gif", "webp"})
VIDEOS = frozenset({"mp4", "mov", "avi", "webm", "matroska"})
DOCUMENTS = frozenset({"pdf", "zip", "ole"})
APART = VIDEOS | DOCUMENTS
"""Formats that a process of its own looks into."""

BOM = b"\xef\xbb\xbf"
"""What some editors and shells of Windows put before a text in UTF-8."""

LFS = b"version https://git-lfs.github.com/spec/v1"
"""How a Git LFS pointer begins. Source: the pointer specification of Git LFS."""

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"OggS", "ogg"),
    (b"ID3", "mp3"),
    (b"FLV\x01", "flv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (b"\0\0\x01\xba", "mpeg"),
    (b"\xff\x0a", "jxl"),
    (b"\0\0\0\x0cJXL ", "jxl"),
    (b"8BPS", "psd"),
    (b"\x1f\x8b", "gzip"),
)
_RIFF = {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}
_BRANDS = {
    b"qt  ": "mov", b"avif": "avif", b"avis": "avif", b"heic": "heic", b"heix": "heic",
    b"heim": "heic", b"hevc": "heic", b"mif1": "heic", b"msf1": "heic", b"M4A ": "m4a",
}  # fmt: skip
_MOV_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}


def format_of(head: bytes) -> str | None:
    """The format of a file that begins with `head`; None if it is not known.

    `zip` and `ole` are containers of Office documents, which only the inside tells apart. `text` is
    readable text of no known format.
    """
    magic = next((value for magic, value in _MAGIC if head.startswith(magic)), None)
    return magic or _container(head) or _text(head)


def _container(head: bytes) -> str | None:
    """Formats that are told by more than their first bytes."""
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head.startswith(b"\x1aE\xdf\xa3"):
        # The document type is in the header, within the first bytes; WebM is a Matroska profile.
        return "webm" if b"webm" in head[:80] else "matroska"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "mp4")
    if head[4:8] in _MOV_ATOMS:
        return "mov"
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "bmp"
    return "pdf" if b"%PDF-" in head[:1024] else None


def _text(head: bytes) -> str | None:
    start = head.removeprefix(BOM).lstrip()[:1024].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")):
        return "html"
    if start.startswith((b"<svg", b"<?xml", b"<!--")):
        return "svg" if b"<svg" in start else "html" if b"<html" in start else "xml"
    if start.startswith((b"{", b"[")) and _is_text(head):
        return "json"
    return "text" if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    if not head or any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    try:
        head[: HEAD - 4].decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # a character may be cut at the end
    return True
